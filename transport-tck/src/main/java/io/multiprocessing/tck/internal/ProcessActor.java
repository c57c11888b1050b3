package io.multiprocessing.tck.internal;

import java.time.Duration;

/** A child that is a process. */
record ProcessActor(Process process) implements Peer.Actor {
    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void end(Duration patience) {
        // Not by Process, which would close the pipes on this side and drop what is in them.
        process.toHandle().destroyForcibly();
        Waiting.until("process " + process.pid() + " has ended", patience, () -> !process.isAlive());
    }

    @Override
    public void release() {
        Launch.closeStreams(process);
    }
}
