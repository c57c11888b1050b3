package io.multiprocessing;

import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A {@link java.util.concurrent.CountDownLatch} for the threads of all processes of a family. What a thread did before
 * {@link #countDown} happens before what others do after {@code await}. Made by {@link Multiprocessing#latch}; captured
 * by a task or put in a queue, it arrives as the same latch. Who was to count down and has died does not: wait with a
 * limit, or watch that process. When the process that made it ends or leaves the family, all methods throw {@link
 * SharedObjectGoneException}.
 */
public interface InterProcessLatch extends Serializable {
    /** Counts down by one; wakes all who wait when zero is reached; does nothing at zero. */
    void countDown();

    long getCount();

    /** Waits until the count is zero. */
    void await() throws InterruptedException;

    /**
     * Waits until the count is zero, at most so long; zero or less does not wait.
     *
     * @return whether it was zero in time
     */
    boolean await(long timeout, TimeUnit unit) throws InterruptedException;

    /** As {@link #await(long, TimeUnit)}. */
    boolean await(Duration timeout) throws InterruptedException;
}
