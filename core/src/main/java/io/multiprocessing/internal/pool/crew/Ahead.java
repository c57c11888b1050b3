package io.multiprocessing.internal.pool.crew;

import io.multiprocessing.internal.pool.policy.PoolSettings;
import io.multiprocessing.internal.pool.thread.Timer;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Decides which tasks workers are given before they have done what they have. Guarded by the crew's lock, which it
 * shares.
 *
 * <p>A worker that gets its next task when its last result has arrived waits for two journeys between two tasks. That
 * is nothing beside a task that takes long, and nearly all the time of one that does not: short tasks are given ahead,
 * as many as are done in {@link #WORTH_NANOS} at the pace of the last ones.
 *
 * <p>What a worker has not begun is nobody's yet. It is called back when it is cancelled, when its worker is to end,
 * when another worker has nothing to do, and when its worker does not get on: that one may wait for the very task
 * behind it. It is called back from the end, goes to the front of the queue, and its worker gets no more until it has
 * answered: so a single worker does its tasks in the order in which they were submitted.
 */
final class Ahead {
    private static final int MAX_TASKS = 64;
    private static final long WORTH_NANOS = 1_000_000;
    /** Longer ones are worth waiting for: a frame that travels holds up those behind it. */
    private static final int MAX_BYTES = 32 << 10;
    /** For how long a worker may be at the same task before those behind it are called back: once to twice this. */
    private static final Duration STALL = Duration.ofMillis(10);

    private static final int SLOWER = 2;
    private static final int FASTER = 8;

    private final int maxTasksPerWorker;
    private final ReentrantLock lock;
    private final TaskQueue queue;
    private final Roster roster;
    /** How long tasks run; long until some have. */
    private long averageNanos = WORTH_NANOS + 1;

    /** Whether a look is to come: always when a worker has something ahead. */
    private boolean watching;

    Ahead(PoolSettings settings, ReentrantLock lock, TaskQueue queue, Roster roster) {
        this.maxTasksPerWorker = settings.wear().maxTasks();
        this.lock = lock;
        this.queue = queue;
        this.roster = roster;
    }

    /**
     * A task ran for so long. A long one counts more, since it is worse to be stuck behind it than to wait a little;
     * but however long it was, some short ones make up for it: it may only have had to wait for a processor.
     */
    void ran(long nanos) {
        long step = Math.min(nanos, 2 * WORTH_NANOS) - averageNanos;
        averageNanos = Math.max(1, averageNanos + step / (step > 0 ? SLOWER : FASTER));
    }

    /** How many tasks this worker is to get now, besides the one it is at; 0 as long as it has a good part of them. */
    int roomAt(Worker worker) {
        long depth = Math.min(MAX_TASKS, WORTH_NANOS / averageNanos);
        depth = Math.min(depth, queue.ready() / roster.wanted());
        if (maxTasksPerWorker > 0) {
            depth = Math.min(depth, maxTasksPerWorker - worker.done - 1L);
        }
        int has = worker.ahead.size();
        boolean takesMore = worker.isReady() && !worker.retiring && worker.task != null && !worker.isBeingAsked();
        return takesMore && has <= depth / 2 && isShort(queue.peek()) ? (int) depth - has : 0;
    }

    private static boolean isShort(@Nullable PoolTask<?> task) {
        return task != null && task.bytes() <= MAX_BYTES;
    }

    /** A worker has been given a task ahead. */
    void given() {
        if (!watching) {
            watching = true;
            Timer.after(STALL.toNanos(), this::look);
        }
    }

    /** A worker has nothing to do, and no task waits: it shall have half of what another one has ahead. */
    void recallForIdle() {
        if (!watching) {
            return;
        }
        Worker richest = null;
        for (Worker worker : roster.all()) {
            if (richest == null || worker.ahead.size() > richest.ahead.size()) {
                richest = worker;
            }
        }
        if (richest != null) {
            richest.recallAhead((richest.ahead.size() + 1) / 2);
        }
    }

    private void look() {
        lock.lock();
        try {
            watching = false;
            for (Worker worker : roster.all()) {
                PoolTask<?> task = worker.task;
                if (task == null || worker.ahead.isEmpty()) {
                    continue;
                }
                if (worker.seen == task.id) {
                    worker.recallAhead(worker.ahead.size());
                }
                worker.seen = task.id;
                given();
            }
        } finally {
            lock.unlock();
        }
    }
}
