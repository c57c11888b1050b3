package io.multiprocessing.internal.pool;

import io.multiprocessing.PoolStats;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.RemoteAction;
import io.multiprocessing.RemoteCallable;
import io.multiprocessing.RemoteFunction;
import io.multiprocessing.RemoteRunnable;
import io.multiprocessing.TaskFuture;
import io.multiprocessing.TaskOptions;
import io.multiprocessing.internal.codec.Culprits;
import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.family.progress.Waiting;
import io.multiprocessing.internal.pool.crew.Crew;
import io.multiprocessing.internal.pool.crew.PoolTask;
import io.multiprocessing.internal.pool.policy.PoolSettings;
import io.multiprocessing.internal.pool.worker.Chunk;
import io.multiprocessing.internal.pool.worker.WorkerProgram;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * The {@code ExecutorService} around a {@link Crew}: encodes tasks, and builds the collective operations on {@code
 * submit}.
 */
final class PoolFacade implements ProcessPool {
    private final Member member;
    private final Crew crew;
    private final AtomicLong taskIds = new AtomicLong();

    PoolFacade(Member member, PoolSettings settings) {
        this.member = member;
        this.crew = new Crew(member, settings);
    }

    void begin() {
        crew.begin();
    }

    long resultLimitBytes() {
        return crew.settings().resultLimitBytes();
    }

    /** Of this process's main thread. */
    Waiting mainWaiting() {
        return crew.mainWaiting();
    }

    void whenTerminated(Runnable action) {
        CompletableFuture<Void> unused = crew.terminated().thenRun(action);
    }

    // ---- single tasks

    @Override
    public <V> TaskFuture<V> submit(RemoteCallable<V> task) {
        return submitObject(task, TaskOptions.defaults());
    }

    @Override
    public <V> TaskFuture<V> submit(RemoteCallable<V> task, TaskOptions options) {
        return submitObject(task, Objects.requireNonNull(options, "options"));
    }

    @Override
    public TaskFuture<?> submit(RemoteAction task, TaskOptions options) {
        return submitObject(task, Objects.requireNonNull(options, "options"));
    }

    @Override
    public TaskFuture<?> submit(RemoteRunnable task) {
        return submitObject(task, TaskOptions.defaults());
    }

    @Override
    public <T> TaskFuture<T> submit(Callable<T> task) {
        return submitObject(task, TaskOptions.defaults());
    }

    @Override
    public TaskFuture<?> submit(Runnable task) {
        return submitObject(task, TaskOptions.defaults());
    }

    @Override
    public <T> Future<T> submit(Runnable task, T result) {
        return submitObject(task, TaskOptions.defaults()).thenApply(unused -> result);
    }

    @Override
    public void execute(Runnable task) {
        TaskFuture<?> future = submitObject(task, TaskOptions.defaults());
        CompletableFuture<?> unused = future.exceptionally(thrown -> {
            if (!(thrown instanceof CancellationException)) {
                System.getLogger("io.multiprocessing")
                        .log(System.Logger.Level.ERROR, "A task that was given to execute failed", thrown);
            }
            return null;
        });
    }

    private <V> PoolTask<V> submitObject(Object task, TaskOptions options) {
        Objects.requireNonNull(task, "task");
        if (!(task instanceof Serializable)) {
            throw Culprits.notATask(task);
        }
        return submitEncoded(WorkerProgram.CALL, member.encode(task), 1, options, !crew.settings().rejectsWhenFull());
    }

    private <V> PoolTask<V> submitEncoded(int kind, ByteBuffer body, int items, TaskOptions options, boolean mayWait) {
        long id = taskIds.incrementAndGet();
        Duration limit = options.timeout().orElse(crew.settings().taskTimeout());
        PoolTask<V> task = new PoolTask<>(
                crew,
                id,
                PoolTask.frame(id, kind, 0, options.label(), body),
                options.label(),
                items,
                options.attempts(),
                limit);
        crew.submit(task, mayWait);
        return task;
    }

    // ---- many tasks

    @Override
    public <T, R> List<R> map(Collection<? extends T> items, RemoteFunction<? super T, ? extends R> function) {
        TaskFuture<List<R>> results = mapAsync(items, function);
        try {
            return results.get();
        } catch (InterruptedException e) {
            results.cancel(true);
            Thread.currentThread().interrupt();
            throw new CancellationException("The thread that waited for map was interrupted; its tasks are cancelled");
        } catch (ExecutionException e) {
            throw new java.util.concurrent.CompletionException(e.getCause());
        }
    }

    @Override
    public <T, R> TaskFuture<List<R>> mapAsync(
            Collection<? extends T> items, RemoteFunction<? super T, ? extends R> function) {
        return MapFuture.submit(this, member, taskIds.incrementAndGet(), new ArrayList<>(items), function);
    }

    @Override
    public <T, R> Stream<R> stream(Iterable<? extends T> items, RemoteFunction<? super T, ? extends R> function) {
        return TaskStream.inOrder(this, encoded(function), items, crew::size);
    }

    @Override
    public <T, R> Stream<R> streamUnordered(
            Iterable<? extends T> items, RemoteFunction<? super T, ? extends R> function) {
        return TaskStream.asTheyCome(this, encoded(function), items, crew::size);
    }

    private ByteBuffer encoded(RemoteFunction<?, ?> function) {
        return member.encode(Objects.requireNonNull(function, "function"));
    }

    /**
     * Submits one task that applies an encoded function to these items and returns an array of results. Waits for room
     * in the queue, whatever was chosen for single tasks: its callers hand over only so many at a time.
     */
    PoolTask<Object[]> submitChunk(ByteBuffer function, Object[] items) {
        return submitEncoded(
                WorkerProgram.CHUNK, new Chunk(function, member.encode(items)).write(), items.length,
                TaskOptions.defaults(), true);
    }

    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks) throws InterruptedException {
        return invokeAll(tasks, Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    }

    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
            throws InterruptedException {
        long begin = System.nanoTime();
        long limit = unit.toNanos(timeout);
        List<Future<T>> futures = submitAll(tasks);
        try {
            for (Future<T> future : futures) {
                await(future, limit - (System.nanoTime() - begin));
            }
        } finally {
            // At a time-out or an interrupt; else all are done and this does nothing.
            futures.forEach(future -> future.cancel(true));
        }
        return futures;
    }

    private <T> List<Future<T>> submitAll(Collection<? extends Callable<T>> tasks) {
        List<Future<T>> futures = new ArrayList<>(tasks.size());
        try {
            for (Callable<T> task : tasks) {
                futures.add(this.<T>submitObject(task, TaskOptions.defaults()));
            }
            return futures;
        } catch (RuntimeException e) {
            futures.forEach(future -> future.cancel(true));
            throw e;
        }
    }

    private static void await(Future<?> future, long nanos) throws InterruptedException {
        try {
            future.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | CancellationException | TimeoutException e) {
            // The future tells it to whoever asks.
        }
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> tasks) throws InterruptedException, ExecutionException {
        try {
            return invokeAny(tasks, Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (tasks.isEmpty()) {
            throw new IllegalArgumentException("invokeAny needs at least one task");
        }
        List<Future<T>> futures = submitAll(tasks);
        CompletableFuture<T> first = firstSuccess(futures);
        BooleanSupplier outer = crew.mainWaiting().begin(first::isDone);
        try {
            return first.get(unit.toNanos(timeout), TimeUnit.NANOSECONDS);
        } finally {
            crew.mainWaiting().end(outer);
            futures.forEach(future -> future.cancel(true));
        }
    }

    private static <T> CompletableFuture<T> firstSuccess(List<Future<T>> futures) {
        CompletableFuture<T> first = new CompletableFuture<>();
        AtomicLong remaining = new AtomicLong(futures.size());
        for (Future<T> future : futures) {
            CompletableFuture<T> unused = ((PoolTask<T>) future).whenComplete((value, thrown) -> {
                if (thrown == null) {
                    first.complete(value);
                } else if (remaining.decrementAndGet() == 0) {
                    first.completeExceptionally(thrown);
                }
            });
        }
        return first;
    }

    // ---- life

    @Override
    public void shutdown() {
        crew.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        List<PoolTask<?>> running = new ArrayList<>();
        List<PoolTask<?>> never = crew.stop(running);
        List<Runnable> tasks = new ArrayList<>();
        for (PoolTask<?> task : never) {
            ByteBuffer body = task.body();
            if (task.cancel(false)) {
                tasks.add(new Unstarted(member, task.describe(), body));
            }
        }
        // Cancelled first and interrupted by that: else a quick worker's answer to the interrupt would be the outcome.
        running.forEach(task -> task.cancel(true));
        return Collections.unmodifiableList(tasks);
    }

    /** A task that never began: running it runs it here. */
    private record Unstarted(Member member, String description, ByteBuffer body) implements Runnable {
        @Override
        public void run() {
            try {
                WorkerProgram.runCall(member, body.duplicate());
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new java.util.concurrent.CompletionException(e);
            }
        }

        @Override
        public String toString() {
            return description;
        }
    }

    @Override
    public boolean isShutdown() {
        return crew.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return crew.terminated().isDone();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return crew.awaitTermination(timeout, unit);
    }

    @Override
    public int size() {
        return crew.size();
    }

    @Override
    public void resize(int workers) {
        if (workers < 1) {
            throw new IllegalArgumentException("A pool needs at least 1 worker, not " + workers);
        }
        crew.settings().heap().require(workers);
        crew.resize(workers);
    }

    @Override
    public PoolStats stats() {
        return crew.stats();
    }

    @Override
    public String toString() {
        return "ProcessPool[" + crew.settings().name() + ", " + stats() + (isShutdown() ? ", shut down]" : "]");
    }
}
