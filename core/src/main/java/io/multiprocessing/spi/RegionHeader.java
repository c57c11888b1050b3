package io.multiprocessing.spi;

import io.multiprocessing.SharedMemoryException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;

/**
 * How a {@link RegionFile} begins: what tells apart files that are absent, not yet populated, of another version, or
 * damaged.
 *
 * <pre>
 *   0         8         12        16          24          32            128
 *   +---------+---------+---------+-----------+-----------+-------------+----------------------+
 *   | magic   | version | kind    | byteSize  | ownerPid  | ownerStart  | what the kind says   |
 *   | int64   | int32   | int32   | int64     | int64     | int64       | ... up to byteSize   |
 *   +---------+---------+---------+-----------+-----------+-------------+----------------------+
 *   in the machine's byte order; zero until the maker has filled it in, the magic last
 *   ownerStart: milliseconds since the epoch; 0 when unknown
 * </pre>
 */
final class RegionHeader {
    static final int BYTES = 128;

    static final int MAGIC = 0;
    static final int VERSION = 8;
    private static final int KIND = 12;
    static final int SIZE = 16;
    private static final int OWNER_PID = 24;
    private static final int OWNER_START = 32;

    static final int THIS_VERSION = 1;
    private static final long THE_MAGIC = 0x4D50_5348_4D52_4547L;

    private RegionHeader() {}

    /** Makes a region whole. The magic is stored last. */
    static void fill(ByteBuffer memory, int kind, long byteSize) {
        ProcessHandle self = ProcessHandle.current();
        Words.storeInt(memory, VERSION, THIS_VERSION);
        Words.storeInt(memory, KIND, kind);
        Words.storeLong(memory, SIZE, byteSize);
        Words.storeLong(memory, OWNER_PID, self.pid());
        Words.storeLong(memory, OWNER_START,
                self.info().startInstant().map(Instant::toEpochMilli).orElse(0L));
        // SYNC POINT header (release): pairs with the acquire in check.
        Words.storeLong(memory, MAGIC, THE_MAGIC);
    }

    /** @throws SharedMemoryException when the region is not one of that kind, whole, by this release: says why */
    static void check(ByteBuffer memory, int kind, long byteSize, Path path) {
        // SYNC POINT header (acquire): what fill stored before the magic is seen after it.
        long magic = Words.loadLong(memory, MAGIC);
        int version = Words.loadInt(memory, VERSION);
        int foundKind = Words.loadInt(memory, KIND);
        long size = Words.loadLong(memory, SIZE);
        if (magic == 0) {
            throw refused(path, "not yet populated: magic=0 byteSize=" + byteSize);
        }
        if (magic != THE_MAGIC) {
            throw refused(path, "not a region of this library: magic=0x" + Long.toHexString(magic) + " expected=0x"
                    + Long.toHexString(THE_MAGIC));
        }
        if (version != THIS_VERSION) {
            throw refused(path, "of another version: version=" + version + " expected=" + THIS_VERSION
                    + ". Parent and child must use the same release");
        }
        if (foundKind != kind || size != byteSize) {
            throw refused(path, "not what was expected: kind=" + foundKind + " expected=" + kind + " byteSize="
                    + byteSize + " byteSizeInHeader=" + size);
        }
    }

    static SharedMemoryException refused(Path path, String why) {
        return new SharedMemoryException("The region of shared memory at " + path + " is " + why, null);
    }
}
