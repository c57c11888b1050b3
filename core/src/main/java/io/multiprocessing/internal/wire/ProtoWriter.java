package io.multiprocessing.internal.wire;

/**
 * Writes the fields of a protobuf message into an array of its exact size. A field is its tag and what the tag says:
 *
 * <pre>
 *   tag      varint: field number × 8 + wire type
 *   NUMBER   varint: seven bits a byte, lowest first, the eighth set if more follow; negative ones take ten bytes
 *   BYTES    varint length | as many bytes
 * </pre>
 */
final class ProtoWriter {
    /** Wire types, part of a tag. */
    static final int NUMBER = 0;

    static final int BYTES = 2;

    private static final int BITS = 7;
    private static final int MORE = 0x80;

    private final byte[] bytes;
    private int at;

    /** @param size of the message, to the byte */
    ProtoWriter(int size) {
        bytes = new byte[size];
    }

    /** How many bytes a varint takes. */
    static int sizeOf(long value) {
        return (Long.SIZE - Long.numberOfLeadingZeros(value | 1) + BITS - 1) / BITS;
    }

    void varint(long value) {
        long rest = value;
        while ((rest & -MORE) != 0) {
            bytes[at++] = (byte) (rest | MORE);
            rest >>>= BITS;
        }
        bytes[at++] = (byte) rest;
    }

    void raw(byte[] content) {
        System.arraycopy(content, 0, bytes, at, content.length);
        at += content.length;
    }

    /** @throws IllegalStateException when it has another size than was said */
    byte[] finished() {
        if (at != bytes.length) {
            throw new IllegalStateException("A message of " + bytes.length + " bytes has become one of " + at);
        }
        return bytes;
    }
}
