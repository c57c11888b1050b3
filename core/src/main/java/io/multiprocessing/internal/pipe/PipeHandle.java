package io.multiprocessing.internal.pipe;

import io.multiprocessing.MessagePipe;
import io.multiprocessing.PipeEnd;
import io.multiprocessing.internal.call.Calls;
import io.multiprocessing.internal.call.Reference;
import io.multiprocessing.internal.codec.compact.RepeatableReplacement;
import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.family.Values;
import io.multiprocessing.internal.wire.MemberId;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A pipe as its users see it, in any member. */
public final class PipeHandle<T> implements MessagePipe<T>, RepeatableReplacement {
    private static final long serialVersionUID = 1;

    private final transient Reference home;

    private PipeHandle(Reference home) {
        this.home = home;
    }

    /** Makes a pipe that lives in this member. */
    public static <T> PipeHandle<T> create(Member member) {
        long object = Calls.of(member).register(new PipeHome());
        return new PipeHandle<>(new Reference(member, member.id(), object));
    }

    @Override
    public PipeEnd<T> first() {
        return new PipeEndHandle<>(home, 0);
    }

    @Override
    public PipeEnd<T> second() {
        return new PipeEndHandle<>(home, 1);
    }

    @Override
    public void close() {
        home.call(PipeHome.CLOSE_BOTH, 0).awaitUninterruptibly();
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
        return new Ticket(home.owner().toString(), home.object());
    }

    /** What travels instead. */
    private record Ticket(String owner, long object) implements Serializable {
        private Object readResolve() {
            return new PipeHandle<>(new Reference(Values.travelling(), MemberId.parse(owner), object));
        }
    }
}
