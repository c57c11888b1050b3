package io.multiprocessing.internal.sync;

import io.multiprocessing.internal.call.IncomingCall;

/** A latch where it lives. */
final class LatchHome extends DoorHome {
    static final int COUNT_DOWN = 1;
    static final int GET_COUNT = 2;

    private long count;

    LatchHome(long count) {
        this.count = count;
    }

    @Override
    boolean isOpen() {
        return count == 0;
    }

    @Override
    void change(IncomingCall call) {
        switch (call.operation()) {
            case COUNT_DOWN -> {
                count = Math.max(0, count - 1);
                call.ok();
            }
            case GET_COUNT -> call.ok(count);
            default -> refuseUnknown(call);
        }
    }
}
