package io.multiprocessing.internal.sync;

import io.multiprocessing.AbandonedLockException;
import io.multiprocessing.InterProcessCondition;
import io.multiprocessing.InterProcessLock;
import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.sync.state.LockState;
import io.multiprocessing.internal.sync.state.SyncAccess.Outcome;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A lock as its users see it, in any member. */
public final class LockHandle extends SyncHandle implements InterProcessLock {
    private static final long serialVersionUID = 1;

    LockHandle(Place place) {
        super(place);
    }

    /** Makes a lock that lives in this member, free. */
    public static InterProcessLock create(Member member) {
        return new LockHandle(make(member, new LockState()));
    }

    @Override
    Kind kind() {
        return Kind.LOCK;
    }

    static long thisThread() {
        return Thread.currentThread().threadId();
    }

    /** Requests of strangers are refused. */
    @Override
    RuntimeException refused(Outcome outcome) {
        return new IllegalMonitorStateException(this + ": this thread does not hold it");
    }

    /** Whether the lock is held; throws, with the lock held, when it was abandoned. */
    boolean granted(Outcome outcome) {
        if (outcome.number() != 0) {
            throw new AbandonedLockException("The process that held " + this + " ended without unlocking it: "
                    + outcome.text() + ". This thread holds it now: check what it protects, and unlock it as usual",
                    outcome.text());
        }
        return outcome.isOk();
    }

    @Override
    public void lock() {
        granted(waitUninterruptibly(LockState.LOCK, thisThread()));
    }

    @Override
    public void lockInterruptibly() throws InterruptedException {
        granted(waitFor(LockState.LOCK, thisThread()));
    }

    @Override
    public boolean tryLock() {
        return granted(ask(LockState.TRY_LOCK, thisThread()));
    }

    @Override
    public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
        Outcome outcome = time <= 0
                ? waitFor(LockState.TRY_LOCK, thisThread())
                : waitFor(LockState.LOCK, thisThread(), unit.toNanos(time));
        return granted(outcome);
    }

    @Override
    public boolean tryLock(Duration timeout) throws InterruptedException {
        return tryLock(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
    }

    @Override
    public void unlock() {
        ask(LockState.UNLOCK, thisThread());
    }

    @Override
    public InterProcessCondition newCondition() {
        return new ConditionHandle(this, ask(LockState.NEW_CONDITION, thisThread()).number());
    }

    @Override
    public boolean isLocked() {
        return ask(LockState.IS_LOCKED, thisThread()).number() == 1;
    }

    @Override
    public boolean isHeldByCurrentThread() {
        return getHoldCount() > 0;
    }

    @Override
    public int getHoldCount() {
        return (int) ask(LockState.HOLD_COUNT, thisThread()).number();
    }

    @Override
    public int getQueueLength() {
        return (int) ask(LockState.QUEUE_LENGTH, thisThread()).number();
    }
}
