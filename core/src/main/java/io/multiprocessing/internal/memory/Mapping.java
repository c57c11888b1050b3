package io.multiprocessing.internal.memory;

import io.multiprocessing.SharedMemoryException;
import io.multiprocessing.spi.RegionFile;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/**
 * A region as this process has mapped it, once for all handles.
 *
 * <pre>
 *   0        128                                          128 + byteSize
 *   +--------+---------------------------------------------+
 *   | header | the user's bytes, zero when they are made   |
 *   +--------+---------------------------------------------+
 *   header: {@link RegionFile}'s, written by the maker before any handle travels
 * </pre>
 */
final class Mapping {
    private static final int KIND = 2;

    private final RegionFile file;
    private final MemorySegment segment;

    private Mapping(RegionFile file) {
        this.file = file;
        this.segment = file.segment().asSlice(RegionFile.HEADER_BYTES);
    }

    /** How long the file is for so many bytes; as long as possible when there can be no such file. */
    static long fileBytes(long byteSize) {
        return Math.min(byteSize, Long.MAX_VALUE - RegionFile.HEADER_BYTES) + RegionFile.HEADER_BYTES;
    }

    static Mapping make(Path path, long byteSize) {
        return new Mapping(RegionFile.create(path, KIND, fileBytes(byteSize)));
    }

    static Mapping open(Path path, long byteSize) {
        RegionFile file = RegionFile.open(path, KIND);
        Mapping mapping = new Mapping(file);
        if (mapping.segment.byteSize() != byteSize) {
            file.unmap();
            throw new SharedMemoryException(
                    "The region of shared memory at " + path + " has another size than its handle:"
                            + " byteSize=" + mapping.segment.byteSize() + " expected=" + byteSize,
                    null);
        }
        return mapping;
    }

    boolean isOpen() {
        return segment.scope().isAlive();
    }

    MemorySegment segment() {
        return segment;
    }

    /** @throws IllegalStateException when a thread is just using the segment for input or output */
    synchronized void close() {
        file.unmap();
    }

    /** Takes the file away as well. */
    void discard() {
        file.unlink();
        close();
    }
}
