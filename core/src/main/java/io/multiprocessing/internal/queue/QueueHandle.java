package io.multiprocessing.internal.queue;

import io.multiprocessing.SharedQueue;
import io.multiprocessing.internal.call.Calls;
import io.multiprocessing.internal.call.Reference;
import io.multiprocessing.internal.codec.compact.RepeatableReplacement;
import io.multiprocessing.internal.direct.DirectObjects;
import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.family.Values;
import io.multiprocessing.internal.flight.Flight;
import io.multiprocessing.internal.memory.RegionName;
import io.multiprocessing.internal.queue.QueueAccess.Numbered;
import io.multiprocessing.internal.wire.MemberId;
import java.io.Serializable;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.AbstractQueue;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A queue as its users see it, in any member. */
public final class QueueHandle<E> extends AbstractQueue<E> implements SharedQueue<E>, RepeatableReplacement {
    private static final long serialVersionUID = 1;

    private final transient Reference home;
    /** Of the memory that the queue lies in; null when it is served by its maker. */
    private final transient @Nullable RegionName region;
    private final transient QueueAccess<E> queue;

    private QueueHandle(Reference home, @Nullable RegionName region) {
        this.home = home;
        this.region = region;
        this.queue = region == null ? new ServedQueue<>(home, toString()) : new MappedQueue<>(home, region, toString());
    }

    /**
     * Makes a queue that lives in this member: in memory that all members map, if they can wait for each other there.
     *
     * @throws IllegalArgumentException when the capacity is below 1
     * @throws io.multiprocessing.SharedMemoryException when there is no room for its memory
     */
    public static <E> QueueHandle<E> create(Member member, int capacity, long byteBudget) {
        if (capacity < 1) {
            throw new IllegalArgumentException("A queue needs a capacity of at least 1: " + capacity);
        }
        QueueHandle<E> made = make(member, capacity, byteBudget);
        Flight.queueOpened(made, capacity);
        return made;
    }

    private static <E> QueueHandle<E> make(Member member, int capacity, long byteBudget) {
        if (DirectQueues.arePossible(member)) {
            DirectObjects.Made made = DirectQueues.make(member, capacity, byteBudget);
            return new QueueHandle<>(made.reference(), made.region());
        }
        long object = Calls.of(member).register(new QueueHome(capacity, byteBudget));
        return new QueueHandle<>(new Reference(member, member.id(), object), null);
    }

    private static void requireNonNull(@Nullable Object element) {
        Objects.requireNonNull(element, "a queue holds no null elements");
    }

    // ---- placing

    @Override
    public void put(E element) throws InterruptedException {
        requireNonNull(element);
        queue.put(element, Long.MAX_VALUE, true);
    }

    @Override
    public boolean offer(E element) {
        requireNonNull(element);
        try {
            return queue.put(element, 0, false);
        } catch (InterruptedException e) {
            throw new AssertionError("Not interruptible", e);
        }
    }

    @Override
    public boolean offer(E element, long timeout, TimeUnit unit) throws InterruptedException {
        requireNonNull(element);
        return queue.put(element, unit.toNanos(timeout), true);
    }

    @Override
    public boolean offer(E element, Duration timeout) throws InterruptedException {
        return offer(element, TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
    }

    @Override
    public void putBytes(long byteSize, Consumer<? super MemorySegment> writer) throws InterruptedException {
        queue.putWritten(length(byteSize), Objects.requireNonNull(writer), Long.MAX_VALUE, true);
    }

    @Override
    public boolean offerBytes(long byteSize, Consumer<? super MemorySegment> writer) {
        try {
            return queue.putWritten(length(byteSize), Objects.requireNonNull(writer), 0, false);
        } catch (InterruptedException e) {
            throw new AssertionError("Not interruptible", e);
        }
    }

    @Override
    public boolean offerBytes(long byteSize, Consumer<? super MemorySegment> writer, Duration timeout)
            throws InterruptedException {
        return queue.putWritten(length(byteSize), Objects.requireNonNull(writer),
                TimeUnit.NANOSECONDS.convert(timeout), true);
    }

    /** What is too large for an int is too large for a queue, which says so. */
    private static int length(long byteSize) {
        if (byteSize < 0) {
            throw new IllegalArgumentException("An element has at least 0 bytes: " + byteSize);
        }
        return (int) Math.min(byteSize, Integer.MAX_VALUE);
    }

    @Override
    public boolean addAll(Collection<? extends E> elements) {
        if (elements == this) {
            throw new IllegalArgumentException("A queue can't be added to itself");
        }
        elements.forEach(QueueHandle::requireNonNull);
        List<E> remaining = List.copyOf(elements);
        while (!remaining.isEmpty()) {
            int placed = queue.putAll(remaining);
            if (placed == 0) {
                throw new IllegalStateException("Queue full: of " + elements.size() + " elements "
                        + (elements.size() - remaining.size()) + " were added");
            }
            remaining = remaining.subList(placed, remaining.size());
        }
        return !elements.isEmpty();
    }

    // ---- taking

    @Override
    public E take() throws InterruptedException {
        return Objects.requireNonNull(queue.take(Long.MAX_VALUE, true));
    }

    @Override
    public @Nullable E poll() {
        try {
            return queue.take(0, false);
        } catch (InterruptedException e) {
            throw new AssertionError("Not interruptible", e);
        }
    }

    @Override
    public @Nullable E poll(long timeout, TimeUnit unit) throws InterruptedException {
        return queue.take(unit.toNanos(timeout), true);
    }

    @Override
    public @Nullable E poll(Duration timeout) throws InterruptedException {
        return poll(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
    }

    @Override
    public void takeBytes(Consumer<? super MemorySegment> reader) throws InterruptedException {
        queue.takeInPlace(Objects.requireNonNull(reader), Long.MAX_VALUE, true);
    }

    @Override
    public boolean pollBytes(Consumer<? super MemorySegment> reader) {
        try {
            return queue.takeInPlace(Objects.requireNonNull(reader), 0, false);
        } catch (InterruptedException e) {
            throw new AssertionError("Not interruptible", e);
        }
    }

    @Override
    public boolean pollBytes(Consumer<? super MemorySegment> reader, Duration timeout) throws InterruptedException {
        return queue.takeInPlace(Objects.requireNonNull(reader), TimeUnit.NANOSECONDS.convert(timeout), true);
    }

    @Override
    public @Nullable E peek() {
        return queue.peek();
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
        return maxElements <= 0 ? 0 : queue.drain(target, maxElements);
    }

    // ---- looking

    @Override
    public int size() {
        return queue.size();
    }

    @Override
    public int remainingCapacity() {
        return queue.remainingCapacity();
    }

    /** Weakly consistent: what the queue holds now; {@code remove} takes the element out if it is still there. */
    @Override
    public Iterator<E> iterator() {
        Iterator<Numbered<E>> all = queue.snapshot().iterator();
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
                return next.element();
            }

            @Override
            public void remove() {
                Numbered<E> current = last;
                if (current == null) {
                    throw new IllegalStateException("next() has not been called");
                }
                last = null;
                queue.remove(current.number());
            }
        };
    }

    @Override
    public boolean remove(@Nullable Object wanted) {
        for (Numbered<E> candidate : queue.snapshot()) {
            if (candidate.element().equals(wanted) && queue.remove(candidate.number())) {
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
        queue.clear();
    }

    // ---- joining and closing

    @Override
    public void taskDone() {
        queue.taskDone();
    }

    @Override
    public void awaitDone() throws InterruptedException {
        queue.awaitDone(Long.MAX_VALUE);
    }

    @Override
    public boolean awaitDone(Duration timeout) throws InterruptedException {
        return queue.awaitDone(TimeUnit.NANOSECONDS.convert(timeout));
    }

    @Override
    public boolean isClosed() {
        return queue.isClosed();
    }

    @Override
    public void close() {
        queue.close();
        Flight.queueClosed(this);
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
        return new Ticket(home.owner().toString(), home.object(), region);
    }

    /** What travels instead. */
    private record Ticket(String owner, long object, @Nullable RegionName region) implements Serializable {
        private Object readResolve() {
            return new QueueHandle<>(new Reference(Values.travelling(), MemberId.parse(owner), object), region);
        }
    }
}
