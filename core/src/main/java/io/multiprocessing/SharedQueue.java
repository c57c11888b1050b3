package io.multiprocessing;

import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * A first-in first-out queue between processes: any number of producers and consumers in any member of the family.
 *
 * <p>The queue is sent by capturing it in a task, or inside another message; it arrives as the same queue. An element is
 * serialised in the caller's {@code put}: what can't be serialised fails there, nothing is lost, and later changes to the
 * object don't show. Elements are not null and at most 64 MiB when serialised.
 *
 * <p>An element is taken by one consumer, at one moment shortly before {@code take}, {@code poll} or {@code drainTo} returns
 * it. A process that is killed before that has taken nothing, and the element goes to another; what it has taken is gone with
 * it, as is what it has dealt with only in part. A producer that is killed in {@code put} has placed the element whole or not
 * at all. Either way all others go on.
 *
 * <p>Blocking methods are interruptible; an interrupted or timed-out call has had no effect. All of them throw {@link
 * QueueClosedException} once the queue is closed or the process that it lives in has ended; {@code poll}, {@code take} and
 * {@code drainTo} first hand out what a {@linkplain #close closed} queue still holds.
 *
 * <p>Memory consistency: actions before placing an element happen-before actions after taking it, in the other process,
 * as far as the element's content goes; other memory is not shared.
 *
 * @param <E> the type of the elements
 */
public interface SharedQueue<E> extends BlockingQueue<E>, AutoCloseable, Serializable {
    /** As {@link BlockingQueue#offer(Object, long, java.util.concurrent.TimeUnit)}. */
    boolean offer(E element, Duration timeout) throws InterruptedException;

    /** As {@link BlockingQueue#poll(long, java.util.concurrent.TimeUnit)}; null when the time has passed. */
    @Nullable E poll(Duration timeout) throws InterruptedException;

    /**
     * Says that an element taken earlier has been dealt with: see {@link #awaitDone()}.
     *
     * @throws IllegalStateException when called more often than elements were placed
     */
    void taskDone();

    /** Waits until {@link #taskDone} has been called for every element ever placed. */
    void awaitDone() throws InterruptedException;

    /** As {@link #awaitDone()}; false when the time has passed first. */
    boolean awaitDone(Duration timeout) throws InterruptedException;

    /** Whether {@link #close} was called, or the process that the queue lives in has ended. */
    boolean isClosed();

    /** Ends the queue for all: nothing more can be placed, what it holds can still be taken. Idempotent. */
    @Override
    void close();
}
