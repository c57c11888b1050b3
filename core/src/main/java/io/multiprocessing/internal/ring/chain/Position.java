package io.multiprocessing.internal.ring.chain;

/**
 * How far a ring has been filled or emptied, in one word, so that one store moves it.
 *
 * <pre>
 *   63        32 31         0
 *   +-----------+-----------+
 *   | elements  | granules  |      both modulo 2^32, and counted from the beginning
 *   +-----------+-----------+
 * </pre>
 */
public final class Position {
    private Position() {}

    public static int elements(long position) {
        return (int) (position >>> 32);
    }

    static int granule(long position) {
        return (int) position;
    }

    static long forward(long position, int elements, int granules) {
        return (long) (elements(position) + elements) << 32 | (granule(position) + granules) & 0xFFFF_FFFFL;
    }

    /** How many bytes lie between two positions. */
    static long bytes(long from, long to) {
        return Integer.toUnsignedLong(granule(to) - granule(from)) * RingLayout.GRANULE;
    }
}
