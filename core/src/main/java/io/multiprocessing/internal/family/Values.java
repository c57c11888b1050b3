package io.multiprocessing.internal.family;

import io.multiprocessing.internal.wire.MemberId;
import io.multiprocessing.spi.Codec;
import java.nio.ByteBuffer;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns a member's values into bytes and back. Shared objects among them need to know with which family they travel,
 * and some where to: while a thread encodes or decodes, it knows.
 */
public final class Values {
    private static final ThreadLocal<@Nullable Member> TRAVELLING = new ThreadLocal<>();
    private static final ThreadLocal<@Nullable MemberId> DESTINATION = new ThreadLocal<>();
    /** Set while it is so. */
    private static final ThreadLocal<@Nullable Boolean> LOOKING = new ThreadLocal<>();
    private static final ThreadLocal<@Nullable Map<Object, Passenger>> ABOARD = new ThreadLocal<>();

    /** What stands in a message for something that must know of the message before it leaves. */
    public interface Passenger {
        /** The message is complete, and will leave next. Not called for a value that could not be encoded. */
        void departs(ByteBuffer message);
    }

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

    /**
     * For what only the members of {@code member}'s family can use.
     *
     * @param what begins the message: which object it is
     * @throws IllegalStateException when the value being serialised does not stay within that family
     */
    public static void requireTravellingWith(Member member, String what) {
        if (travelling() != member) {
            throw new IllegalStateException(what + " belongs to another Multiprocessing than the one it is sent with."
                    + " A shared object can be used by the members of its own family only.");
        }
    }

    /** Where the value that this thread encodes will go; null when that is not known. */
    public static @Nullable MemberId destination() {
        return DESTINATION.get();
    }

    /** Whether the message that this thread decodes stays where it is, for somebody else to read. */
    public static boolean isLooking() {
        return LOOKING.get() != null;
    }

    /**
     * What stands for {@code traveller} in the message that this thread encodes: one for each message, however often it
     * is met there, and however often the codec begins anew.
     */
    @SuppressWarnings("unchecked")
    public static <P extends Passenger> P passenger(Object traveller, Supplier<P> maker) {
        Map<Object, Passenger> aboard = ABOARD.get();
        if (aboard == null) {
            aboard = new IdentityHashMap<>();
            ABOARD.set(aboard);
        }
        return (P) aboard.computeIfAbsent(traveller, unused -> maker.get());
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
        Map<Object, Passenger> outerAboard = ABOARD.get();
        TRAVELLING.set(member);
        DESTINATION.set(destination);
        ABOARD.set(null);
        try {
            ByteBuffer message = codec.encode(value);
            Map<Object, Passenger> aboard = ABOARD.get();
            if (aboard != null) {
                aboard.values().forEach(passenger -> passenger.departs(message));
            }
            return message;
        } finally {
            TRAVELLING.set(outerMember);
            DESTINATION.set(outerDestination);
            ABOARD.set(outerAboard);
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

    @Nullable Object look(ByteBuffer bytes) {
        Boolean outer = LOOKING.get();
        LOOKING.set(true);
        try {
            return decode(bytes);
        } finally {
            LOOKING.set(outer);
        }
    }
}
