package io.multiprocessing.internal.pool;

import io.multiprocessing.NotSerializableTaskException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Applies a function to a source that may be endless: a window of tasks is under way, further ones as results are taken
 * and {@link ResultRoom} allows.
 */
abstract class TaskStream<R> implements Iterator<R> {
    private static final int LOOK_AHEAD_PER_WORKER = 2;

    final PoolFacade pool;
    private final ByteBuffer function;
    private final Iterator<?> source;
    private final IntSupplier workers;
    private final ResultRoom room;
    private boolean closed;

    private TaskStream(PoolFacade pool, ByteBuffer function, Iterable<?> items, IntSupplier workers) {
        this.pool = pool;
        this.function = function;
        this.source = items.iterator();
        this.workers = workers;
        this.room = new ResultRoom(pool.resultLimitBytes());
    }

    static <R> Stream<R> inOrder(PoolFacade pool, ByteBuffer function, Iterable<?> items, IntSupplier workers) {
        TaskStream<R> results = new InOrder<>(pool, function, items, workers);
        return results.asStream(Spliterator.ORDERED);
    }

    static <R> Stream<R> asTheyCome(PoolFacade pool, ByteBuffer function, Iterable<?> items, IntSupplier workers) {
        TaskStream<R> results = new AsTheyCome<>(pool, function, items, workers);
        return results.asStream(0);
    }

    private Stream<R> asStream(int characteristics) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(this, characteristics), false)
                .onClose(this::close);
    }

    /** What has been submitted and not been read. */
    abstract Collection<CompletableFuture<Object[]>> window();

    abstract void add(CompletableFuture<Object[]> task);

    abstract CompletableFuture<Object[]> awaitNext() throws InterruptedException;

    abstract void cancelAll();

    private void fill() {
        while (!closed && mayGoOn() && source.hasNext()) {
            add(submit(source.next()));
        }
    }

    private boolean mayGoOn() {
        Collection<CompletableFuture<Object[]>> window = window();
        return window.isEmpty()
                || (window.size() < workers.getAsInt() * LOOK_AHEAD_PER_WORKER && room.isThere(window));
    }

    /** An item that can't travel fails in its own turn, like one whose application fails. */
    private CompletableFuture<Object[]> submit(@Nullable Object item) {
        try {
            return pool.submitChunk(function, new Object[] {item});
        } catch (NotSerializableTaskException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public boolean hasNext() {
        fill();
        return !window().isEmpty();
    }

    @Override
    @SuppressWarnings("unchecked")
    public R next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        try {
            CompletableFuture<Object[]> next = awaitNext();
            Object[] results = next.get();
            room.read(next);
            return (R) results[0];
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new CancellationException(
                    "The thread that waited for the stream was interrupted; its tasks are cancelled");
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        }
    }

    private void close() {
        closed = true;
        cancelAll();
    }

    private static final class InOrder<R> extends TaskStream<R> {
        private final Deque<CompletableFuture<Object[]>> window = new ArrayDeque<>();

        InOrder(PoolFacade pool, ByteBuffer function, Iterable<?> items, IntSupplier workers) {
            super(pool, function, items, workers);
        }

        @Override
        Collection<CompletableFuture<Object[]>> window() {
            return window;
        }

        @Override
        void add(CompletableFuture<Object[]> task) {
            window.add(task);
        }

        @Override
        CompletableFuture<Object[]> awaitNext() {
            return window.remove();
        }

        @Override
        void cancelAll() {
            window.forEach(task -> task.cancel(true));
            window.clear();
        }
    }

    private static final class AsTheyCome<R> extends TaskStream<R> {
        private final Set<CompletableFuture<Object[]>> window = ConcurrentHashMap.newKeySet();
        private final BlockingQueue<CompletableFuture<Object[]>> done = new LinkedBlockingQueue<>();

        AsTheyCome(PoolFacade pool, ByteBuffer function, Iterable<?> items, IntSupplier workers) {
            super(pool, function, items, workers);
        }

        @Override
        Collection<CompletableFuture<Object[]>> window() {
            return window;
        }

        @Override
        void add(CompletableFuture<Object[]> task) {
            window.add(task);
            CompletableFuture<Object[]> unused = task.whenComplete((results, thrown) -> done.add(task));
        }

        @Override
        CompletableFuture<Object[]> awaitNext() throws InterruptedException {
            BooleanSupplier outer = pool.mainWaiting().begin(() -> !done.isEmpty());
            try {
                CompletableFuture<Object[]> next = done.take();
                window.remove(next);
                return next;
            } finally {
                pool.mainWaiting().end(outer);
            }
        }

        @Override
        void cancelAll() {
            window.forEach(task -> task.cancel(true));
            window.clear();
        }
    }
}
