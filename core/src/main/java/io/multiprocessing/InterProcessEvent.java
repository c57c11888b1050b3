package io.multiprocessing;

import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A flag that threads of all processes of a family can wait for: Python's {@code multiprocessing.Event}. What a thread
 * did before {@link #set} happens before what others do after they saw it set. Made by {@link Multiprocessing#event()};
 * captured by a task or put in a queue, it arrives as the same event. It outlives whoever set it or waits for it; when
 * the process that made it ends or leaves the family, all methods throw {@link SharedObjectGoneException}.
 */
public interface InterProcessEvent extends Serializable {
    /** Sets the flag and wakes all who wait for it. */
    void set();

    /** Clears the flag: who waits from now on, waits for the next {@link #set}. */
    void clear();

    boolean isSet();

    /** Waits until the flag is set. Returns also when it was cleared again before this thread ran. */
    void await() throws InterruptedException;

    /**
     * Waits until the flag is set, at most so long; zero or less does not wait.
     *
     * @return whether it was set in time
     */
    boolean await(long timeout, TimeUnit unit) throws InterruptedException;

    /** As {@link #await(long, TimeUnit)}. */
    boolean await(Duration timeout) throws InterruptedException;
}
