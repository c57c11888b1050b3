package io.multiprocessing.internal.direct;

import io.multiprocessing.spi.RegionFile;

/**
 * How a region begins in which an object lives.
 *
 * <pre>
 *   0        128       132        256                                      2304
 *   +--------+---------+----------+-----------------------------------------+---------------------+
 *   | header | state   | highest  | slot 1 | slot 2 | ...          slot 512 | the object's words  |
 *   |        | int32   | int32    | int32 each                              |                     |
 *   +--------+---------+----------+-----------------------------------------+---------------------+
 *   state    OPEN until its home leaves the family            written by the home
 *   highest  the highest slot that was ever given             written by the home
 *   slot     FREE, or what its process can do                 FREE and ATTACHED by the home, CAN_WAKE by the process
 * </pre>
 */
public final class DirectLayout {
    static final int STATE = RegionFile.HEADER_BYTES;
    static final int HIGHEST = STATE + 4;
    private static final int SLOTS = 256;

    /** How many processes can use an object at the same time. */
    public static final int MOST_SLOTS = 512;

    /** Where the object's own words begin. */
    public static final int OBJECT = SLOTS + MOST_SLOTS * Integer.BYTES;

    /**
     * Words that different processes write at the same time lie that far apart: two cache lines, which are fetched as
     * one.
     */
    public static final int APART = 128;

    static final int OPEN = 0;
    static final int LEFT = 1;

    static final int FREE = 0;
    static final int ATTACHED = 1;
    static final int CAN_WAKE = 2;

    private DirectLayout() {}

    /** @param slot from 1 */
    static int slot(int slot) {
        return SLOTS + (slot - 1) * Integer.BYTES;
    }
}
