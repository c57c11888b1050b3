package io.multiprocessing;

import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A {@link java.util.concurrent.CyclicBarrier} for the threads of all processes of a family; Python's {@code
 * multiprocessing.Barrier}. What the parties did before {@code await} happens before the action, and that before what
 * they do afterwards. Made by {@link Multiprocessing#barrier}; captured by a task or put in a queue, it arrives as the
 * same barrier.
 *
 * <p>It breaks, and with it the waiting of all parties, when one of them is interrupted, runs out of time, fails in the
 * action, or when the process of one that waits, or runs the action, ends. It stays broken until {@link #reset}. A
 * party whose process ends before it arrives is not known here: the others wait, so give them a limit.
 *
 * <p>When the process that made it ends or leaves the family, all methods throw {@link SharedObjectGoneException}.
 */
public interface InterProcessBarrier extends Serializable {
    /**
     * Waits until all parties have arrived. The last to arrive runs the action, in its own process and thread, before
     * any is let go; what the action throws, its {@code await} throws, and the barrier breaks.
     *
     * @return the arrival index: {@code getParties() - 1} for the first, 0 for the last
     * @throws InterruptedException when interrupted before or while waiting; the barrier is broken then
     * @throws BrokenBarrierException when it is, or gets, broken, or is reset meanwhile
     */
    int await() throws InterruptedException, BrokenBarrierException;

    /**
     * As {@link #await()}, at most so long.
     *
     * @throws TimeoutException when the time has passed; the barrier is broken then
     */
    int await(long timeout, TimeUnit unit) throws InterruptedException, BrokenBarrierException, TimeoutException;

    /** As {@link #await(long, TimeUnit)}. */
    int await(Duration timeout) throws InterruptedException, BrokenBarrierException, TimeoutException;

    int getParties();

    /** How many parties wait now. */
    int getNumberWaiting();

    boolean isBroken();

    /** Breaks the waiting of those who wait, and makes the barrier as new. */
    void reset();
}
