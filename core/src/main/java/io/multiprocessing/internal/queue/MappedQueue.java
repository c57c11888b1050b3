package io.multiprocessing.internal.queue;

import io.multiprocessing.MultiprocessingException;
import io.multiprocessing.QueueClosedException;
import io.multiprocessing.SharedMemoryException;
import io.multiprocessing.internal.call.Reference;
import io.multiprocessing.internal.call.Reply;
import io.multiprocessing.internal.direct.DirectObjects.AbsentException;
import io.multiprocessing.internal.direct.Patience;
import io.multiprocessing.internal.memory.RegionName;
import io.multiprocessing.internal.ring.BlockingRing;
import io.multiprocessing.internal.ring.Elements;
import io.multiprocessing.internal.ring.chain.Element;
import io.multiprocessing.internal.ring.chain.Payload;
import io.multiprocessing.internal.wire.ReplyStatus;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A queue that this process touches in mapped memory. */
final class MappedQueue<E> implements QueueAccess<E> {
    private final Reference home;
    private final RegionName region;
    private final String name;
    private final Elements elements;
    private volatile @Nullable DirectQueue opened;

    MappedQueue(Reference home, RegionName region, String name) {
        this.home = home;
        this.region = region;
        this.name = name;
        this.elements = new Elements(home);
    }

    private DirectQueue queue() {
        DirectQueue known = opened;
        return known != null ? known : open();
    }

    private DirectQueue open() {
        try {
            DirectQueue queue = DirectQueues.open(home, region, name);
            opened = queue;
            return queue;
        } catch (AbsentException e) {
            throw absent(e.reply());
        }
    }

    private MultiprocessingException absent(Reply reply) {
        return switch (reply.status()) {
            case ReplyStatus.CLOSED, ReplyStatus.NO_OBJECT -> new QueueClosedException(name + " is closed");
            case ReplyStatus.OWNER_GONE -> new QueueClosedException(name + " is closed: " + reply.text());
            default -> new MultiprocessingException(name + " can't be used by this process: " + reply.text());
        };
    }

    private static Patience patience(long nanos, boolean interruptible) throws InterruptedException {
        if (interruptible && Thread.interrupted()) {
            throw new InterruptedException();
        }
        return Patience.of(nanos, interruptible);
    }

    /** A fault in memory that somebody has truncated. */
    private SharedMemoryException truncated(InternalError fault) {
        return new SharedMemoryException("The memory of " + name + " can't be read or written any more: its file was"
                + " truncated, or its file system fails. region=" + region, fault);
    }

    @SuppressWarnings("unchecked")
    private E cast(@Nullable Object value) {
        return (E) Objects.requireNonNull(value);
    }

    private E look(Element element) {
        return cast(elements.look(element));
    }

    private BlockingRing ring() {
        return queue().elements();
    }

    @Override
    public boolean put(E element, long nanos, boolean interruptible) throws InterruptedException {
        try {
            return elements.put(ring(), element, nanos, interruptible);
        } catch (InternalError e) {
            throw truncated(e);
        }
    }

    @Override
    public boolean putWritten(int length, Consumer<? super MemorySegment> writer, long nanos, boolean interruptible)
            throws InterruptedException {
        return elements.putWritten(ring(), length, writer, nanos, interruptible);
    }

    @Override
    public int putAll(Collection<? extends E> added) {
        List<Payload<?>> payloads = new ArrayList<>(added.size());
        added.forEach(element -> payloads.add(elements.payload(element)));
        try {
            return ring().putAll(payloads, Patience.none());
        } catch (InterruptedException e) {
            throw new AssertionError("Not interruptible", e);
        } catch (InternalError e) {
            throw truncated(e);
        }
    }

    @Override
    public @Nullable E take(long nanos, boolean interruptible) throws InterruptedException {
        Object taken;
        try {
            taken = Elements.take(ring(), nanos, interruptible);
        } catch (InternalError e) {
            throw truncated(e);
        }
        return taken == null ? null : cast(elements.value(taken));
    }

    @Override
    public boolean takeInPlace(Consumer<? super MemorySegment> reader, long nanos, boolean interruptible)
            throws InterruptedException {
        return elements.takeInPlace(ring(), reader, nanos, interruptible);
    }

    @Override
    public @Nullable E peek() {
        Element first = ring().peek();
        return first == null ? null : look(first);
    }

    @Override
    public int drain(Collection<? super E> target, int most) {
        return ring().drain(most, element -> target.add(cast(elements.value(element))));
    }

    @Override
    public int size() {
        return ring().size();
    }

    @Override
    public int remainingCapacity() {
        return ring().remainingCapacity();
    }

    @Override
    public List<Numbered<E>> snapshot() {
        return ring().snapshot().stream().map(element -> new Numbered<>(element.number(), look(element))).toList();
    }

    @Override
    public boolean remove(long number) {
        return ring().remove((int) number);
    }

    @Override
    public void clear() {
        ring().clear();
    }

    @Override
    public void taskDone() {
        if (!queue().taskDone()) {
            throw new IllegalStateException("taskDone was called more often than elements were placed");
        }
    }

    @Override
    public boolean awaitDone(long nanos) throws InterruptedException {
        return queue().awaitDone(patience(nanos, true));
    }

    @Override
    public boolean isClosed() {
        try {
            return queue().isClosed();
        } catch (QueueClosedException e) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            queue().close();
        } catch (QueueClosedException e) {
            // So it is.
        }
    }
}
