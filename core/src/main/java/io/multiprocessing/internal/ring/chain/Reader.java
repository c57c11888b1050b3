package io.multiprocessing.internal.ring.chain;

import java.lang.foreign.MemorySegment;
import java.util.function.Consumer;

/**
 * What is done with the first element, where it is, before it is taken. One object for all elements, so that taking one
 * allocates nothing but the result. An element stays when its reader throws.
 *
 * @param <P> what the reader is given besides
 */
public interface Reader<P> {
    /** What {@link #IN_PLACE} returns when all went well. */
    Object DONE = new Object();

    /** Copies it: a {@code byte[]} if it is one, else an {@link Element}. */
    Reader<Object> COPY = (unused, number, ring, at) -> ring.kind(at) == RingLayout.BYTE_ARRAY
            ? ring.bytes(at, ring.length(at))
            : Element.read(number, ring, at);

    /**
     * Lets somebody read a byte array where it is; what is none is copied, as an {@link Element}. Returns {@link
     * #DONE}, or what he has thrown.
     */
    Reader<Consumer<? super MemorySegment>> IN_PLACE = (user, number, ring, at) -> {
        if (ring.kind(at) != RingLayout.BYTE_ARRAY) {
            return Element.read(number, ring, at);
        }
        try {
            user.accept(ring.readable(at, ring.length(at)));
            return DONE;
        } catch (RuntimeException | Error e) {
            return e;
        }
    };

    Object read(P given, int number, Ring ring, int at);
}
