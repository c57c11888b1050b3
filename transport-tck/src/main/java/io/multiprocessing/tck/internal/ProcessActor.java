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
        process.destroyForcibly();
        Waiting.until("process " + process.pid() + " has ended", patience, () -> !process.isAlive());
        Launch.closeStreams(process);
    }
}
