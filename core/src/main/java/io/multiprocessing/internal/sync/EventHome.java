package io.multiprocessing.internal.sync;

import io.multiprocessing.internal.call.IncomingCall;

/** An event where it lives. */
final class EventHome extends DoorHome {
    static final int SET = 1;
    static final int CLEAR = 2;
    static final int IS_SET = 3;

    private boolean isSet;

    @Override
    boolean isOpen() {
        return isSet;
    }

    @Override
    void change(IncomingCall call) {
        switch (call.operation()) {
            case SET -> {
                isSet = true;
                call.ok();
            }
            case CLEAR -> {
                isSet = false;
                call.ok();
            }
            case IS_SET -> call.ok(isSet ? 1 : 0);
            default -> refuseUnknown(call);
        }
    }
}
