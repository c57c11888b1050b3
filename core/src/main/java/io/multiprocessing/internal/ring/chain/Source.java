package io.multiprocessing.internal.ring.chain;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Where an element's bytes come from when it is placed. One object for all elements of a sort, so that placing one
 * allocates nothing.
 *
 * @param <V> the value whose bytes they are
 */
public abstract class Source<V> {
    /** A value that the codec has encoded: the buffer's remaining bytes. */
    public static final Source<ByteBuffer> ENCODED = new Source<>(RingLayout.ENCODED) {
        @Override
        void write(ByteBuffer bytes, Ring ring, int at, int length) {
            ring.memory().put(at + RingLayout.ELEMENT_HEADER, bytes, bytes.position(), length);
        }
    };

    /** A byte array: it needs no other form. */
    public static final Source<byte[]> BYTES = new Source<>(RingLayout.BYTE_ARRAY) {
        @Override
        void write(byte[] bytes, Ring ring, int at, int length) {
            ring.memory().put(at + RingLayout.ELEMENT_HEADER, bytes);
        }
    };

    /** A byte array that somebody writes where it will be. Whatever he throws, nothing has been placed. */
    public static final Source<Consumer<? super MemorySegment>> WRITTEN = new Source<>(RingLayout.BYTE_ARRAY) {
        @Override
        void write(Consumer<? super MemorySegment> writer, Ring ring, int at, int length) {
            writer.accept(ring.writable(at, length));
        }
    };

    final int kind;

    private Source(int kind) {
        this.kind = kind;
    }

    /** Writes {@code length} bytes behind an element's header. */
    abstract void write(V value, Ring ring, int at, int length);
}
