package io.multiprocessing.internal.sync;

import io.multiprocessing.internal.call.IncomingCall;
import io.multiprocessing.internal.call.Service;
import io.multiprocessing.internal.wire.ReplyStatus;

/** An event where it lives: while it is set nobody waits. */
final class EventHome implements Service {
    static final int SET = 1;
    static final int CLEAR = 2;
    static final int IS_SET = 3;
    static final int AWAIT = 4;

    private final WaitingLine waiting = new WaitingLine();
    private boolean isSet;
    private boolean left;

    @Override
    public synchronized void request(IncomingCall call) {
        if (left) {
            call.fail(ReplyStatus.CLOSED, "");
            return;
        }
        switch (call.operation()) {
            case SET -> {
                isSet = true;
                waiting.answerAll();
                call.ok();
            }
            case CLEAR -> {
                isSet = false;
                call.ok();
            }
            case IS_SET -> call.ok(isSet ? 1 : 0);
            case AWAIT -> {
                if (isSet) {
                    call.ok();
                } else if (call.number() == SyncHandle.WAIT) {
                    waiting.add(call);
                } else {
                    call.fail(ReplyStatus.NOT_NOW, "");
                }
            }
            default -> call.fail(ReplyStatus.REFUSED, "an event has no operation " + call.operation());
        }
    }

    @Override
    public synchronized void cancelled(IncomingCall call) {
        waiting.cancel(call);
    }

    @Override
    public synchronized void leaving() {
        left = true;
        waiting.refuseAll();
    }
}
