package io.multiprocessing.internal.sync;

import io.multiprocessing.InterProcessSemaphore;
import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.sync.state.SemaphoreState;
import io.multiprocessing.internal.sync.state.SyncAccess.Outcome;
import io.multiprocessing.internal.wire.ReplyStatus;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A semaphore as its users see it, in any member. */
public final class SemaphoreHandle extends SyncHandle implements InterProcessSemaphore {
    private static final long serialVersionUID = 1;

    private final transient int limit;

    /** @param limit how many permits can be available at most */
    SemaphoreHandle(Place place, long limit) {
        super(place);
        this.limit = (int) limit;
    }

    /**
     * Makes a semaphore that lives in this member.
     *
     * @throws IllegalArgumentException when fewer than 0 permits
     */
    public static InterProcessSemaphore create(Member member, int permits, boolean bounded) {
        requireNotNegative(permits);
        return new SemaphoreHandle(make(member, new SemaphoreState(permits, bounded)),
                SemaphoreState.mostAvailable(permits, bounded));
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
    long detail() {
        return limit;
    }

    @Override
    public void acquire() throws InterruptedException {
        acquire(1);
    }

    @Override
    public void acquire(int permits) throws InterruptedException {
        waitFor(SemaphoreState.ACQUIRE, requireNotNegative(permits));
    }

    @Override
    public void acquireUninterruptibly() {
        acquireUninterruptibly(1);
    }

    @Override
    public void acquireUninterruptibly(int permits) {
        waitUninterruptibly(SemaphoreState.ACQUIRE, requireNotNegative(permits));
    }

    @Override
    public boolean tryAcquire() {
        return tryAcquire(1);
    }

    @Override
    public boolean tryAcquire(int permits) {
        return ask(SemaphoreState.TRY_ACQUIRE, requireNotNegative(permits)).isOk();
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
        Outcome outcome = timeout <= 0
                ? waitFor(SemaphoreState.TRY_ACQUIRE, permits)
                : waitFor(SemaphoreState.ACQUIRE, permits, unit.toNanos(timeout));
        return outcome.isOk();
    }

    @Override
    public void release() {
        release(1);
    }

    @Override
    public void release(int permits) {
        Outcome outcome = access.ask(SemaphoreState.RELEASE, requireNotNegative(permits), 0);
        if (outcome.status() == ReplyStatus.REFUSED) {
            throw new IllegalStateException(this + ": released more often than acquired: permits=" + permits
                    + " available=" + outcome.number() + " limit=" + limit);
        }
        require(outcome);
    }

    @Override
    public int availablePermits() {
        return (int) ask(SemaphoreState.AVAILABLE, 0).number();
    }

    @Override
    public int drainPermits() {
        return (int) ask(SemaphoreState.DRAIN, 0).number();
    }
}
