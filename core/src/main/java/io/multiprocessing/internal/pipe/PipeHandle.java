package io.multiprocessing.internal.pipe;

import io.multiprocessing.MessagePipe;
import io.multiprocessing.PipeEnd;
import io.multiprocessing.internal.call.Calls;
import io.multiprocessing.internal.call.Reference;
import io.multiprocessing.internal.codec.compact.RepeatableReplacement;
import io.multiprocessing.internal.direct.DirectObjects;
import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.family.Values;
import io.multiprocessing.internal.memory.RegionName;
import io.multiprocessing.internal.wire.MemberId;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A pipe as its users see it, in any member. */
public final class PipeHandle<T> implements MessagePipe<T>, RepeatableReplacement {
    private static final long serialVersionUID = 1;

    private final transient Reference home;
    /** Of the memory that the pipe lies in; null when it is served by its maker. */
    private final transient @Nullable RegionName region;
    private final transient PipeAccess pipe;

    private PipeHandle(Reference home, @Nullable RegionName region) {
        this.home = home;
        this.region = region;
        this.pipe = access(home, region);
    }

    static PipeAccess access(Reference home, @Nullable RegionName region) {
        String name = "MessagePipe[" + home + "]";
        return region == null ? new ServedPipe(home, name) : new MappedPipe(home, region, name);
    }

    /**
     * Makes a pipe that lives in this member: in memory that all members map, if they can wait for each other there.
     *
     * @throws io.multiprocessing.SharedMemoryException when there is no room for its memory
     */
    public static <T> PipeHandle<T> create(Member member) {
        if (DirectPipes.arePossible(member)) {
            DirectObjects.Made made = DirectPipes.make(member);
            return new PipeHandle<>(made.reference(), made.region());
        }
        long object = Calls.of(member).register(new PipeHome());
        return new PipeHandle<>(new Reference(member, member.id(), object), null);
    }

    @Override
    public PipeEnd<T> first() {
        return new PipeEndHandle<>(home, region, pipe, 0);
    }

    @Override
    public PipeEnd<T> second() {
        return new PipeEndHandle<>(home, region, pipe, 1);
    }

    @Override
    public void close() {
        pipe.closeBoth();
    }

    /** Tells the pipe's home that an end, or the whole, is being sent; nobody waits for the answer. */
    static void tellGiven(Reference home, int end) {
        MemberId destination = Values.destination();
        if (destination != null) {
            home.call(PipeHome.GIVE, end,
                    ByteBuffer.wrap(destination.toString().getBytes(StandardCharsets.ISO_8859_1)));
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PipeHandle<?> that && home.equals(that.home);
    }

    @Override
    public int hashCode() {
        return home.hashCode();
    }

    @Override
    public String toString() {
        return "MessagePipe[" + home + "]";
    }

    private Object writeReplace() {
        home.requireSameFamily();
        tellGiven(home, PipeHome.BOTH);
        return new Ticket(home.owner().toString(), home.object(), region);
    }

    /** What travels instead. */
    private record Ticket(String owner, long object, @Nullable RegionName region) implements Serializable {
        private Object readResolve() {
            return new PipeHandle<>(new Reference(Values.travelling(), MemberId.parse(owner), object), region);
        }
    }
}
