package io.multiprocessing.internal.memory;

import io.multiprocessing.internal.call.IncomingCall;
import io.multiprocessing.internal.call.Service;

/** Answers that its process is alive: who can't find memory asks, to know whether the maker's end is the reason. */
final class MemoryHome implements Service {
    @Override
    public void request(IncomingCall call) {
        call.ok();
    }

    @Override
    public void cancelled(IncomingCall call) {
        // Has been answered.
    }

    @Override
    public void leaving() {
        // Nobody waits.
    }
}
