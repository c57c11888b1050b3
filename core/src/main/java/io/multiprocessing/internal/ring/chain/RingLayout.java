package io.multiprocessing.internal.ring.chain;

import io.multiprocessing.internal.direct.DirectLayout;

/**
 * The words of a ring that elements pass through, counted from where its object has placed them.
 *
 * <pre>
 *   0     put guard    {@link io.multiprocessing.internal.direct.Guard}: who holds it alone places elements
 *   128   take guard   who holds it alone takes or removes elements
 *   256   tail         {@link Position}: all that was ever placed         by the holder of the put guard
 *   +8    known head   {@link Position}: a head that producers have seen  by the holder of the put guard
 *   384   head         {@link Position}: all that was ever taken          by the holder of the take guard
 *   +8    removed      int32: how many between head and tail are REMOVED  by the holder of the take guard
 *   +12   take ring    int32: the number of the ring that head is in      by the holder of the take guard
 *   512   items bell   consumers wait here until head != tail
 *   640   room bell    producers wait here until head, removed or take ring change
 *   768   newest ring  int32                                              by the holder of the put guard
 *   +4    capacity     int32                                              by the maker, before anybody attaches
 *   +8    budget       int64: bytes                                       by the maker, before anybody attaches
 *   896   rings        64 descriptors of 64 bytes, at the ring's number modulo 64
 *   4992
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
 *
 * <p>Ring 0 lies in the object's own region, each later one in a region of its own.
 */
public final class RingLayout {
    /** Of the region of a ring, for {@link io.multiprocessing.spi.RegionFile}. */
    static final int RING_KIND = 4;

    public static final int PUT_GUARD = 0;
    public static final int TAKE_GUARD = PUT_GUARD + DirectLayout.APART;
    static final int TAIL = TAKE_GUARD + DirectLayout.APART;
    static final int KNOWN_HEAD = TAIL + 8;
    static final int HEAD = TAIL + DirectLayout.APART;
    static final int REMOVED_COUNT = HEAD + 8;
    static final int TAKE_RING = HEAD + 12;
    public static final int ITEMS_BELL = HEAD + DirectLayout.APART;
    public static final int ROOM_BELL = ITEMS_BELL + DirectLayout.APART;
    static final int NEWEST_RING = ROOM_BELL + DirectLayout.APART;
    static final int CAPACITY = NEWEST_RING + 4;
    static final int BUDGET = NEWEST_RING + 8;

    static final int DESCRIPTORS = NEWEST_RING + DirectLayout.APART;
    static final int DESCRIPTOR_BYTES = 64;
    static final int MOST_RINGS = 64;

    /** How many bytes the words of a ring take. */
    public static final int BYTES = DESCRIPTORS + MOST_RINGS * DESCRIPTOR_BYTES;

    static final int BASE = 0;
    static final int GRANULES = 4;
    static final int PLACE = 8;
    static final int NAMED = 12;
    static final int NAME = 16;

    static final int GRANULE = 8;
    static final int ELEMENT_HEADER = 8;
    static final int LENGTH = 0;
    static final int ELEMENT_KIND = 4;

    static final int ENCODED = 1;
    static final int BYTE_ARRAY = 2;
    static final int SKIP = 3;
    static final int REMOVED = 4;

    private RingLayout() {}

    /** How many granules an element of so many bytes takes. */
    static int granules(int length) {
        return (ELEMENT_HEADER + length + GRANULE - 1) / GRANULE;
    }
}
