package io.multiprocessing.internal.pipe;

import org.jspecify.annotations.Nullable;

/**
 * How one process uses a pipe: by messages to the member that it lives with, or directly in memory. Ends are numbered 0
 * and
 * 1. Methods throw {@link io.multiprocessing.EndOfPipeException} when an end is closed, or the pipe's maker has ended,
 * unless said otherwise.
 */
interface PipeAccess {
    /** What {@link #receive} returns when there was no message. */
    Object NOTHING = new Object();

    /** Waits for room as long as it takes. */
    void send(int end, @Nullable Object message) throws InterruptedException;

    /**
     * A message that was sent to that end.
     *
     * @param nanos how long to wait for one: {@link Long#MAX_VALUE} for ever, 0 or less not at all
     * @return {@link #NOTHING} when none came in that time
     */
    @Nullable Object receive(int end, long nanos) throws InterruptedException;

    /** Whether {@link #receive} would return or throw at once. Throws nothing. */
    boolean isReady(int end);

    /** Throws nothing. */
    void close(int end);

    /** Throws nothing. */
    void closeBoth();

    /** This process has been sent that end: its home is to know. */
    void arrived(int end);
}
