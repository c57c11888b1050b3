package io.multiprocessing.internal.ring;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** An element on its way into a ring. */
public abstract sealed class Payload {
    final int length;
    final int kind;

    private Payload(int length, int kind) {
        this.length = length;
        this.kind = kind;
    }

    /** Writes the element's bytes behind its header. */
    abstract void writeTo(Ring ring, int at);

    /** An element that the codec has encoded. */
    public static Payload encoded(ByteBuffer bytes) {
        return new Encoded(bytes);
    }

    /** An element that is a byte array: it needs no other form. */
    public static Payload bytes(byte[] bytes) {
        return new Bytes(bytes);
    }

    /** An element that is a byte array, which {@code writer} writes where it will be. */
    public static Payload written(int length, Consumer<MemorySegment> writer) {
        return new Written(length, writer);
    }

    private static final class Encoded extends Payload {
        private final ByteBuffer bytes;

        Encoded(ByteBuffer bytes) {
            super(bytes.remaining(), RingLayout.ENCODED);
            this.bytes = bytes;
        }

        @Override
        void writeTo(Ring ring, int at) {
            ring.memory().put(at + RingLayout.ELEMENT_HEADER, bytes, bytes.position(), length);
        }
    }

    private static final class Bytes extends Payload {
        private final byte[] bytes;

        Bytes(byte[] bytes) {
            super(bytes.length, RingLayout.BYTE_ARRAY);
            this.bytes = bytes;
        }

        @Override
        void writeTo(Ring ring, int at) {
            ring.memory().put(at + RingLayout.ELEMENT_HEADER, bytes);
        }
    }

    private static final class Written extends Payload {
        private final Consumer<MemorySegment> writer;

        Written(int length, Consumer<MemorySegment> writer) {
            super(length, RingLayout.BYTE_ARRAY);
            this.writer = writer;
        }

        @Override
        void writeTo(Ring ring, int at) {
            writer.accept(ring.segment(at, length));
        }
    }
}
