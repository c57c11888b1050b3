package io.multiprocessing;

import io.multiprocessing.internal.codec.compact.RepeatableReplacement;
import java.io.Serializable;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@link SharedMemory} as an array of numbers of one type: see the subclasses. What is left over at the memory's end
 * belongs to no element. Two arrays are equal when they are views of the same memory as the same type. Travels as a
 * handle, as the memory does. May be used by several threads and processes.
 */
public abstract sealed class SharedArray implements Serializable, RepeatableReplacement
        permits SharedLongArray, SharedIntArray, SharedDoubleArray {
    private static final long serialVersionUID = 1;

    private final transient SharedMemory memory;
    /** The size of an element is a power of two: no operation has to divide. */
    private final transient int elementShift;
    /** Mapped at the first operation. Any thread may set it: all find the same. */
    private transient @Nullable MemorySegment segment;

    SharedArray(SharedMemory memory, int elementBytes) {
        this.memory = memory;
        this.elementShift = Integer.numberOfTrailingZeros(elementBytes);
    }

    /** The memory that this is a view of. */
    public final SharedMemory memory() {
        return memory;
    }

    /** How many elements there are. Does not map the memory. */
    public final long length() {
        return memory.byteSize() >> elementShift;
    }

    final MemorySegment mapped() {
        MemorySegment known = segment;
        if (known == null) {
            known = memory.segment();
            segment = known;
        }
        return known;
    }

    final long offset(long index) {
        return Objects.checkIndex(index, length()) << elementShift;
    }

    final SharedMemoryException damaged(InternalError fault) {
        return new SharedMemoryException(memory + " is damaged: its file was truncated", fault);
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof SharedArray that && getClass() == that.getClass() && memory.equals(that.memory);
    }

    @Override
    public final int hashCode() {
        return memory.hashCode();
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + "[length=" + length() + ", " + memory + "]";
    }
}
