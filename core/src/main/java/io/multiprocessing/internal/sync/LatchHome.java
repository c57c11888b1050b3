package io.multiprocessing.internal.sync;

import io.multiprocessing.internal.call.IncomingCall;
import io.multiprocessing.internal.call.Service;
import io.multiprocessing.internal.wire.ReplyStatus;

/** A latch where it lives: while its count is zero nobody waits. */
final class LatchHome implements Service {
    static final int COUNT_DOWN = 1;
    static final int GET_COUNT = 2;
    static final int AWAIT = 3;

    private final WaitingLine waiting = new WaitingLine();
    private long count;
    private boolean left;

    LatchHome(long count) {
        this.count = count;
    }

    @Override
    public synchronized void request(IncomingCall call) {
        if (left) {
            call.fail(ReplyStatus.CLOSED, "");
            return;
        }
        switch (call.operation()) {
            case COUNT_DOWN -> {
                count = Math.max(0, count - 1);
                if (count == 0) {
                    waiting.answerAll();
                }
                call.ok();
            }
            case GET_COUNT -> call.ok(count);
            case AWAIT -> {
                if (count == 0) {
                    call.ok();
                } else if (call.number() == SyncHandle.WAIT) {
                    waiting.add(call);
                } else {
                    call.fail(ReplyStatus.NOT_NOW, "");
                }
            }
            default -> call.fail(ReplyStatus.REFUSED, "a latch has no operation " + call.operation());
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
