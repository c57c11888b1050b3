package io.multiprocessing;

import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A counting semaphore for the threads of all processes of a family, with the semantics of a fair {@link
 * java.util.concurrent.Semaphore}. Made by {@link Multiprocessing#semaphore}; captured by a task or put in a queue, it
 * arrives as the same semaphore. Python's {@code multiprocessing.Semaphore} and {@code BoundedSemaphore}.
 *
 * <p><b>Death.</b> The permits that a process has acquired and not released come back when it ends, but never so that
 * there are more than there were initially: a semaphore that is used to signal (initially none; one process acquires
 * what another releases) gets none back.
 *
 * <p>All methods throw {@link IllegalArgumentException} for fewer than 0 permits, and {@link SharedObjectGoneException}
 * when the process that made the semaphore has ended or left the family.
 */
public interface InterProcessSemaphore extends Serializable {
    /** Acquires a permit, waiting as long as it takes. */
    void acquire() throws InterruptedException;

    /** Acquires so many permits at once, waiting as long as it takes. */
    void acquire(int permits) throws InterruptedException;

    /** Acquires a permit; interrupts are kept for later. */
    void acquireUninterruptibly();

    /** Acquires so many permits at once; interrupts are kept for later. */
    void acquireUninterruptibly(int permits);

    /** Acquires a permit if there is one, ahead of those who wait. */
    boolean tryAcquire();

    /** Acquires so many permits if there are, ahead of those who wait. */
    boolean tryAcquire(int permits);

    /** Acquires a permit if one comes in time; zero or less does not wait. */
    boolean tryAcquire(long timeout, TimeUnit unit) throws InterruptedException;

    /** As {@link #tryAcquire(long, TimeUnit)}. */
    boolean tryAcquire(Duration timeout) throws InterruptedException;

    /** Acquires so many permits if they come in time; zero or less does not wait. */
    boolean tryAcquire(int permits, long timeout, TimeUnit unit) throws InterruptedException;

    /**
     * Releases a permit. The caller need not have acquired it.
     *
     * @throws IllegalStateException when the semaphore is bounded and has all its permits
     */
    void release();

    /**
     * Releases so many permits. The caller need not have acquired them.
     *
     * @throws IllegalStateException when the semaphore is bounded and would have more permits than initially; nothing
     *     is released then
     */
    void release(int permits);

    /** How many permits can be acquired now. */
    int availablePermits();

    /** Acquires all that there are; returns how many. */
    int drainPermits();
}
