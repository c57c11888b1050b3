package io.multiprocessing.internal.pipe;

import io.multiprocessing.internal.direct.DirectLayout;
import io.multiprocessing.internal.ring.chain.RingLayout;

/**
 * The words of a pipe, and the first ring of each direction; offsets count from the beginning of the region.
 *
 * <pre>
 *   2304  +0   closed    int32: 0, or 1 for good        of end 0; by whoever closes it
 *         +4   holder    int32: NOBODY, GIVEN or a slot by whoever uses the end, GIVEN by the home
 *         +8   watched   int32: 1 while somebody awaits that the end is ready: 1 by the home, 0 by who tells it
 *   2432                 the same of end 1
 *   2560                 what is sent to end 0: {@link RingLayout}
 *   7552                 what is sent to end 1
 *   16384      ring 0    of the one, 32 KiB
 *   49152      ring 0    of the other, 32 KiB
 *   81920
 * </pre>
 */
final class PipeLayout {
    /** Of the region of a pipe, for {@link io.multiprocessing.spi.RegionFile}. */
    static final int KIND = 6;

    private static final int ENDS = DirectLayout.OBJECT;
    private static final int CLOSED = 0;
    private static final int HOLDER = 4;
    private static final int WATCHED = 8;

    private static final int RINGS = ENDS + 2 * DirectLayout.APART;
    private static final int FIRST_RINGS = 16384;
    static final int FIRST_RING_BYTES = 32 << 10;
    static final int BYTES = FIRST_RINGS + 2 * FIRST_RING_BYTES;

    private PipeLayout() {}

    static int closed(int end) {
        return ENDS + end * DirectLayout.APART + CLOSED;
    }

    static int holder(int end) {
        return ENDS + end * DirectLayout.APART + HOLDER;
    }

    static int watched(int end) {
        return ENDS + end * DirectLayout.APART + WATCHED;
    }

    /** The words of what is sent to that end. */
    static int ring(int end) {
        return RINGS + end * RingLayout.BYTES;
    }

    static int firstRing(int end) {
        return FIRST_RINGS + end * FIRST_RING_BYTES;
    }
}
