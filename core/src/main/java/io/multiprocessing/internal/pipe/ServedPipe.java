package io.multiprocessing.internal.pipe;

import io.multiprocessing.EndOfPipeException;
import io.multiprocessing.MultiprocessingException;
import io.multiprocessing.internal.call.Reference;
import io.multiprocessing.internal.call.Reply;
import io.multiprocessing.internal.call.lease.PutsAhead;
import io.multiprocessing.internal.wire.ReplyStatus;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A pipe that is asked for by messages to its {@link PipeHome}. */
final class ServedPipe implements PipeAccess {
    private final Reference home;
    private final String name;
    /** For each end, what is put ahead to the other one. */
    private final PutsAhead[] ahead;

    /** @param name for messages */
    ServedPipe(Reference home, String name) {
        this.home = home;
        this.name = name;
        this.ahead = new PutsAhead[] {new PutsAhead(home, 1), new PutsAhead(home, 0)};
    }

    @Override
    public void send(int end, @Nullable Object message) throws InterruptedException {
        ByteBuffer encoded = home.member().encode(message);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (!ahead[end].put(encoded)) {
            require(home.interruptibleCall(PipeHome.SEND, end, encoded).await());
            ahead[end].putWithAnswer();
        }
    }

    @Override
    public @Nullable Object receive(int end, long nanos) throws InterruptedException {
        Reply reply;
        if (nanos <= 0) {
            reply = home.interruptibleCall(PipeHome.RECEIVE_NOW, end).await();
        } else if (nanos == Long.MAX_VALUE) {
            reply = home.interruptibleCall(PipeHome.RECEIVE, end).await();
        } else {
            reply = home.interruptibleCall(PipeHome.RECEIVE, end).await(nanos);
        }
        return reply.status() == ReplyStatus.NOT_NOW || reply.status() == ReplyStatus.CANCELLED
                ? NOTHING
                : home.member().decode(require(reply).body());
    }

    @Override
    public boolean isReady(int end) {
        Reply reply = home.call(PipeHome.IS_READY, end).awaitUninterruptibly();
        return !reply.isOk() || reply.number() == 1;
    }

    @Override
    public void close(int end) {
        home.call(PipeHome.CLOSE_END, end).awaitUninterruptibly();
    }

    @Override
    public void closeBoth() {
        home.call(PipeHome.CLOSE_BOTH, 0).awaitUninterruptibly();
    }

    @Override
    public void arrived(int end) {
        // Whatever this process asks for comes after it.
        home.call(PipeHome.GIVE, end);
    }

    private Reply require(Reply reply) {
        return switch (reply.status()) {
            case ReplyStatus.OK -> reply;
            case ReplyStatus.CLOSED, ReplyStatus.NO_OBJECT ->
                    throw new EndOfPipeException(
                            name + ": one of its ends is closed, or the process that held that end has ended");
            case ReplyStatus.OWNER_GONE -> throw new EndOfPipeException(name + " has ended: " + reply.text());
            default -> throw new MultiprocessingException(name + " refused the operation: " + reply.text());
        };
    }
}
