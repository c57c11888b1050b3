package io.multiprocessing.internal.ring;

import io.multiprocessing.internal.direct.DirectLayout;

/**
 * The words of a queue, and the first of its rings; offsets count from the beginning of the region.
 *
 * <pre>
 *   2304  +0   put guard    {@link io.multiprocessing.internal.direct.Guard}: who holds it alone places elements
 *   2432  +0   take guard   who holds it alone takes or removes elements
 *   2560  +0   tail         {@link Position}: all that was ever placed         by the holder of the put guard
 *         +8   known head   {@link Position}: a head that producers have seen  by the holder of the put guard
 *   2688  +0   head         {@link Position}: all that was ever taken          by the holder of the take guard
 *         +8   removed      int32: how many between head and tail are REMOVED  by the holder of the take guard
 *         +12  take ring    int32: the number of the ring that head is in      by the holder of the take guard
 *   2816  +0   items bell   consumers wait here until head != tail
 *   2944  +0   room bell    producers wait here until head or removed change
 *   3072  +0   done         int32: how often taskDone was called               by anybody, by compare-and-set
 *         +4   done bell    who awaits that done = the count in tail
 *         +8   closed       int32: 0, or 1 for good                            by the holder of the put guard
 *         +12  newest ring  int32                                              by the holder of the put guard
 *         +16  capacity     int32                                              by the maker, before anybody attaches
 *         +24  budget       int64: bytes                                       by the maker, before anybody attaches
 *   3200       rings        64 descriptors of 64 bytes, at the ring's number modulo 64
 *   8192       ring 0       64 KiB
 *   73728
 *
 *   a descriptor:            by the holder of the put guard, before {@code newest ring} names it
 *   0         4          8        12         16
 *   +---------+----------+--------+----------+--------------------------+-------+
 *   | base    | granules | place  | named    | 25 characters of a name  |       |
 *   | int32   | int32    | int32  | int32    |                          |       |
 *   +---------+----------+--------+----------+--------------------------+-------+
 *   base: the granule at which it begins; granules: its capacity, a power of two; named: 1 once the name is whole
 *
 *   an element, at a granule of its ring:
 *   0         4         8
 *   +---------+---------+---------------------+----------+
 *   | length  | kind    | length bytes        | 0 to 7   |
 *   | int32   | int32   |                     | unused   |
 *   +---------+---------+---------------------+----------+
 *   kind: ENCODED, BYTES (a byte[] as it is), SKIP (nothing, to the end of the ring), REMOVED (was an element)
 * </pre>
 */
final class QueueLayout {
    /** Of the region of a queue, for {@link io.multiprocessing.spi.RegionFile}. */
    static final int KIND = 3;

    /** Of the region of a ring. */
    static final int RING_KIND = 4;

    static final int PUT_GUARD = DirectLayout.OBJECT;
    static final int TAKE_GUARD = PUT_GUARD + DirectLayout.APART;
    static final int TAIL = TAKE_GUARD + DirectLayout.APART;
    static final int KNOWN_HEAD = TAIL + 8;
    static final int HEAD = TAIL + DirectLayout.APART;
    static final int REMOVED_COUNT = HEAD + 8;
    static final int TAKE_RING = HEAD + 12;
    static final int ITEMS_BELL = HEAD + DirectLayout.APART;
    static final int ROOM_BELL = ITEMS_BELL + DirectLayout.APART;
    static final int DONE = ROOM_BELL + DirectLayout.APART;
    static final int DONE_BELL = DONE + 4;
    static final int CLOSED = DONE + 8;
    static final int NEWEST_RING = DONE + 12;
    static final int CAPACITY = DONE + 16;
    static final int BUDGET = DONE + 24;

    static final int DESCRIPTORS = DONE + DirectLayout.APART;
    static final int DESCRIPTOR_BYTES = 64;
    static final int MOST_RINGS = 64;

    static final int BASE = 0;
    static final int GRANULES = 4;
    static final int PLACE = 8;
    static final int NAMED = 12;
    static final int NAME = 16;

    static final int FIRST_RING = 8192;
    static final int FIRST_RING_BYTES = 64 << 10;
    static final int BYTES = FIRST_RING + FIRST_RING_BYTES;

    static final int GRANULE = 8;
    static final int ELEMENT_HEADER = 8;
    static final int LENGTH = 0;
    static final int ELEMENT_KIND = 4;

    static final int ENCODED = 1;
    static final int BYTE_ARRAY = 2;
    static final int SKIP = 3;
    static final int REMOVED = 4;

    private QueueLayout() {}

    static int descriptor(int ring) {
        return DESCRIPTORS + (ring & (MOST_RINGS - 1)) * DESCRIPTOR_BYTES;
    }

    /** How many granules an element of so many bytes takes. */
    static int granules(int length) {
        return (ELEMENT_HEADER + length + GRANULE - 1) / GRANULE;
    }
}
