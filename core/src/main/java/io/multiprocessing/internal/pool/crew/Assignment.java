package io.multiprocessing.internal.pool.crew;

import io.multiprocessing.internal.family.Offspring;
import io.multiprocessing.spi.Frame;
import java.util.List;

/** A task for a worker: decided under the crew's lock, sent without it. */
record Assignment(Offspring process, Frame frame) {
    /** For a user's thread: may block while a channel is full. */
    static void sendAll(List<Assignment> assignments) {
        for (Assignment assignment : assignments) {
            assignment.process.send(assignment.frame);
        }
    }

    /** For a thread that delivers frames: never blocks. */
    static void postAll(List<Assignment> assignments) {
        for (Assignment assignment : assignments) {
            assignment.process.post(assignment.frame);
        }
    }
}
