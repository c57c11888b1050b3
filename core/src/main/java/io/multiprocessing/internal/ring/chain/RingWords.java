package io.multiprocessing.internal.ring.chain;

import io.multiprocessing.spi.Words;
import java.nio.ByteBuffer;

/**
 * The words of a ring that producers and consumers share: see {@link RingLayout}.
 *
 * @param base where they begin in the region
 */
public record RingWords(ByteBuffer memory, int base) {
    public long tail() {
        // SYNC POINT tail (acquire): who sees it sees the elements before it.
        return Words.loadLong(memory, base + RingLayout.TAIL);
    }

    void storeTail(long tail) {
        // SYNC POINT tail (release)
        Words.storeLong(memory, base + RingLayout.TAIL, tail);
    }

    public long head() {
        // SYNC POINT head (acquire): who sees it may write over what is before it.
        return Words.loadLong(memory, base + RingLayout.HEAD);
    }

    void storeHead(long head) {
        // SYNC POINT head (release)
        Words.storeLong(memory, base + RingLayout.HEAD, head);
    }

    /** A head that some producer has seen: the truth, or behind it by less than the ring can hold. */
    long knownHead() {
        return Words.loadLong(memory, base + RingLayout.KNOWN_HEAD);
    }

    void storeKnownHead(long head) {
        Words.storeLong(memory, base + RingLayout.KNOWN_HEAD, head);
    }

    public int removed() {
        return Words.loadInt(memory, base + RingLayout.REMOVED_COUNT);
    }

    void storeRemoved(int removed) {
        Words.storeInt(memory, base + RingLayout.REMOVED_COUNT, removed);
    }

    public boolean hasElements() {
        return tail() != head();
    }

    int newestRing() {
        // SYNC POINT newest-ring (acquire)
        return Words.loadInt(memory, base + RingLayout.NEWEST_RING);
    }

    void storeNewestRing(int ring) {
        // SYNC POINT newest-ring (release): who sees the number sees the descriptor.
        Words.storeInt(memory, base + RingLayout.NEWEST_RING, ring);
    }

    int takeRing() {
        // SYNC POINT take-ring (acquire)
        return Words.loadInt(memory, base + RingLayout.TAKE_RING);
    }

    void storeTakeRing(int ring) {
        // SYNC POINT take-ring (release): who sees it may use the descriptors of those before it.
        Words.storeInt(memory, base + RingLayout.TAKE_RING, ring);
    }

    int capacity() {
        return Words.loadInt(memory, base + RingLayout.CAPACITY);
    }

    long budget() {
        return Words.loadLong(memory, base + RingLayout.BUDGET);
    }

    public void storeLimits(int capacity, long budget) {
        Words.storeInt(memory, base + RingLayout.CAPACITY, capacity);
        Words.storeLong(memory, base + RingLayout.BUDGET, budget);
    }

    /** Where the descriptor of the ring of that number is. */
    int descriptor(int ring) {
        return base + RingLayout.DESCRIPTORS + (ring & (RingLayout.MOST_RINGS - 1)) * RingLayout.DESCRIPTOR_BYTES;
    }
}
