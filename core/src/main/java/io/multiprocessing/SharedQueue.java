package io.multiprocessing;

import java.io.Serializable;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A first-in first-out queue between processes: any number of producers and consumers in any member of the family.
 *
 * <p>The queue is sent by capturing it in a task, or inside another message; it arrives as the same queue. An element
 * is serialised in the caller's {@code put}: what can't be serialised fails there, nothing is lost, and later changes
 * to the object don't show. Elements are not null and at most 64 MiB when serialised.
 *
 * <p>An element is taken by one consumer, at one moment shortly before {@code take}, {@code poll} or {@code drainTo}
 * returns it. A process that is killed before that has taken nothing, and the element goes to another; what it has
 * taken is gone with it, as is what it has dealt with only in part. A producer that is killed in {@code put} has placed
 * the element whole or not at all. Either way all others go on.
 *
 * <p>Blocking methods are interruptible; an interrupted or timed-out call has had no effect. All of them throw {@link
 * QueueClosedException} once the queue is closed or the process that it lives in has ended; {@code poll}, {@code take}
 * and {@code drainTo} first hand out what a {@linkplain #close closed} queue still holds.
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

    // ---- byte arrays that are written and read where they are

    /**
     * Places a byte array of that size, which {@code writer} writes where it will be: in a queue in mapped memory
     * without any copy, elsewhere through one. Consumers see a {@code byte[]}, or read it by {@link #takeBytes}; so
     * this is for a {@code SharedQueue<byte[]>}. Waits for room. {@snippet :
     * queue.putBytes(Long.BYTES, bytes -> bytes.set(ValueLayout.JAVA_LONG, 0, System.nanoTime()));
     * queue.takeBytes(bytes -> System.out.println(bytes.get(ValueLayout.JAVA_LONG, 0)));
     * }
     *
     * <p>The writer gets memory of exactly that size, aligned to 8 bytes, with undefined content. Whatever it throws,
     * this method throws, and nothing was placed. Other producers may have to wait while it is at work, so it should be
     * short. It must not use the queue, nor the memory after it has returned.
     *
     * @param byteSize from 0 to 64 MiB
     * @throws IllegalArgumentException when the size is negative
     * @throws TransportException when it is too large
     * @throws InterruptedException when interrupted before there was room; nothing was placed
     */
    void putBytes(long byteSize, Consumer<? super MemorySegment> writer) throws InterruptedException;

    /**
     * As {@link #putBytes}, without waiting: false when there is no room, whether or not the writer has been called.
     */
    boolean offerBytes(long byteSize, Consumer<? super MemorySegment> writer);

    /** As {@link #putBytes}: false when there was no room in that time, whether or not the writer has been called. */
    boolean offerBytes(long byteSize, Consumer<? super MemorySegment> writer, Duration timeout)
            throws InterruptedException;

    /**
     * Takes the first element, a byte array, which {@code reader} reads where it is: in a queue in mapped memory
     * without any copy, elsewhere through one. It does not matter how it was placed. Waits for one.
     *
     * <p>The reader gets read-only memory of exactly the array's size, aligned to 8 bytes. Whatever it throws, this
     * method throws, and the element is taken all the same, as if it had thrown after {@link #take}. If the process
     * dies meanwhile, the element stays: somebody else may read it again. Other consumers may have to wait while it is
     * at work, so it should be short. It must not use the queue, nor the memory after it has returned.
     *
     * @throws ClassCastException when it is something else than a byte array; it is taken all the same
     * @throws InterruptedException when interrupted before there was one; nothing was taken
     */
    void takeBytes(Consumer<? super MemorySegment> reader) throws InterruptedException;

    /** As {@link #takeBytes}, without waiting: false when there is no element, and then the reader is not called. */
    boolean pollBytes(Consumer<? super MemorySegment> reader);

    /** As {@link #takeBytes}: false when none came in that time, and then the reader is not called. */
    boolean pollBytes(Consumer<? super MemorySegment> reader, Duration timeout) throws InterruptedException;

    // ---- joining and closing

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
