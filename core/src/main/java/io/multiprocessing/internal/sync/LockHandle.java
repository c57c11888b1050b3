package io.multiprocessing.internal.sync;

import io.multiprocessing.AbandonedLockException;
import io.multiprocessing.InterProcessCondition;
import io.multiprocessing.InterProcessLock;
import io.multiprocessing.internal.call.Reference;
import io.multiprocessing.internal.call.Reply;
import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.wire.ReplyStatus;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A lock as its users see it, in any member. */
public final class LockHandle extends SyncHandle implements InterProcessLock {
    private static final long serialVersionUID = 1;

    LockHandle(Reference home) {
        super(home);
    }

    /** Makes a lock that lives in this member, free. */
    public static InterProcessLock create(Member member) {
        return new LockHandle(register(member, new LockHome()));
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
    Reply require(Reply reply) {
        if (reply.status() == ReplyStatus.REFUSED) {
            throw new IllegalMonitorStateException(this + ": " + reply.text());
        }
        return super.require(reply);
    }

    /** Whether the lock is held; throws, with the lock held, when it was abandoned. */
    boolean granted(Reply reply) {
        if (reply.number() == LockHome.ABANDONED) {
            throw new AbandonedLockException("The process that held " + this + " ended without unlocking it: "
                    + reply.text() + ". This thread holds it now: check what it protects, and unlock it as usual",
                    reply.text());
        }
        return reply.isOk();
    }

    @Override
    public void lock() {
        granted(ask(LockHome.LOCK, thisThread()));
    }

    @Override
    public void lockInterruptibly() throws InterruptedException {
        granted(waitFor(LockHome.LOCK, thisThread()));
    }

    @Override
    public boolean tryLock() {
        return granted(ask(LockHome.TRY_LOCK, thisThread()));
    }

    @Override
    public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
        Reply reply = time <= 0
                ? waitFor(LockHome.TRY_LOCK, thisThread())
                : waitFor(LockHome.LOCK, thisThread(), unit.toNanos(time));
        return granted(reply);
    }

    @Override
    public boolean tryLock(Duration timeout) throws InterruptedException {
        return tryLock(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
    }

    @Override
    public void unlock() {
        ask(LockHome.UNLOCK, thisThread());
    }

    @Override
    public InterProcessCondition newCondition() {
        return new ConditionHandle(home, ask(LockHome.NEW_CONDITION, thisThread()).number());
    }

    @Override
    public boolean isLocked() {
        return ask(LockHome.IS_LOCKED, thisThread()).number() == 1;
    }

    @Override
    public boolean isHeldByCurrentThread() {
        return getHoldCount() > 0;
    }

    @Override
    public int getHoldCount() {
        return (int) ask(LockHome.HOLD_COUNT, thisThread()).number();
    }

    @Override
    public int getQueueLength() {
        return (int) ask(LockHome.QUEUE_LENGTH, thisThread()).number();
    }
}
