package io.multiprocessing.internal.family;

import io.multiprocessing.internal.wire.MemberId;
import io.multiprocessing.spi.Codec;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Turns a member's values into bytes and back. Shared objects among them need to know with which family they travel, and
 * some where to: while a thread encodes or decodes, it knows.
 */
public final class Values {
    private static final ThreadLocal<@Nullable Member> TRAVELLING = new ThreadLocal<>();
    private static final ThreadLocal<@Nullable MemberId> DESTINATION = new ThreadLocal<>();

    private final Member member;
    private final Codec codec;

    Values(Member member, Codec codec) {
        this.member = member;
        this.codec = codec;
    }

    /**
     * The member whose values this thread is encoding or decoding.
     *
     * @throws IllegalStateException when it does neither: the object is being serialised by somebody else
     */
    public static Member travelling() {
        Member member = TRAVELLING.get();
        if (member == null) {
            throw new IllegalStateException(
                    "Shared objects travel within their family only: in a task, in a queue or pipe,"
                            + " or as a field of a process object. They can't be serialised by other means.");
        }
        return member;
    }

    /** Where the value that this thread encodes will go; null when that is not known. */
    public static @Nullable MemberId destination() {
        return DESTINATION.get();
    }

    /** The class loader that values from other processes are decoded with. */
    public static ClassLoader loader() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context != null ? context : ClassLoader.getSystemClassLoader();
    }

    Codec codec() {
        return codec;
    }

    ByteBuffer encode(@Nullable MemberId destination, @Nullable Object value) {
        Member outerMember = TRAVELLING.get();
        MemberId outerDestination = DESTINATION.get();
        TRAVELLING.set(member);
        DESTINATION.set(destination);
        try {
            return codec.encode(value);
        } finally {
            TRAVELLING.set(outerMember);
            DESTINATION.set(outerDestination);
        }
    }

    @Nullable Object decode(ByteBuffer bytes) {
        Member outer = TRAVELLING.get();
        TRAVELLING.set(member);
        try {
            return codec.decode(bytes, loader());
        } finally {
            TRAVELLING.set(outer);
        }
    }
}
