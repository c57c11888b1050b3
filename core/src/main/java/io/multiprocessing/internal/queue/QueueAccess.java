package io.multiprocessing.internal.queue;

import java.lang.foreign.MemorySegment;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How one process uses a queue: by messages to the member that it lives with, or directly in memory. All methods throw
 * {@link io.multiprocessing.QueueClosedException} when it is closed, or its maker has ended, unless said otherwise.
 *
 * <p>Time to wait is given in nanoseconds: {@link Long#MAX_VALUE} for ever, 0 or less not at all.
 */
interface QueueAccess<E> {
    /** An element that stays in the queue; {@code number} says which. */
    record Numbered<E>(long number, E element) {}

    /** False when there was no room in that time. */
    boolean put(E element, long nanos, boolean interruptible) throws InterruptedException;

    /** As {@link #put}, of a byte array that {@code writer} writes; if it throws, nothing was placed. */
    boolean putWritten(int length, Consumer<? super MemorySegment> writer, long nanos, boolean interruptible)
            throws InterruptedException;

    /** Places as many as there is room for, without waiting; returns how many. Nothing when one can't be encoded. */
    int putAll(Collection<? extends E> elements);

    /** Null when there was no element in that time. */
    @Nullable E take(long nanos, boolean interruptible) throws InterruptedException;

    /**
     * Takes the first element, a byte array that {@code reader} reads; it is taken also when the reader throws. False
     * when there was none in that time.
     *
     * @throws ClassCastException when it was something else; it is taken
     */
    boolean takeInPlace(Consumer<? super MemorySegment> reader, long nanos, boolean interruptible)
            throws InterruptedException;

    /** Null when there is none. */
    @Nullable E peek();

    int drain(Collection<? super E> target, int most);

    int size();

    int remainingCapacity();

    List<Numbered<E>> snapshot();

    /** False when the element of that number has been taken. */
    boolean remove(long number);

    void clear();

    /** @throws IllegalStateException when called more often than elements were placed */
    void taskDone();

    /** False when not all was done in that time. */
    boolean awaitDone(long nanos) throws InterruptedException;

    /** Throws nothing. */
    boolean isClosed();

    /** Throws nothing. */
    void close();
}
