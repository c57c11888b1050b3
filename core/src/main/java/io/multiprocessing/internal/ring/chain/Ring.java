package io.multiprocessing.internal.ring.chain;

import io.multiprocessing.spi.RegionFile;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Bytes that elements stand in, as this process has mapped them.
 *
 * @param number in the chain
 * @param segment the whole file, and {@code readable} as well
 * @param offset of the first byte in the file
 * @param base the granule of a position that the first byte is for
 * @param granules a power of two
 */
public record Ring(int number, RegionFile file, ByteBuffer memory, MemorySegment segment, MemorySegment readable,
        int offset,
        int base, int granules) {
    static Ring of(int number, RegionFile file, int offset, int base, int granules) {
        MemorySegment segment = file.segment();
        return new Ring(number, file, file.memory().duplicate().order(ByteOrder.nativeOrder()), segment,
                segment.asReadOnly(), offset, base, granules);
    }

    private int index(int granule) {
        return (granule - base) & (granules - 1);
    }

    int offsetOf(int granule) {
        return offset + index(granule) * RingLayout.GRANULE;
    }

    int granulesToEnd(int granule) {
        return granules - index(granule);
    }

    void header(int at, int length, int kind) {
        memory.putInt(at + RingLayout.LENGTH, length);
        memory.putInt(at + RingLayout.ELEMENT_KIND, kind);
    }

    int length(int at) {
        return memory.getInt(at + RingLayout.LENGTH);
    }

    int kind(int at) {
        return memory.getInt(at + RingLayout.ELEMENT_KIND);
    }

    byte[] bytes(int at, int length) {
        byte[] bytes = new byte[length];
        memory.get(at + RingLayout.ELEMENT_HEADER, bytes);
        return bytes;
    }

    MemorySegment writable(int at, int length) {
        return segment.asSlice((long) at + RingLayout.ELEMENT_HEADER, length);
    }

    MemorySegment readable(int at, int length) {
        return readable.asSlice((long) at + RingLayout.ELEMENT_HEADER, length);
    }
}
