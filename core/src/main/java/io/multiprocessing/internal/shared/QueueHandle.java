package io.multiprocessing.internal.shared;

import io.multiprocessing.MultiprocessingException;
import io.multiprocessing.QueueClosedException;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.internal.call.Calls;
import io.multiprocessing.internal.call.PendingCall;
import io.multiprocessing.internal.call.Reference;
import io.multiprocessing.internal.call.Reply;
import io.multiprocessing.internal.codec.compact.RepeatableReplacement;
import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.family.Values;
import io.multiprocessing.internal.wire.MemberId;
import io.multiprocessing.internal.wire.ReplyStatus;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.AbstractQueue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A queue as its users see it, in any member. */
public final class QueueHandle<E> extends AbstractQueue<E> implements SharedQueue<E>, RepeatableReplacement {
    private static final long serialVersionUID = 1;

    private final transient Reference home;

    private QueueHandle(Reference home) {
        this.home = home;
    }

    /**
     * Makes a queue that lives in this member.
     *
     * @throws IllegalArgumentException when the capacity is below 1
     */
    public static <E> QueueHandle<E> create(Member member, int capacity, long byteBudget) {
        if (capacity < 1) {
            throw new IllegalArgumentException("A queue needs a capacity of at least 1: " + capacity);
        }
        long object = Calls.of(member).register(new QueueHome(capacity, byteBudget));
        return new QueueHandle<>(new Reference(member, member.id(), object));
    }

    // ---- placing

    @Override
    public void put(E element) throws InterruptedException {
        require(home.interruptibleCall(QueueHome.PUT, QueueHome.WAIT, encode(element)).await());
    }

    @Override
    public boolean offer(E element) {
        Reply reply = home.call(QueueHome.PUT, QueueHome.NO_WAIT, encode(element)).awaitUninterruptibly();
        return reply.status() != ReplyStatus.NOT_NOW && require(reply).isOk();
    }

    @Override
    public boolean offer(E element, long timeout, TimeUnit unit) throws InterruptedException {
        ByteBuffer bytes = encode(element);
        if (timeout <= 0) {
            return offerNow(bytes);
        }
        Reply reply = home.interruptibleCall(QueueHome.PUT, QueueHome.WAIT, bytes).await(unit.toNanos(timeout));
        return reply.status() != ReplyStatus.CANCELLED && require(reply).isOk();
    }

    private boolean offerNow(ByteBuffer bytes) throws InterruptedException {
        Reply reply = home.interruptibleCall(QueueHome.PUT, QueueHome.NO_WAIT, bytes).await();
        return reply.status() != ReplyStatus.NOT_NOW && require(reply).isOk();
    }

    @Override
    public boolean offer(E element, Duration timeout) throws InterruptedException {
        return offer(element, TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
    }

    private ByteBuffer encode(E element) {
        return home.member().encode(Objects.requireNonNull(element, "a queue holds no null elements"));
    }

    // ---- taking

    @Override
    public E take() throws InterruptedException {
        PendingCall call = home.interruptibleCall(QueueHome.TAKE, QueueHome.WAIT);
        return received(call, require(call.await()));
    }

    @Override
    public @Nullable E poll() {
        PendingCall call = home.call(QueueHome.TAKE, QueueHome.NO_WAIT);
        return orNull(call, call.awaitUninterruptibly());
    }

    @Override
    public @Nullable E poll(long timeout, TimeUnit unit) throws InterruptedException {
        if (timeout <= 0) {
            PendingCall call = home.interruptibleCall(QueueHome.TAKE, QueueHome.NO_WAIT);
            return orNull(call, call.await());
        }
        PendingCall call = home.interruptibleCall(QueueHome.TAKE, QueueHome.WAIT);
        return orNull(call, call.await(unit.toNanos(timeout)));
    }

    @Override
    public @Nullable E poll(Duration timeout) throws InterruptedException {
        return poll(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
    }

    @Override
    public @Nullable E peek() {
        Reply reply = home.call(QueueHome.PEEK, 0).awaitUninterruptibly();
        return reply.status() == ReplyStatus.NOT_NOW ? null : look(require(reply).body());
    }

    private @Nullable E orNull(PendingCall call, Reply reply) {
        return reply.status() == ReplyStatus.NOT_NOW || reply.status() == ReplyStatus.CANCELLED
                ? null
                : received(call, require(reply));
    }

    private E received(PendingCall call, Reply reply) {
        call.confirm();
        return decode(reply.body());
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
    public int drainTo(Collection<? super E> target) {
        return drainTo(target, Integer.MAX_VALUE);
    }

    @Override
    public int drainTo(Collection<? super E> target, int maxElements) {
        if (target == this) {
            throw new IllegalArgumentException("A queue can't be drained to itself");
        }
        Objects.requireNonNull(target);
        int drained = 0;
        while (drained < maxElements) {
            PendingCall call = home.call(QueueHome.DRAIN, maxElements - drained);
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

    // ---- looking

    @Override
    public int size() {
        return (int) require(home.call(QueueHome.SIZE, 0).awaitUninterruptibly()).number();
    }

    @Override
    public int remainingCapacity() {
        return (int) require(home.call(QueueHome.REMAINING, 0).awaitUninterruptibly()).number();
    }

    private record Numbered<E>(long number, E element) {}

    /** Weakly consistent: what the queue holds now; {@code remove} takes the element out if it is still there. */
    @Override
    public Iterator<E> iterator() {
        Iterator<Numbered<E>> all = snapshot().iterator();
        return new Iterator<>() {
            private @Nullable Numbered<E> last;

            @Override
            public boolean hasNext() {
                return all.hasNext();
            }

            @Override
            public E next() {
                Numbered<E> next = all.next();
                last = next;
                return next.element;
            }

            @Override
            public void remove() {
                Numbered<E> current = last;
                if (current == null) {
                    throw new IllegalStateException("next() has not been called");
                }
                last = null;
                removeNumbered(current.number);
            }
        };
    }

    private List<Numbered<E>> snapshot() {
        List<Numbered<E>> all = new ArrayList<>();
        long after = 0;
        while (true) {
            Reply reply = require(home.call(QueueHome.SNAPSHOT, after).awaitUninterruptibly());
            if (reply.number() == 0) {
                return all;
            }
            ElementBatch.read(reply.body(), (bytes, number) -> all.add(new Numbered<>(number, look(bytes))));
            after = all.getLast().number;
        }
    }

    private boolean removeNumbered(long number) {
        return require(home.call(QueueHome.REMOVE, number).awaitUninterruptibly()).number() == 1;
    }

    @Override
    public boolean remove(@Nullable Object wanted) {
        for (Numbered<E> candidate : snapshot()) {
            if (candidate.element.equals(wanted) && removeNumbered(candidate.number)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public E remove() {
        E element = poll();
        if (element == null) {
            throw new NoSuchElementException("The queue is empty");
        }
        return element;
    }

    @Override
    public void clear() {
        require(home.call(QueueHome.CLEAR, 0).awaitUninterruptibly());
    }

    // ---- joining and closing

    @Override
    public void taskDone() {
        Reply reply = home.call(QueueHome.TASK_DONE, 0).awaitUninterruptibly();
        if (reply.status() == ReplyStatus.REFUSED) {
            throw new IllegalStateException(reply.text());
        }
        require(reply);
    }

    @Override
    public void awaitDone() throws InterruptedException {
        require(home.interruptibleCall(QueueHome.AWAIT_DONE, QueueHome.WAIT).await());
    }

    @Override
    public boolean awaitDone(Duration timeout) throws InterruptedException {
        long nanos = TimeUnit.NANOSECONDS.convert(timeout);
        Reply reply = nanos <= 0
                ? home.interruptibleCall(QueueHome.AWAIT_DONE, QueueHome.NO_WAIT).await()
                : home.interruptibleCall(QueueHome.AWAIT_DONE, QueueHome.WAIT).await(nanos);
        boolean inTime = reply.status() != ReplyStatus.CANCELLED && reply.status() != ReplyStatus.NOT_NOW;
        return inTime && require(reply).isOk();
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
            case ReplyStatus.CLOSED, ReplyStatus.NO_OBJECT -> throw new QueueClosedException(this + " is closed");
            case ReplyStatus.OWNER_GONE -> throw new QueueClosedException(this + " is closed: " + reply.text());
            default -> throw new MultiprocessingException(this + " refused the operation: " + reply.text());
        };
    }

    // ---- identity and travel

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof QueueHandle<?> that && home.equals(that.home);
    }

    @Override
    public int hashCode() {
        return home.hashCode();
    }

    @Override
    public String toString() {
        return "SharedQueue[" + home + "]";
    }

    private Object writeReplace() {
        home.requireSameFamily();
        return new Ticket(home.owner().toString(), home.object());
    }

    /** What travels instead. */
    private record Ticket(String owner, long object) implements Serializable {
        private Object readResolve() {
            return new QueueHandle<>(new Reference(Values.travelling(), MemberId.parse(owner), object));
        }
    }
}
