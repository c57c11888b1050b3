package io.multiprocessing.internal.codec.compact;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects a message, little-endian, and lays it out in one buffer at the end.
 *
 * <p>It never grows by copying: a full segment is followed by another one, and an array of {@link #DEFERRED_BYTES} or
 * more is only remembered until {@link #finish} copies it, once, to where it belongs.
 */
public final class Sink extends OutputStream {
    /** Arrays from this size on are copied by {@link #finish} alone. */
    static final int DEFERRED_BYTES = 1024;

    /** The most that fits an array of the JVM. */
    public static final int MOST = Integer.MAX_VALUE - 16;

    private static final int FIRST_SEGMENT = 256;
    private static final int LARGEST_SEGMENT = 4 << 20;

    private final long limit;
    private ByteBuffer segment = segment(FIRST_SEGMENT);
    private int sliceStart;
    private long bytesInParts;
    private @Nullable List<Object> parts;

    /** @param limit how many bytes it takes before it throws {@link FullException}; until the end, roughly */
    public Sink(int limit) {
        this.limit = limit;
    }

    private static ByteBuffer segment(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The current segment, with room for at least {@code bytes}: to be written to before any other call. */
    ByteBuffer room(int bytes) {
        if (segment.remaining() < bytes) {
            closeSlice();
            int size = (int) Math.min(Math.max(bytesInParts, FIRST_SEGMENT) * 2, LARGEST_SEGMENT);
            segment = segment(Math.max(size, bytes));
            sliceStart = 0;
        }
        return segment;
    }

    private void closeSlice() {
        int length = segment.position() - sliceStart;
        if (length > 0) {
            addPart(segment.slice(sliceStart, length), length);
            sliceStart = segment.position();
        }
    }

    private void addPart(Object part, long length) {
        if (parts == null) {
            parts = new ArrayList<>();
        }
        parts.add(part);
        bytesInParts += length;
        checkLimit(bytesInParts);
    }

    private void checkLimit(long size) {
        if (size > limit) {
            throw FullException.INSTANCE;
        }
    }

    /** How many bytes were written. */
    public long size() {
        return bytesInParts + segment.position() - sliceStart;
    }

    public void putByte(int value) {
        room(1).put((byte) value);
    }

    /** An unsigned number, seven bits a byte, lowest first, the top bit set on all but the last. */
    public void putVarint(int value) {
        ByteBuffer out = room(5);
        int rest = value;
        while ((rest & ~0x7F) != 0) {
            out.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        out.put((byte) rest);
    }

    /**
     * A text of any characters.
     *
     * @throws FullException when it has more than a billion
     */
    public void putText(String text) {
        if (!Strings.put(this, text)) {
            throw FullException.INSTANCE;
        }
    }

    /** A primitive array's elements, which must not be changed before {@link #finish}. */
    void putArray(Object array, int length, int elementBytes) {
        long bytes = (long) length * elementBytes;
        if (bytes < DEFERRED_BYTES) {
            PrimitiveArrays.put(room((int) bytes), array);
        } else {
            closeSlice();
            addPart(array, bytes);
        }
    }

    /** The rest of a buffer, which must not be changed before {@link #finish}. */
    public void putBuffer(ByteBuffer bytes) {
        int length = bytes.remaining();
        if (length < DEFERRED_BYTES) {
            room(length).put(bytes.duplicate());
        } else {
            closeSlice();
            addPart(bytes.duplicate(), length);
        }
    }

    @Override
    public void write(int value) {
        putByte(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int room = Math.min(segment.remaining(), length);
        segment.put(bytes, offset, room);
        if (room < length) {
            room(length - room).put(bytes, offset + room, length - room);
        }
    }

    /**
     * All that was written, in one heap buffer.
     *
     * @throws FullException when that is more than the limit
     */
    public ByteBuffer finish() {
        if (parts == null) {
            checkLimit(segment.position());
            return ByteBuffer.wrap(segment.array(), 0, segment.position());
        }
        closeSlice();
        ByteBuffer whole = segment((int) bytesInParts);
        for (Object part : parts) {
            if (part instanceof ByteBuffer bytes) {
                whole.put(bytes);
            } else {
                PrimitiveArrays.put(whole, part);
            }
        }
        return whole.flip().order(ByteOrder.BIG_ENDIAN);
    }

    /** More was written than the limit allows. */
    public static final class FullException extends RuntimeException {
        private static final long serialVersionUID = 1;
        private static final FullException INSTANCE = new FullException();

        private FullException() {
            super("the limit in bytes is reached", null, false, false);
        }
    }
}
