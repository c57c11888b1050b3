package io.multiprocessing.internal.pipe;

import io.multiprocessing.EndOfPipeException;
import io.multiprocessing.MultiprocessingException;
import io.multiprocessing.PipeEnd;
import io.multiprocessing.internal.call.PendingCall;
import io.multiprocessing.internal.call.Reference;
import io.multiprocessing.internal.call.Reply;
import io.multiprocessing.internal.codec.compact.RepeatableReplacement;
import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.family.Values;
import io.multiprocessing.internal.wire.MemberId;
import io.multiprocessing.internal.wire.ReplyStatus;
import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One end of a pipe as its users see it, in any member. */
final class PipeEndHandle<T> implements PipeEnd<T>, RepeatableReplacement {
    private static final long serialVersionUID = 1;

    private final transient Reference home;
    private final int end;

    PipeEndHandle(Reference home, int end) {
        this.home = home;
        this.end = end;
    }

    @Override
    public void send(@Nullable T message) throws InterruptedException {
        require(home.interruptibleCall(PipeHome.SEND, end, home.member().encode(message)).await());
    }

    @Override
    public @Nullable T receive() throws InterruptedException {
        return decode(require(home.interruptibleCall(PipeHome.RECEIVE, end).await()));
    }

    @Override
    public Optional<T> receive(Duration timeout) throws InterruptedException {
        long nanos = TimeUnit.NANOSECONDS.convert(timeout);
        Reply reply = nanos <= 0
                ? home.interruptibleCall(PipeHome.RECEIVE_NOW, end).await()
                : home.interruptibleCall(PipeHome.RECEIVE, end).await(nanos);
        if (reply.status() == ReplyStatus.NOT_NOW || reply.status() == ReplyStatus.CANCELLED) {
            return Optional.empty();
        }
        return Optional.ofNullable(decode(require(reply)));
    }

    @SuppressWarnings("unchecked")
    private @Nullable T decode(Reply reply) {
        return (T) home.member().decode(reply.body());
    }

    @Override
    public boolean hasMessage() {
        Reply reply = home.call(PipeHome.IS_READY, end).awaitUninterruptibly();
        return !reply.isOk() || reply.number() == 1;
    }

    @Override
    public void close() {
        home.call(PipeHome.CLOSE_END, end).awaitUninterruptibly();
    }

    PendingCall awaitReady() {
        return home.call(PipeHome.AWAIT_READY, end);
    }

    private Reply require(Reply reply) {
        return switch (reply.status()) {
            case ReplyStatus.OK -> reply;
            case ReplyStatus.CLOSED, ReplyStatus.NO_OBJECT ->
                    throw new EndOfPipeException(
                            this + ": this end or the other one is closed, or the process that held the other one has ended");
            case ReplyStatus.OWNER_GONE -> throw new EndOfPipeException(this + " has ended: " + reply.text());
            default -> throw new MultiprocessingException(this + " refused the operation: " + reply.text());
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PipeEndHandle<?> that && end == that.end && home.equals(that.home);
    }

    @Override
    public int hashCode() {
        return home.hashCode() * 2 + end;
    }

    @Override
    public String toString() {
        return "PipeEnd[" + home + (end == 0 ? " first]" : " second]");
    }

    private Object writeReplace() {
        home.requireSameFamily();
        PipeHandle.tellGiven(home, end);
        return new Ticket(home.owner().toString(), home.object(), end);
    }

    /** What travels instead. Its receiver holds the end from then on. */
    private record Ticket(String owner, long object, int end) implements Serializable {
        private Object readResolve() {
            Reference home = new Reference(Values.travelling(), MemberId.parse(owner), object);
            home.call(PipeHome.GIVE, end);
            return new PipeEndHandle<>(home, end);
        }
    }
}
