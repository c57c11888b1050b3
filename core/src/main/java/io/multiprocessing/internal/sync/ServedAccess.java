package io.multiprocessing.internal.sync;

import io.multiprocessing.internal.call.PendingCall;
import io.multiprocessing.internal.call.Reference;
import io.multiprocessing.internal.call.Reply;
import io.multiprocessing.internal.sync.state.SyncAccess;
import java.nio.ByteBuffer;

/** An object that is asked for by messages to its {@link ServedSync}. */
record ServedAccess(Reference home) implements SyncAccess {
    @Override
    public Outcome ask(int operation, long number, long detail) {
        return outcome(call(operation, number, detail).awaitUninterruptibly(), false);
    }

    @Override
    public Outcome await(int operation, long number, long detail, long nanos, boolean interruptible) {
        PendingCall call = call(operation, number, detail);
        if (!interruptible) {
            return outcome(call.awaitUninterruptibly(), false);
        }
        try {
            Reply reply = nanos == Long.MAX_VALUE ? call.await() : call.await(nanos);
            return outcome(reply, Thread.interrupted());
        } catch (InterruptedException e) {
            return outcome(call.awaitUninterruptibly(), true);
        }
    }

    private PendingCall call(int operation, long number, long detail) {
        ByteBuffer body = detail == 0 ? Reply.NO_BODY : ByteBuffer.allocate(Long.BYTES).putLong(0, detail);
        return home.call(operation, number, body);
    }

    private static Outcome outcome(Reply reply, boolean interrupted) {
        return new Outcome(reply.status(), reply.number(), interrupted, reply.text());
    }

    @Override
    public ByteBuffer attachment() {
        return home.call(ServedSync.ATTACHMENT, 0).awaitUninterruptibly().body();
    }
}
