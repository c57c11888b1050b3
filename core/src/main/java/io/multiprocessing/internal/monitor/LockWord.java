package io.multiprocessing.internal.monitor;

import io.multiprocessing.spi.Words;
import java.nio.ByteBuffer;

/**
 * Who has a lock, in one word, as long as nobody else wants it.
 *
 * <pre>
 *   0             free
 *   63       48 47        0
 *   +----------+----------+
 *   | slot     | thread   |      a thread has it, nobody waits
 *   +----------+----------+
 *   -1            see the state: somebody waits, or has waited
 *
 *   0 → owner     by the owner, compare-and-set                   SYNC POINT lock-word (acquire)
 *   owner → 0     by the owner, compare-and-set                   SYNC POINT lock-word (release)
 *   owner → -1    by the holder of the guard, compare-and-set, after he has published a state that says the same
 *   -1 → 0        by the holder of the guard, after he has published a state that is idle
 * </pre>
 *
 * <p>While it is not -1 the state means nothing, except for the numbers of conditions.
 */
record LockWord(ByteBuffer memory) {
    static final long FREE = 0;
    static final long SEE_STATE = -1;

    private static final int THREAD_BITS = 48;

    static long owner(int slot, long thread) {
        return (long) slot << THREAD_BITS | thread;
    }

    static int slot(long owner) {
        return (int) (owner >>> THREAD_BITS);
    }

    static long thread(long owner) {
        return owner & (1L << THREAD_BITS) - 1;
    }

    long load() {
        return Words.loadLong(memory, MonitorLayout.LOCK_WORD);
    }

    boolean change(long from, long to) {
        return Words.compareAndSetLong(memory, MonitorLayout.LOCK_WORD, from, to);
    }

    /** From {@link #SEE_STATE}, which only the holder of the guard does. */
    void free() {
        Words.storeLong(memory, MonitorLayout.LOCK_WORD, FREE);
    }
}
