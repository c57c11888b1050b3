package io.multiprocessing.spi;

/**
 * How threads of several processes wait for a change of a word in memory that they share, and wake each other: Linux's
 * futex, or what a system has in its place. A capability of a {@link Transport}: where there is one, members of a
 * family touch queues and locks directly; elsewhere these live with their maker, who is asked by messages.
 *
 * <p>Safe for use by any number of threads.
 */
public interface WordWait {
    /** Makes it ready in the background, if it is not. Returns at once. */
    void prepare();

    /** Whether {@link #await} and {@link #wake} may be called in this process; never false again once it is true. */
    boolean isReady();

    /** How long it pays to spin before sleeping, in nanoseconds; 0 for never, as where there is one processor only. */
    long spinNanos();

    /**
     * Sleeps while the word has the value {@code expected}, until woken or until the time is over; may return for no
     * reason. Not affected by interrupts. A virtual thread keeps its carrier.
     *
     * @param address of an aligned 32-bit word in this process, part of a mapped file
     * @param timeoutNanos above 0
     */
    void await(long address, int expected, long timeoutNanos);

    /** Wakes up to {@code count} threads that sleep on the word, in any process. */
    void wake(long address, int count);
}
