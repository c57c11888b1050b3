package io.multiprocessing.internal.queue;

import io.multiprocessing.MultiprocessingException;
import io.multiprocessing.QueueClosedException;
import io.multiprocessing.internal.call.PendingCall;
import io.multiprocessing.internal.call.Reference;
import io.multiprocessing.internal.call.Reply;
import io.multiprocessing.internal.call.lease.PutsAhead;
import io.multiprocessing.internal.ring.Segments;
import io.multiprocessing.internal.wire.ReplyStatus;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A queue that is asked for by messages to its {@link QueueHome}. */
final class ServedQueue<E> implements QueueAccess<E> {
    private final Reference home;
    private final String name;
    private final PutsAhead ahead;

    /** @param name for messages */
    ServedQueue(Reference home, String name) {
        this.home = home;
        this.name = name;
        this.ahead = new PutsAhead(home, 0);
    }

    private PendingCall call(int operation, long number, ByteBuffer body, boolean interruptible)
            throws InterruptedException {
        return interruptible ? home.interruptibleCall(operation, number, body) : home.call(operation, number, body);
    }

    private static Reply await(PendingCall call, long nanos, boolean interruptible) throws InterruptedException {
        if (!interruptible) {
            return call.awaitUninterruptibly();
        }
        return nanos <= 0 || nanos == Long.MAX_VALUE ? call.await() : call.await(nanos);
    }

    private static int waitOrNot(long nanos) {
        return nanos <= 0 ? QueueHome.NO_WAIT : QueueHome.WAIT;
    }

    private static boolean isTooLate(Reply reply) {
        return reply.status() == ReplyStatus.NOT_NOW || reply.status() == ReplyStatus.CANCELLED;
    }

    @Override
    public boolean put(E element, long nanos, boolean interruptible) throws InterruptedException {
        return putEncoded(home.member().encode(element), nanos, interruptible);
    }

    @Override
    public boolean putWritten(int length, Consumer<? super MemorySegment> writer, long nanos, boolean interruptible)
            throws InterruptedException {
        home.requireFits(length);
        MemorySegment written = Segments.make(length);
        writer.accept(written);
        return putEncoded(home.member().encode(Segments.bytes(written)), nanos, interruptible);
    }

    private boolean putEncoded(ByteBuffer bytes, long nanos, boolean interruptible) throws InterruptedException {
        if (interruptible && Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (ahead.put(bytes)) {
            return true;
        }
        Reply reply = await(call(QueueHome.PUT, waitOrNot(nanos), bytes, interruptible), nanos, interruptible);
        if (isTooLate(reply)) {
            return false;
        }
        require(reply);
        ahead.putWithAnswer();
        return true;
    }

    @Override
    public int putAll(Collection<? extends E> elements) {
        List<ByteBuffer> encoded = new ArrayList<>();
        elements.forEach(element -> encoded.add(home.member().encode(element)));
        int placed = 0;
        for (ByteBuffer bytes : encoded) {
            if (!ahead.put(bytes)) {
                Reply reply = home.call(QueueHome.PUT, QueueHome.NO_WAIT, bytes).awaitUninterruptibly();
                if (isTooLate(reply)) {
                    return placed;
                }
                require(reply);
                ahead.putWithAnswer();
            }
            placed++;
        }
        return placed;
    }

    @Override
    public @Nullable E take(long nanos, boolean interruptible) throws InterruptedException {
        PendingCall call = takeCall(nanos, interruptible);
        Reply reply = await(call, nanos, interruptible);
        if (isTooLate(reply)) {
            return null;
        }
        require(reply);
        call.confirm();
        return decode(reply.body());
    }

    @Override
    public boolean takeInPlace(Consumer<? super MemorySegment> reader, long nanos, boolean interruptible)
            throws InterruptedException {
        PendingCall call = takeCall(nanos, interruptible);
        Reply reply = await(call, nanos, interruptible);
        if (isTooLate(reply)) {
            return false;
        }
        require(reply);
        try {
            reader.accept(Segments.readable(home.member().decode(reply.body())));
        } finally {
            // Only now: while the reader is at work this process may die.
            call.confirm();
        }
        return true;
    }

    private PendingCall takeCall(long nanos, boolean interruptible) throws InterruptedException {
        return call(QueueHome.TAKE, waitOrNot(nanos), Reply.NO_BODY, interruptible);
    }

    @SuppressWarnings("unchecked")
    private E decode(ByteBuffer bytes) {
        return (E) Objects.requireNonNull(home.member().decode(bytes));
    }

    /** As {@link #decode}, of an element that stays in the queue. */
    @SuppressWarnings("unchecked")
    private E look(ByteBuffer bytes) {
        return (E) Objects.requireNonNull(home.member().look(bytes));
    }

    @Override
    public @Nullable E peek() {
        Reply reply = home.call(QueueHome.PEEK, 0).awaitUninterruptibly();
        return reply.status() == ReplyStatus.NOT_NOW ? null : look(require(reply).body());
    }

    @Override
    public int drain(Collection<? super E> target, int most) {
        int drained = 0;
        while (drained < most) {
            PendingCall call = home.call(QueueHome.DRAIN, most - drained);
            Reply reply = call.awaitUninterruptibly();
            if (drained > 0 && !reply.isOk()) {
                return drained;
            }
            int got = (int) require(reply).number();
            if (got == 0) {
                return drained;
            }
            call.confirm();
            ElementBatch.read(reply.body(), (bytes, number) -> target.add(decode(bytes)));
            drained += got;
        }
        return drained;
    }

    @Override
    public int size() {
        return (int) ask(QueueHome.SIZE).number();
    }

    @Override
    public int remainingCapacity() {
        return (int) ask(QueueHome.REMAINING).number();
    }

    private Reply ask(int operation) {
        return require(home.call(operation, 0).awaitUninterruptibly());
    }

    @Override
    public List<Numbered<E>> snapshot() {
        List<Numbered<E>> all = new ArrayList<>();
        long after = 0;
        while (true) {
            Reply reply = require(home.call(QueueHome.SNAPSHOT, after).awaitUninterruptibly());
            if (reply.number() == 0) {
                return all;
            }
            ElementBatch.read(reply.body(), (bytes, number) -> all.add(new Numbered<>(number, look(bytes))));
            after = all.getLast().number();
        }
    }

    @Override
    public boolean remove(long number) {
        return require(home.call(QueueHome.REMOVE, number).awaitUninterruptibly()).number() == 1;
    }

    @Override
    public void clear() {
        ask(QueueHome.CLEAR);
    }

    @Override
    public void taskDone() {
        Reply reply = home.call(QueueHome.TASK_DONE, 0).awaitUninterruptibly();
        if (reply.status() == ReplyStatus.REFUSED) {
            throw new IllegalStateException(reply.text());
        }
        require(reply);
    }

    @Override
    public boolean awaitDone(long nanos) throws InterruptedException {
        Reply reply = await(home.interruptibleCall(QueueHome.AWAIT_DONE, waitOrNot(nanos)), nanos, true);
        return !isTooLate(reply) && require(reply).isOk();
    }

    @Override
    public boolean isClosed() {
        Reply reply = home.call(QueueHome.IS_CLOSED, 0).awaitUninterruptibly();
        return !reply.isOk() || reply.number() == 1;
    }

    @Override
    public void close() {
        // Closed all the same when its owner is gone: no answer is an error.
        home.call(QueueHome.CLOSE, 0).awaitUninterruptibly();
    }

    private Reply require(Reply reply) {
        return switch (reply.status()) {
            case ReplyStatus.OK -> reply;
            case ReplyStatus.CLOSED, ReplyStatus.NO_OBJECT -> throw new QueueClosedException(name + " is closed");
            case ReplyStatus.OWNER_GONE -> throw new QueueClosedException(name + " is closed: " + reply.text());
            default -> throw new MultiprocessingException(name + " refused the operation: " + reply.text());
        };
    }
}
