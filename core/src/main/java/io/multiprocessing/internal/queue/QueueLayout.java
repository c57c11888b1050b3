package io.multiprocessing.internal.queue;

import io.multiprocessing.internal.direct.DirectLayout;
import io.multiprocessing.internal.ring.chain.RingLayout;

/**
 * The words of a queue, and the first of its rings; offsets count from the beginning of the region.
 *
 * <pre>
 *   2304       the elements' words: {@link RingLayout}
 *   7296  +0   done         int32: how often taskDone was called               by anybody, by compare-and-set
 *         +4   done bell    who awaits that done = the count in tail
 *   7424  +0   closed       int32: 0, or 1 for good                            by the holder of the put guard
 *   8192       ring 0       64 KiB
 *   73728
 * </pre>
 */
final class QueueLayout {
    /** Of the region of a queue, for {@link io.multiprocessing.spi.RegionFile}. */
    static final int KIND = 3;

    static final int RING = DirectLayout.OBJECT;
    static final int DONE = RING + RingLayout.BYTES;
    static final int DONE_BELL = DONE + 4;
    static final int CLOSED = DONE + DirectLayout.APART;

    static final int FIRST_RING = 8192;
    static final int FIRST_RING_BYTES = 64 << 10;
    static final int BYTES = FIRST_RING + FIRST_RING_BYTES;

    private QueueLayout() {}
}
