package io.multiprocessing.internal.ring;

import io.multiprocessing.TransportException;
import io.multiprocessing.internal.call.Reference;
import io.multiprocessing.internal.codec.StandardCodec;
import io.multiprocessing.internal.direct.Patience;
import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.ring.chain.Element;
import io.multiprocessing.internal.ring.chain.Payload;
import io.multiprocessing.internal.ring.chain.Reader;
import io.multiprocessing.internal.ring.chain.Source;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How values stand in an object's memory: byte arrays as they are, the rest as the member's codec encodes it. Time to
 * wait is given in nanoseconds: {@link Long#MAX_VALUE} for ever, 0 or less not at all. Interruptible methods throw also
 * when they would not have to wait, as the JDK's do.
 */
public final class Elements {
    private final Reference home;
    private final Member member;
    /** A codec of the user's may do with byte arrays what it likes. */
    private final boolean takesBytes;

    public Elements(Reference home) {
        this.home = home;
        this.member = home.member();
        this.takesBytes = member.codec() instanceof StandardCodec;
    }

    // ---- placing

    /**
     * Places a value.
     *
     * @return false when there was no room in that time
     * @throws TransportException when it is larger than what could be passed on in a message
     */
    public boolean put(BlockingRing ring, @Nullable Object value, long nanos, boolean interruptible)
            throws InterruptedException {
        if (takesBytes && value instanceof byte[] bytes) {
            home.requireFits(bytes.length);
            return put(ring, Source.BYTES, bytes, bytes.length, nanos, interruptible);
        }
        ByteBuffer encoded = encode(value);
        return put(ring, Source.ENCODED, encoded, encoded.remaining(), nanos, interruptible);
    }

    /** As {@link #put}, of a byte array that {@code writer} writes where it will be. */
    public boolean putWritten(BlockingRing ring, int length, Consumer<? super MemorySegment> writer, long nanos,
            boolean interruptible) throws InterruptedException {
        home.requireFits(length);
        return put(ring, Source.WRITTEN, writer, length, nanos, interruptible);
    }

    private static <V> boolean put(BlockingRing ring, Source<V> source, V value, int length, long nanos,
            boolean interruptible) throws InterruptedException {
        requireNotInterrupted(interruptible);
        return ring.tryPut(source, value, length)
                || ring.put(new Payload<>(source, value, length), Patience.of(nanos, interruptible));
    }

    /** @throws TransportException when it is larger than what could be passed on in a message */
    public Payload<?> payload(@Nullable Object value) {
        if (takesBytes && value instanceof byte[] bytes) {
            home.requireFits(bytes.length);
            return new Payload<>(Source.BYTES, bytes, bytes.length);
        }
        ByteBuffer encoded = encode(value);
        return new Payload<>(Source.ENCODED, encoded, encoded.remaining());
    }

    private ByteBuffer encode(@Nullable Object value) {
        ByteBuffer encoded = member.encode(value);
        home.requireFits(encoded.remaining());
        return encoded;
    }

    // ---- taking

    /**
     * Takes the first element.
     *
     * @return for {@link #value}; null when there was none in that time
     */
    public static @Nullable Object take(BlockingRing ring, long nanos, boolean interruptible)
            throws InterruptedException {
        return take(ring, Reader.COPY, ring, nanos, interruptible);
    }

    /**
     * Lets {@code reader} read the first element, a byte array, where it is, and takes it then, also when the reader
     * throws.
     *
     * @return false when there was none in that time
     * @throws ClassCastException when it was something else
     */
    public boolean takeInPlace(BlockingRing ring, Consumer<? super MemorySegment> reader, long nanos,
            boolean interruptible) throws InterruptedException {
        Object taken = take(ring, Reader.IN_PLACE, reader, nanos, interruptible);
        switch (taken) {
            case RuntimeException thrown -> throw thrown;
            case Error thrown -> throw thrown;
            case Element element -> reader.accept(Segments.readable(value(element)));
            case null, default -> {}
        }
        return taken != null;
    }

    private static <P> @Nullable Object take(BlockingRing ring, Reader<P> reader, P given, long nanos,
            boolean interruptible) throws InterruptedException {
        requireNotInterrupted(interruptible);
        Object taken = ring.tryTake(reader, given);
        return taken != null ? taken : ring.take(reader, given, Patience.of(nanos, interruptible));
    }

    private static void requireNotInterrupted(boolean interruptible) throws InterruptedException {
        if (interruptible && Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** What stood there, of what {@link #take} has returned. */
    public @Nullable Object value(Object taken) {
        return taken instanceof Element element ? value(element) : taken;
    }

    /** Of an element that was taken. */
    public @Nullable Object value(Element element) {
        return element.isEncoded() ? member.decode(ByteBuffer.wrap(element.bytes())) : element.bytes();
    }

    /** Of an element that stays where it is. */
    public @Nullable Object look(Element element) {
        return element.isEncoded() ? member.look(ByteBuffer.wrap(element.bytes())) : element.bytes();
    }
}
