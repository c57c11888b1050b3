package io.multiprocessing.internal.codec.compact;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads the parts of a message. Believes no length: each is held against the bytes that are left before memory is set
 * aside, and all element counts together against the size of the message, as an element takes at least a byte.
 *
 * <p>Where the message ends too early, methods throw {@link java.nio.BufferUnderflowException}.
 */
public final class Source {
    private final ByteBuffer in;
    private int elementsLeft;

    /** @param bytes whose position and limit stay as they are */
    public Source(ByteBuffer bytes) {
        in = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        elementsLeft = bytes.remaining();
    }

    public int remaining() {
        return in.remaining();
    }

    public byte get() {
        return in.get();
    }

    short getShort() {
        return in.getShort();
    }

    char getChar() {
        return in.getChar();
    }

    int getInt() {
        return in.getInt();
    }

    long getLong() {
        return in.getLong();
    }

    /** What {@link Sink#putVarint} wrote. */
    public int varint() {
        int value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int next = in.get();
            value |= (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw Unreadable.damaged("a number of more than five bytes");
    }

    /** How many parts of that size follow directly. */
    int length(int partBytes) {
        return checked(varint(), partBytes);
    }

    private int checked(int length, int partBytes) {
        if (length < 0 || (long) length * partBytes > in.remaining()) {
            throw Unreadable.damaged("a length of " + Integer.toUnsignedString(length) + " times " + partBytes
                    + " bytes where " + in.remaining() + " are left");
        }
        return length;
    }

    /** How many elements follow, {@code valuesEach} values to each. */
    public int count(int valuesEach) {
        int count = length(valuesEach);
        elementsLeft -= count * valuesEach;
        if (elementsLeft < 0) {
            throw Unreadable.damaged("more elements than bytes");
        }
        return count;
    }

    /** What {@link Sink#putText} wrote. */
    public String text() {
        int lengthAndWidth = varint();
        boolean isWide = (lengthAndWidth & 1) != 0;
        return Strings.get(in, checked(lengthAndWidth >>> 1, isWide ? 2 : 1), isWide);
    }

    /** A length and as many bytes. */
    byte[] bytes() {
        byte[] bytes = new byte[length(1)];
        in.get(bytes);
        return bytes;
    }

    /** A length and as many bytes, not copied. */
    public ByteBuffer slice() {
        int length = length(1);
        ByteBuffer slice = in.slice(in.position(), length);
        in.position(in.position() + length);
        return slice;
    }

    BigInteger bigInteger() {
        byte[] bytes = bytes();
        if (bytes.length == 0) {
            throw Unreadable.damaged("a number without digits");
        }
        return new BigInteger(bytes);
    }

    int nanos() {
        int nanos = in.getInt();
        if (nanos < 0 || nanos > 999_999_999) {
            throw Unreadable.damaged(nanos + " nanoseconds");
        }
        return nanos;
    }

    /** A primitive array: a length and the elements. */
    Object primitives(int tag) {
        return PrimitiveArrays.get(in, tag, length(PrimitiveArrays.elementBytes(tag)));
    }
}
