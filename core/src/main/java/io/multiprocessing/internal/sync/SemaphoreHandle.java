package io.multiprocessing.internal.sync;

import io.multiprocessing.InterProcessSemaphore;
import io.multiprocessing.internal.call.Reference;
import io.multiprocessing.internal.call.Reply;
import io.multiprocessing.internal.family.Member;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A semaphore as its users see it, in any member. */
public final class SemaphoreHandle extends SyncHandle implements InterProcessSemaphore {
    private static final long serialVersionUID = 1;

    SemaphoreHandle(Reference home) {
        super(home);
    }

    /**
     * Makes a semaphore that lives in this member.
     *
     * @throws IllegalArgumentException when fewer than 0 permits
     */
    public static InterProcessSemaphore create(Member member, int permits, boolean bounded) {
        requireNotNegative(permits);
        return new SemaphoreHandle(register(member, new SemaphoreHome(permits, bounded)));
    }

    private static int requireNotNegative(int permits) {
        if (permits < 0) {
            throw new IllegalArgumentException("Permits can't be fewer than 0: " + permits);
        }
        return permits;
    }

    @Override
    Kind kind() {
        return Kind.SEMAPHORE;
    }

    @Override
    public void acquire() throws InterruptedException {
        acquire(1);
    }

    @Override
    public void acquire(int permits) throws InterruptedException {
        waitFor(SemaphoreHome.ACQUIRE, requireNotNegative(permits));
    }

    @Override
    public void acquireUninterruptibly() {
        acquireUninterruptibly(1);
    }

    @Override
    public void acquireUninterruptibly(int permits) {
        ask(SemaphoreHome.ACQUIRE, requireNotNegative(permits));
    }

    @Override
    public boolean tryAcquire() {
        return tryAcquire(1);
    }

    @Override
    public boolean tryAcquire(int permits) {
        return ask(SemaphoreHome.TRY_ACQUIRE, requireNotNegative(permits)).isOk();
    }

    @Override
    public boolean tryAcquire(long timeout, TimeUnit unit) throws InterruptedException {
        return tryAcquire(1, timeout, unit);
    }

    @Override
    public boolean tryAcquire(Duration timeout) throws InterruptedException {
        return tryAcquire(1, TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
    }

    @Override
    public boolean tryAcquire(int permits, long timeout, TimeUnit unit) throws InterruptedException {
        requireNotNegative(permits);
        Reply reply = timeout <= 0
                ? waitFor(SemaphoreHome.TRY_ACQUIRE, permits)
                : waitFor(SemaphoreHome.ACQUIRE, permits, unit.toNanos(timeout));
        return reply.isOk();
    }

    @Override
    public void release() {
        release(1);
    }

    @Override
    public void release(int permits) {
        ask(SemaphoreHome.RELEASE, requireNotNegative(permits));
    }

    @Override
    public int availablePermits() {
        return (int) ask(SemaphoreHome.AVAILABLE, 0).number();
    }

    @Override
    public int drainPermits() {
        return (int) ask(SemaphoreHome.DRAIN, 0).number();
    }
}
