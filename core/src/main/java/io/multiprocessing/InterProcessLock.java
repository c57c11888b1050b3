package io.multiprocessing;

import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;

/**
 * A reentrant lock for the threads of all processes of a family, with the semantics of {@link
 * java.util.concurrent.locks.ReentrantLock}: what a thread did before {@link #unlock} happens before what the next
 * owner does after {@link #lock}. Made by {@link Multiprocessing#lock()}; captured by a task or put in a queue, it
 * arrives as the same lock. Python's {@code multiprocessing.RLock} and {@code Condition}.
 *
 * <p>Threads wait in the order in which they came, so nobody starves; {@link #tryLock()} alone does not wait in line.
 *
 * <p><b>Death.</b> When the process of the owner ends, the lock passes on, and the next owner learns of it: its {@code
 * lock} method throws {@link AbandonedLockException} <em>while it holds the lock</em>. A process that is stopped or
 * slow keeps the lock: only proof of its end counts. A thread that ends without unlocking keeps it as long as its
 * process lives.
 *
 * <p>When the process that made the lock ends, or leaves the family, all methods throw {@link
 * SharedObjectGoneException}.
 */
public interface InterProcessLock extends Lock, Serializable {
    /**
     * Acquires the lock, waiting as long as it takes. Interrupts are kept for later.
     *
     * @throws AbandonedLockException when the former owner's process has ended; the lock is held
     * @throws SharedObjectGoneException when the lock has ended
     */
    @Override
    void lock();

    /**
     * Acquires the lock unless interrupted while waiting.
     *
     * @throws InterruptedException when interrupted before it was acquired; it is not held
     * @throws AbandonedLockException when the former owner's process has ended; the lock is held
     */
    @Override
    void lockInterruptibly() throws InterruptedException;

    /**
     * Acquires the lock if it is free, or held by this thread, ahead of those who wait.
     *
     * @throws AbandonedLockException when the former owner's process has ended; the lock is held
     */
    @Override
    boolean tryLock();

    /**
     * Acquires the lock if that is possible in time; zero or less does not wait.
     *
     * @throws InterruptedException when interrupted before it was acquired; it is not held
     * @throws AbandonedLockException when the former owner's process has ended; the lock is held
     */
    @Override
    boolean tryLock(long time, TimeUnit unit) throws InterruptedException;

    /** As {@link #tryLock(long, TimeUnit)}. */
    boolean tryLock(Duration timeout) throws InterruptedException;

    /**
     * Releases one hold of this thread.
     *
     * @throws IllegalMonitorStateException when this thread does not hold the lock
     */
    @Override
    void unlock();

    /** A condition of this lock; captured by a task or put in a queue, it arrives as the same condition. */
    @Override
    InterProcessCondition newCondition();

    /** Whether any thread of any process holds it. */
    boolean isLocked();

    boolean isHeldByCurrentThread();

    /** How often the current thread holds it. */
    int getHoldCount();

    /** How many threads of the family wait for it; an estimate. */
    int getQueueLength();
}
