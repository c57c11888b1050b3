package io.multiprocessing.ipc.sharedmem;

import io.multiprocessing.spi.RegionFile;

/**
 * Where everything lies in the file of one link. What different processes write is kept 128 bytes apart, since
 * processors fetch cache lines in pairs.
 *
 * <pre>
 *      0  +--------------------------------------------------+
 *         | RegionFile's header                              |
 *    128  +--------------------------------------------------+
 *         | ringBytes int32     (parent, before the magic)   |
 *    256  +--------------------------------------------------+
 *         | parentCanWake int32 (parent)                     |
 *    384  +--------------------------------------------------+
 *         | connected int32     (child, once it has mapped)  |
 *         | childCanWake int32  (child)                      |
 *    512  +--------------------------------------------------+
 *         | control words of the ring parent → child         |
 *   1152  +--------------------------------------------------+
 *         | control words of the ring child → parent         |
 *   1792  +--------------------------------------------------+
 *         | unused                                           |
 *   4096  +--------------------------------------------------+
 *         | bytes of the ring parent → child, ringBytes      |
 *         +--------------------------------------------------+
 *         | bytes of the ring child → parent, ringBytes      |
 *         +--------------------------------------------------+
 *
 *   control words of a ring                            written by
 *      0  tail int64                                   writer
 *    128  head int64                                   reader
 *    256  writerClosed int32                           writer, once
 *    260  readerClosed int32                           reader, once
 *    384  readerAsleep int32     (a Doorbell)          both
 *    512  writerAsleep int32     (a Doorbell)          both
 *    640
 * </pre>
 */
final class LinkLayout {
    static final int KIND = 1;

    static final int RING_BYTES = RegionFile.HEADER_BYTES;
    static final int PARENT_CAN_WAKE = 256;
    static final int CONNECTED = 384;
    static final int CHILD_CAN_WAKE = 388;

    static final int TO_CHILD = 512;
    static final int TO_PARENT = 1152;
    static final int DATA = 4096;

    static final int TAIL = 0;
    static final int HEAD = 128;
    static final int WRITER_CLOSED = 256;
    static final int READER_CLOSED = 260;
    static final int READER_ASLEEP = 384;
    static final int WRITER_ASLEEP = 512;

    static final int LEAST_CAPACITY = 64;
    static final int MOST_CAPACITY = 1 << 29;

    private LinkLayout() {}

    static boolean isCapacity(int bytes) {
        return bytes >= LEAST_CAPACITY && bytes <= MOST_CAPACITY && Integer.bitCount(bytes) == 1;
    }

    static int fileBytes(int ringBytes) {
        return DATA + 2 * ringBytes;
    }
}
