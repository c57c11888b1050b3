package io.multiprocessing;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * An {@link ExecutorService} whose workers are processes.
 *
 * <pre>{@code
 * try (var mp = Multiprocessing.open(); ProcessPool pool = mp.pool(4)) {
 *     TaskFuture<Long> one = pool.submit(() -> countWords(file));
 *     List<Long> all = pool.map(files, WordCount::countWords);
 * }
 * }</pre>
 *
 * <p>A task travels to an idle worker when there is one, else it waits; each worker runs one task at a time. What a
 * task captures, its result and its exception are serialised; static fields are not shared. A task is run at most once,
 * unless it is {@linkplain TaskOptions.Builder#idempotent() idempotent}: when its worker dies before it has begun,
 * another worker gets it; when the worker dies later the task fails with {@link WorkerDiedException}. Dead workers are
 * replaced.
 *
 * <p>When tasks are short, of about a millisecond or less, a busy worker is sent some more ahead, which others get when
 * they have nothing to do, or when it does not get on. So short tasks may begin in another order than they were
 * submitted in, unless there is only one worker.
 *
 * <p>Submitting a task that can't be serialised throws {@link NotSerializableTaskException} at once; after {@code
 * shutdown}, {@link java.util.concurrent.RejectedExecutionException}. While the queue is full, submitting waits, or
 * throws that too: see {@link Builder#rejectWhenFull()}. An interrupt ends the waiting with that exception as well, and
 * is kept; the task has not been taken then. {@code close} waits for all that was submitted, {@code shutdown} and
 * {@code awaitTermination} are Python's {@code close} and {@code join}, {@code shutdownNow} its {@code terminate}:
 * every future that it leaves behind completes as cancelled. A pool that nobody closes ends with the program; it does
 * not keep the JVM alive. All methods may be called by several threads, and only by the process that made the pool.
 */
public interface ProcessPool extends ExecutorService {
    <V> TaskFuture<V> submit(RemoteCallable<V> task);

    TaskFuture<?> submit(RemoteRunnable task);

    /** As {@link #submit(RemoteRunnable)}; see {@link RemoteAction} for why it is there. */
    default TaskFuture<?> submit(RemoteAction task) {
        return submit((RemoteRunnable) task);
    }

    <V> TaskFuture<V> submit(RemoteCallable<V> task, TaskOptions options);

    /** As {@link #submit(RemoteCallable, TaskOptions)}, for a task without a result. */
    TaskFuture<?> submit(RemoteAction task, TaskOptions options);

    /** As {@link #execute(Runnable)}; see {@link RemoteAction} for why it is there. */
    default void execute(RemoteAction task) {
        execute((Runnable) task);
    }

    /**
     * Runs a task of which nobody wants to know the result; when it throws, that is logged.
     *
     * @throws NotSerializableTaskException when it can't travel
     */
    @Override
    void execute(Runnable task);

    /**
     * Applies a function to all items, in parallel, several to a task, and returns the results in the items' order.
     *
     * @throws java.util.concurrent.CompletionException when an application failed: with its exception as the cause, as
     *     {@code join} does; tasks that wait are then not run
     * @throws java.util.concurrent.CancellationException when this thread was interrupted: its status is kept and the
     *     tasks are cancelled
     */
    <T, R> List<R> map(Collection<? extends T> items, RemoteFunction<? super T, ? extends R> function);

    /** As {@link #map} without waiting. Cancelling the future cancels what has not been done. */
    <T, R> TaskFuture<List<R>> mapAsync(
            Collection<? extends T> items, RemoteFunction<? super T, ? extends R> function);

    /**
     * Applies a function lazily, each item a task, with a bounded look-ahead of twice the number of workers: works on
     * an endless source in constant memory. Results that nobody has taken yet count as look-ahead, and are bounded in
     * bytes by {@link Builder#resultLimitBytes}, so a slow reader slows the workers down. The results come in the
     * items' order. Taking from the stream throws as {@link #map} does, where the failed item's result would be, also
     * when the item could not be serialised; the next one can be taken then. Closing it cancels what it has under way.
     */
    <T, R> Stream<R> stream(Iterable<? extends T> items, RemoteFunction<? super T, ? extends R> function);

    /** As {@link #stream}, with the results in the order in which they come. */
    <T, R> Stream<R> streamUnordered(Iterable<? extends T> items, RemoteFunction<? super T, ? extends R> function);

    /** The number of workers that it keeps. */
    int size();

    /**
     * Changes the number of workers. Those that are too many end when their task is done.
     *
     * @throws IllegalArgumentException when fewer than 1, or more than the {@link Builder#heapCeiling} allows
     */
    void resize(int workers);

    PoolStats stats();

    /**
     * {@inheritDoc}
     *
     * @return what never began, as tasks that would run in this process
     */
    @Override
    List<Runnable> shutdownNow();

    @Override
    <T> List<Future<T>> invokeAll(Collection<? extends java.util.concurrent.Callable<T>> tasks)
            throws InterruptedException;

    /** What can be chosen about a pool before it is made. Not thread-safe. */
    interface Builder {
        /**
         * The number of workers; by default the number of processors available to this process. In a worker of a pool
         * it is that worker's share of them, so that nested pools do not multiply the machine: processors divided by
         * workers, at least 1.
         *
         * @throws IllegalArgumentException when fewer than 1
         */
        Builder workers(int count);

        /** Runs in each worker before its first task; when it throws, the pool is broken. */
        Builder initializer(RemoteRunnable initializer);

        /**
         * How long the initializer may run in each worker; by default it is not limited. When it takes longer the pool
         * is broken.
         *
         * @throws IllegalArgumentException when not positive
         */
        Builder initializerTimeout(Duration limit);

        /**
         * Replaces a worker by a fresh one after so many tasks; by default never. As with the other limits of this
         * kind, a worker goes only between tasks.
         *
         * @throws IllegalArgumentException when fewer than 1
         */
        Builder maxTasksPerWorker(int tasks);

        /**
         * Replaces a worker by a fresh one when it is older, counted from when it was ready; by default never. They go
         * one after the other, so that there are always workers.
         *
         * @throws IllegalArgumentException when not positive
         */
        Builder maxWorkerAge(Duration age);

        /**
         * Lets a worker end that has had no task for so long; by default never. Another one is started when there are
         * tasks for it: an idle pool then costs no memory, and its next task waits for a process to start.
         *
         * @throws IllegalArgumentException when not positive
         */
        Builder workerIdleTimeout(Duration idle);

        /**
         * Replaces a worker by a fresh one when more of its process lies in memory (its resident size: heap, native
         * memory, code, stacks); by default never. Looked at twice a second on Linux, and nowhere else.
         *
         * @param size as {@code 1500m}
         * @throws IllegalArgumentException when it is not a size
         */
        Builder maxWorkerMemory(String size);

        /**
         * Replaces a worker by a fresh one when it still uses more of its heap after a garbage collection; by default
         * never. Told by the worker after each task. What lives long is seen when its part of the heap was nearly full
         * and was collected, so choose it well below the {@link #maxHeap}.
         *
         * @param size as {@code 800m}
         * @throws IllegalArgumentException when it is not a size
         */
        Builder maxWorkerHeapUse(String size);

        /**
         * How much heap all workers may have together; by default it is not limited. When neither {@link #maxHeap} nor
         * the JVM's options say how much each has, each gets its share; else {@link #build} fails when there would be
         * more than this. The same holds for {@link ProcessPool#resize}.
         *
         * @param size as {@code 8g}
         * @throws IllegalArgumentException when it is not a size
         */
        Builder heapCeiling(String size);

        /**
         * Limits each task's time, counted from its start; by default it is not limited. A task that runs longer is
         * interrupted; if it does not end within the {@link #interruptGrace} its worker is asked what its threads are
         * doing, and after the {@link #killGrace} it is killed, with all processes that it has started. The future
         * fails with {@link TaskTimeoutException}: when the task ends, or with these stacks. {@code cancel(true)} does
         * the same to a task that runs, but its future is cancelled at once, and the stacks are logged.
         *
         * @throws IllegalArgumentException when not positive
         */
        Builder taskTimeout(Duration limit);

        /**
         * How long a task may take to end once it was interrupted; by default 1 s.
         *
         * @throws IllegalArgumentException when negative or longer than a day
         */
        Builder interruptGrace(Duration grace);

        /**
         * How long a worker lives on after it has told its stacks, or has not done so within 2 s; by default 1 s.
         *
         * @throws IllegalArgumentException when negative or longer than a day
         */
        Builder killGrace(Duration grace);

        /** The largest heap of each worker, in the notation of {@code -Xmx}. */
        Builder maxHeap(String size);

        /** Adds options to each worker's command line. */
        Builder jvmArgs(String... args);

        /**
         * How many tasks may wait for a worker, 100,000 by default. When so many do, {@code submit} and {@code execute}
         * wait until there is room, or fail at once: see {@link #rejectWhenFull()}.
         *
         * @throws IllegalArgumentException when fewer than 1
         */
        Builder queueLimit(int tasks);

        /**
         * How many bytes the waiting tasks may have, encoded; by default 256 MiB, or a quarter of this JVM's largest
         * heap if that is less. A task that alone is larger is taken when no other waits.
         *
         * @throws IllegalArgumentException when fewer than 1
         */
        Builder queueLimitBytes(long bytes);

        /**
         * How many bytes of results may wait for the reader of a stream, encoded; by default 64 MiB, or a quarter of
         * this JVM's largest heap if that is less. Those under way count as the largest of the last ones, so it can be
         * exceeded only by the first ones, or when they grow. One is always under way.
         *
         * @throws IllegalArgumentException when fewer than 1
         */
        Builder resultLimitBytes(long bytes);

        /**
         * Makes {@code submit} and {@code execute} throw {@link java.util.concurrent.RejectedExecutionException} when
         * the queue is full; by default they wait. {@code map} and the streams always wait.
         */
        Builder rejectWhenFull();

        /**
         * How many workers may fail to start, or die before anything was done, within a period, until the pool is
         * broken instead of starting yet another one; by default 5 within 10 s. Each restart waits longer than the one
         * before, from 50 ms to 1.6 s; a task that gets done makes all well again.
         *
         * @param restarts 0 for none
         * @param period more than zero, at most a day
         * @throws IllegalArgumentException when they are not
         */
        Builder restartIntensity(int restarts, Duration period);

        /**
         * How long an {@linkplain TaskOptions.Builder#idempotent() idempotent} task waits before it is tried again:
         * each time twice as long as before; by default 100 ms at first and at most 5 s. Other tasks are run meanwhile.
         *
         * @param first zero for no waiting at all
         * @param longest at least that, at most a day
         * @throws IllegalArgumentException when they are not
         */
        Builder retryBackoff(Duration first, Duration longest);

        /**
         * Has a listener told what happens in the pool. Several may be given: each is told everything, in this order.
         */
        Builder listener(PoolListener listener);

        /** Begins the names of workers: {@code Pool-1} by default. */
        Builder name(String name);

        /**
         * Keeps so many processes booted and idle, besides the workers, so that a worker that has died, is worn out or
         * comes to it by {@link ProcessPool#resize} is replaced in milliseconds; by default none, beyond those that the
         * family keeps: see {@link Multiprocessing.Builder#standby}. They end with the pool.
         *
         * @throws IllegalArgumentException when negative
         */
        Builder standby(int processes);

        /**
         * Makes the pool and begins to start its workers.
         *
         * @throws IllegalStateException when this process is a daemon, which may not have children, or the workers
         *     would have more heap than the {@link #heapCeiling}, or too little
         */
        ProcessPool build();
    }
}
