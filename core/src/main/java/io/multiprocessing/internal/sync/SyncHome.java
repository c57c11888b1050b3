package io.multiprocessing.internal.sync;

import io.multiprocessing.internal.call.IncomingCall;
import io.multiprocessing.internal.call.Service;
import io.multiprocessing.internal.wire.ReplyStatus;
import java.util.Collection;
import java.util.List;

/** What all homes have in common: one lock, their own monitor, and an end, after which all calls are refused. */
abstract class SyncHome implements Service {
    private boolean left;

    @Override
    public final synchronized void request(IncomingCall call) {
        if (left) {
            call.fail(ReplyStatus.CLOSED, "");
        } else {
            serve(call);
        }
    }

    /** Answers the call, or keeps it. Under this object's lock. */
    abstract void serve(IncomingCall call);

    /** The calls that wait, at the end. Under this object's lock. */
    abstract Collection<IncomingCall> waiting();

    @Override
    public final synchronized void leaving() {
        left = true;
        List.copyOf(waiting()).forEach(call -> call.fail(ReplyStatus.CLOSED, ""));
    }

    /** Answers a call that makes no sense. */
    static void refuseUnknown(IncomingCall call) {
        call.fail(ReplyStatus.REFUSED, "it has no operation " + call.operation());
    }
}
