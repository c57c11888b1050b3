package io.multiprocessing.internal.sync;

import io.multiprocessing.InterProcessCondition;
import io.multiprocessing.internal.sync.state.LockState;
import io.multiprocessing.internal.sync.state.SyncAccess.Outcome;
import java.time.Duration;
import java.util.Date;
import java.util.concurrent.TimeUnit;

/** A condition of a lock as its users see it, in any member. Its home is the lock's. */
final class ConditionHandle extends SyncHandle implements InterProcessCondition {
    private static final long serialVersionUID = 1;

    private final transient long number;
    private final transient LockHandle lock;

    ConditionHandle(LockHandle lock, long number) {
        super(lock);
        this.number = number;
        this.lock = lock;
    }

    @Override
    Kind kind() {
        return Kind.CONDITION;
    }

    @Override
    long detail() {
        return number;
    }

    /**
     * The lock is held again; whether there was a signal. That it was abandoned meanwhile matters more than an
     * interrupt, which is kept then.
     */
    private boolean await(long nanos) throws InterruptedException {
        requireNotInterrupted();
        Outcome outcome = lock.require(access.await(LockState.AWAIT, LockHandle.thisThread(), number, nanos, true));
        if (outcome.number() != 0 && outcome.interrupted()) {
            Thread.currentThread().interrupt();
            return lock.granted(outcome);
        }
        return lock.granted(uninterrupted(outcome));
    }

    @Override
    public void await() throws InterruptedException {
        await(Long.MAX_VALUE);
    }

    @Override
    public void awaitUninterruptibly() {
        lock.granted(lock.require(
                access.await(LockState.AWAIT, LockHandle.thisThread(), number, Long.MAX_VALUE, false)));
    }

    @Override
    public long awaitNanos(long nanosTimeout) throws InterruptedException {
        long deadline = System.nanoTime() + nanosTimeout;
        boolean signalled = await(Math.max(0, nanosTimeout));
        long remaining = deadline - System.nanoTime();
        return signalled ? remaining : Math.min(remaining, 0);
    }

    @Override
    public boolean await(long time, TimeUnit unit) throws InterruptedException {
        return await(Math.max(0, unit.toNanos(time)));
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
        lock.require(access.ask(LockState.SIGNAL, LockHandle.thisThread(), number));
    }

    @Override
    public void signalAll() {
        lock.require(access.ask(LockState.SIGNAL_ALL, LockHandle.thisThread(), number));
    }
}
