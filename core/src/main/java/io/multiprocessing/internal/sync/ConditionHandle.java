package io.multiprocessing.internal.sync;

import io.multiprocessing.InterProcessCondition;
import io.multiprocessing.internal.call.PendingCall;
import io.multiprocessing.internal.call.Reference;
import io.multiprocessing.internal.call.Reply;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Date;
import java.util.concurrent.TimeUnit;

/** A condition of a lock as its users see it, in any member. Its home is the lock's. */
final class ConditionHandle extends SyncHandle implements InterProcessCondition {
    private static final long serialVersionUID = 1;

    private final transient long number;
    private final transient LockHandle lock;

    ConditionHandle(Reference home, long number) {
        super(home);
        this.number = number;
        this.lock = new LockHandle(home);
    }

    @Override
    Kind kind() {
        return Kind.CONDITION;
    }

    @Override
    long detail() {
        return number;
    }

    private PendingCall call(int operation) {
        return home.call(operation, LockHandle.thisThread(), numberAsBody());
    }

    private PendingCall interruptibleAwait() throws InterruptedException {
        return home.interruptibleCall(LockHome.AWAIT, LockHandle.thisThread(), numberAsBody());
    }

    private ByteBuffer numberAsBody() {
        return ByteBuffer.allocate(Long.BYTES).putLong(0, number);
    }

    /** The lock is held again; whether there was a signal. */
    private boolean returned(Reply reply) {
        return lock.granted(lock.require(reply));
    }

    @Override
    public void await() throws InterruptedException {
        PendingCall call = interruptibleAwait();
        try {
            returned(call.await());
        } catch (InterruptedException e) {
            throw interrupted(call, e);
        }
    }

    /** The lock is held again; that it was abandoned meanwhile matters more than the interrupt, which is kept then. */
    private InterruptedException interrupted(PendingCall call, InterruptedException interrupt) {
        Reply reply = call.awaitUninterruptibly();
        if (reply.number() == LockHome.ABANDONED) {
            Thread.currentThread().interrupt();
            returned(reply);
        }
        return interrupt;
    }

    @Override
    public void awaitUninterruptibly() {
        returned(call(LockHome.AWAIT).awaitUninterruptibly());
    }

    @Override
    public long awaitNanos(long nanosTimeout) throws InterruptedException {
        long deadline = System.nanoTime() + nanosTimeout;
        PendingCall call = interruptibleAwait();
        try {
            Reply reply = call.await(nanosTimeout);
            long remaining = deadline - System.nanoTime();
            return returned(reply) ? remaining : Math.min(remaining, 0);
        } catch (InterruptedException e) {
            throw interrupted(call, e);
        }
    }

    @Override
    public boolean await(long time, TimeUnit unit) throws InterruptedException {
        PendingCall call = interruptibleAwait();
        try {
            return returned(call.await(unit.toNanos(time)));
        } catch (InterruptedException e) {
            throw interrupted(call, e);
        }
    }

    @Override
    public boolean await(Duration timeout) throws InterruptedException {
        return await(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
    }

    @Override
    public boolean awaitUntil(Date deadline) throws InterruptedException {
        return await(deadline.getTime() - System.currentTimeMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void signal() {
        lock.require(call(LockHome.SIGNAL).awaitUninterruptibly());
    }

    @Override
    public void signalAll() {
        lock.require(call(LockHome.SIGNAL_ALL).awaitUninterruptibly());
    }
}
