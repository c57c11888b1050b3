package io.multiprocessing.internal.wire;

import java.nio.charset.StandardCharsets;

/**
 * Reads the fields of a protobuf message, as {@link ProtoWriter} draws them. Believes no length. What is no message ends in
 * an {@link IllegalArgumentException} that says why.
 */
final class ProtoReader {
    private static final int TYPE_BITS = 3;
    private static final int TYPE_MASK = 7;
    private static final int FIXED_64 = 1;
    private static final int FIXED_32 = 5;
    private static final int BITS = 7;

    private final byte[] bytes;
    private final int end;
    private int at;

    ProtoReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private ProtoReader(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.at = start;
        this.end = end;
    }

    boolean hasMore() {
        return at < end;
    }

    /** What begins a field. */
    int tag() {
        long tag = varint();
        if (tag < 1 << TYPE_BITS || tag > 0xFFFF_FFFFL) {
            throw new IllegalArgumentException("there is no field with the tag " + Long.toUnsignedString(tag));
        }
        return (int) tag;
    }

    long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += BITS) {
            if (at == end) {
                throw new IllegalArgumentException("it ends within a number");
            }
            byte next = bytes[at++];
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number has more than ten bytes");
    }

    /** The content of a field of bytes, to be read in its turn. */
    ProtoReader part() {
        int start = skipBytes(varint());
        return new ProtoReader(bytes, start, at);
    }

    String text() {
        int start = skipBytes(varint());
        return new String(bytes, start, at - start, StandardCharsets.UTF_8);
    }

    /** Skips the content of a field with that tag. */
    void skip(int tag) {
        switch (tag & TYPE_MASK) {
            case ProtoWriter.NUMBER -> varint();
            case ProtoWriter.BYTES -> skipBytes(varint());
            case FIXED_64 -> skipBytes(Long.BYTES);
            case FIXED_32 -> skipBytes(Integer.BYTES);
            default -> throw new IllegalArgumentException(
                    "field " + (tag >>> TYPE_BITS) + " has the unknown wire type " + (tag & TYPE_MASK));
        }
    }

    /** Returns where they begin. */
    private int skipBytes(long count) {
        if (count < 0 || count > end - at) {
            throw new IllegalArgumentException(
                    "a field of " + Long.toUnsignedString(count) + " bytes where " + (end - at) + " are left");
        }
        int start = at;
        at += (int) count;
        return start;
    }
}
