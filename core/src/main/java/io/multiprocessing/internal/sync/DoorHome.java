package io.multiprocessing.internal.sync;

import io.multiprocessing.internal.call.IncomingCall;
import io.multiprocessing.internal.wire.ReplyStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What many wait for together, and go through together: while it is open nobody waits. An event or a latch. */
abstract class DoorHome extends SyncHome {
    /** number: {@link #WAIT} or {@link #NO_WAIT}. */
    static final int AWAIT = 0;

    static final int NO_WAIT = 0;
    static final int WAIT = 1;

    private final List<IncomingCall> waiting = new ArrayList<>();

    abstract boolean isOpen();

    /** Everything but AWAIT: answers the call, and may open or shut. */
    abstract void change(IncomingCall call);

    @Override
    final void serve(IncomingCall call) {
        if (call.operation() != AWAIT) {
            change(call);
            if (isOpen()) {
                waiting.forEach(IncomingCall::ok);
                waiting.clear();
            }
        } else if (isOpen()) {
            call.ok();
        } else if (call.number() == WAIT) {
            waiting.add(call);
        } else {
            call.fail(ReplyStatus.NOT_NOW, "");
        }
    }

    @Override
    public final synchronized void cancelled(IncomingCall call) {
        if (waiting.remove(call)) {
            call.fail(ReplyStatus.CANCELLED, "");
        }
    }

    @Override
    final Collection<IncomingCall> waiting() {
        return waiting;
    }
}
