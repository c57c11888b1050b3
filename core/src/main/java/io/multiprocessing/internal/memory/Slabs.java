package io.multiprocessing.internal.memory;

import io.multiprocessing.SharedMemory;
import org.jspecify.annotations.Nullable;

/**
 * Hands out the words of shared numbers, many to a region: a slab.
 *
 * <pre>
 *   0         64        128                  32768
 *   +---------+---------+--- ... --+---------+
 *   | word 0  | word 1  |          | word 511|    each int64 at the start of its 64 bytes, the rest unused
 *   +---------+---------+--- ... --+---------+
 *   written by anybody, each access atomic, in the mode that the caller asks for
 * </pre>
 *
 * <p>A word is never given out again: it could be free only when no handle to it is left in any member, on any link or
 * in any queue, which nobody can know. A full slab stays until its maker ends.
 */
public final class Slabs {
    /**
     * A cache line for each: two processes that count in neighbouring words would take it from each other all the time.
     */
    private static final int WORD_BYTES = 64;

    private static final int WORDS = 512;

    private final Memories memories;
    private @Nullable SharedMemory slab;
    private int used;

    /**
     * A word of its own for somebody.
     *
     * @param index counted in {@code long}s from the beginning of the memory
     */
    public record Word(SharedMemory memory, long index) {}

    Slabs(Memories memories) {
        this.memories = memories;
    }

    /** @throws io.multiprocessing.SharedMemoryException when a new slab is needed and there is no room for it */
    public synchronized Word next() {
        SharedMemory current = slab;
        if (current == null || used == WORDS) {
            current = memories.make((long) WORDS * WORD_BYTES);
            slab = current;
            used = 0;
        }
        return new Word(current, (long) used++ * (WORD_BYTES / Long.BYTES));
    }
}
