package io.multiprocessing;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Is told what happens in a pool: {@code mp.poolBuilder().listener(...)}. Override what is of interest.
 *
 * <pre>{@code
 * mp.poolBuilder()
 *         .listener(PoolListener.progress((done, all) -> System.out.printf("\r%d of %d", done, all)))
 *         .build();
 * }</pre>
 *
 * <p>All methods are called in the process that made the pool, by one thread that does nothing else, one call after the
 * other, in the order in which things happened; a task's future may complete before or after that. A listener may take
 * its time, block, and use the pool: it holds nothing up. When it falls more than 100,000 events behind, further ones
 * are dropped, and {@link #eventsLost} says how many. What it throws is ignored, the first time with a line in the log.
 * {@code close} and {@code awaitTermination} return when the listener knows all, or still does not after the family's
 * {@link Multiprocessing.Builder#shutdownGrace}.
 */
public interface PoolListener {
    /** The pool has taken a task in. */
    default void taskSubmitted(TaskEvent task) {}

    /** A worker is about to run a task's first instruction. For a task that is retried, each time. */
    default void taskStarted(TaskEvent task) {}

    /**
     * A worker died while it ran an idempotent task, which will be run again.
     *
     * @param pause how long it will wait at least
     */
    default void taskRetried(TaskEvent task, WorkerDiedException death, Duration pause) {}

    /**
     * A task that was cancelled or ran out of time did not react to its interruption; its worker is going to be killed.
     *
     * @param stackDump what the threads of its worker are doing; empty when it did not tell
     */
    default void taskNotYielding(TaskEvent task, Optional<String> stackDump) {}

    /** A task has succeeded, failed or been cancelled: exactly once for each that was submitted. */
    default void taskFinished(TaskEvent task) {}

    /** A worker is ready for tasks: its process is up, and its initializer, if it has one, is done. */
    default void workerStarted(WorkerEvent worker) {}

    /** A worker could not be started. */
    default void workerNotStarted(WorkerEvent worker, Throwable cause) {}

    /** A worker's process has ended: in good order, or by the {@linkplain WorkerEvent#death() death} that it tells. */
    default void workerEnded(WorkerEvent worker) {}

    /**
     * A worker has served long enough and is told to end; unless it was just idle, another one takes its place.
     *
     * @param why in words: {@code it is older than PT1H}
     */
    default void workerRecycled(WorkerEvent worker, String why) {}

    /**
     * In the place of one that died another worker will be started.
     *
     * @param pause after how long; zero for at once
     */
    default void workerRestarting(WorkerEvent dead, Duration pause) {}

    /** The pool gave up; all that it had has failed. */
    default void poolBroken(PoolBrokenException cause) {}

    /** The listener was so slow that it has missed so many events, between the last one and the next. */
    default void eventsLost(long count) {}

    /**
     * Something about a task.
     *
     * @param pool the pool's name
     * @param taskId as {@link TaskFuture#taskId()}
     * @param label what {@link TaskOptions.Builder#label} said; empty by default
     * @param items how many items of a {@code map} or stream it is for; 1 for other tasks
     * @param state what became of it so far
     * @param attempt how often a worker has begun it, this time included; 0 while none has
     * @param workerPid the worker that runs it or ran it last; empty while none has
     * @param waited from its submission to its last start, or until now while none has begun it
     * @param ran from its last start to its end, or until now; zero while none has begun it
     */
    record TaskEvent(
            String pool,
            long taskId,
            String label,
            int items,
            TaskState state,
            int attempt,
            OptionalLong workerPid,
            Duration waited,
            Duration ran) {}

    /**
     * Something about a worker.
     *
     * @param pool the pool's name
     * @param name the worker's, which is also its process's
     * @param pid its process id; 0 when it never had a process
     * @param tasksDone how many tasks have ended in it
     * @param death how it ended, if it did and not because the pool had told it to
     */
    record WorkerEvent(String pool, String name, long pid, int tasksDone, Optional<ProcessDeath> death) {}

    /** Takes numbers for a progress bar: see {@link #progress}. */
    @FunctionalInterface
    interface Progress {
        /**
         * Some are done, or more have come.
         *
         * @param finished items that are done, whatever became of them
         * @param submitted items that the pool was given, those included
         */
        void changed(long finished, long submitted);
    }

    /**
     * A listener that counts: a task counts as one, a task of {@code map} as the items that it is for. A stream submits
     * only a little ahead, so its source's size does not show.
     */
    static PoolListener progress(Progress progress) {
        return new ProgressCounter(progress);
    }
}
