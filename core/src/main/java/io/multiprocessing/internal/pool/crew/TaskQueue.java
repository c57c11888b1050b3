package io.multiprocessing.internal.pool.crew;

import io.multiprocessing.internal.family.progress.Waiting;
import io.multiprocessing.internal.pool.policy.PoolSettings;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that no worker has been given yet, bounded in number and in bytes. Guarded by the crew's lock, which it
 * shares.
 *
 * <p>Who finds no room stands in line, so that a large task is not overtaken by small ones for ever. A task that alone
 * is larger than all may be gets in when nothing else waits. What comes back from a dead worker is always taken.
 */
final class TaskQueue {
    private final ReentrantLock lock;
    private final Condition room;
    private final Waiting mainWaiting;
    private final String poolName;
    private final int maxTasks;
    private final long maxBytes;
    private final Deque<PoolTask<?>> tasks = new ArrayDeque<>();
    /** Those that are to be tried again, but not yet. */
    private final Set<PoolTask<?>> resting = new HashSet<>();
    private final Deque<PoolTask<?>> line = new ArrayDeque<>();
    private long bytes;

    TaskQueue(ReentrantLock lock, Waiting mainWaiting, PoolSettings settings) {
        this.lock = lock;
        this.room = lock.newCondition();
        this.mainWaiting = mainWaiting;
        this.poolName = settings.name();
        this.maxTasks = settings.queueLimit();
        this.maxBytes = settings.queueLimitBytes();
    }

    /** Whether it can be added now. */
    boolean hasRoomFor(PoolTask<?> task) {
        return (line.isEmpty() || line.peek() == task)
                && (isEmpty() || (size() < maxTasks && bytes + task.bytes() <= maxBytes));
    }

    /** For messages. */
    RejectedExecutionException full(PoolTask<?> task) {
        return new RejectedExecutionException("The queue of pool " + poolName + " has no room for " + task.describe()
                + ": waitingTasks=" + size() + " queueLimit=" + maxTasks + " waitingBytes=" + bytes
                + " queueLimitBytes=" + maxBytes + " taskBytes=" + task.bytes()
                + ". Submit later, raise the limits, or let the pool's submit wait (no rejectWhenFull).");
    }

    /**
     * Waits until there is room, releasing the lock meanwhile.
     *
     * @param requireOpen throws when there is nothing to wait for any more
     * @throws RejectedExecutionException when interrupted, which is kept
     */
    void awaitRoom(PoolTask<?> task, Runnable requireOpen) {
        line.add(task);
        BooleanSupplier outer = mainWaiting.begin(() -> hasRoomLocking(task));
        try {
            while (!hasRoomFor(task)) {
                room.await();
                requireOpen.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RejectedExecutionException(
                    "Interrupted while " + task.describe() + " waited for room in the queue of pool " + poolName, e);
        } finally {
            mainWaiting.end(outer);
            line.remove(task);
            wakeSubmitters();
        }
    }

    /** For the family's look at waiting threads. */
    private boolean hasRoomLocking(PoolTask<?> task) {
        lock.lock();
        try {
            return hasRoomFor(task);
        } finally {
            lock.unlock();
        }
    }

    void add(PoolTask<?> task) {
        tasks.add(task);
        bytes += task.bytes();
    }

    /** A task that had been given to a worker comes back. */
    void addFirst(PoolTask<?> task) {
        tasks.addFirst(task);
        bytes += task.bytes();
    }

    /** A task that had been given to a worker comes back, and is to wait for a while. */
    void rest(PoolTask<?> task) {
        resting.add(task);
        bytes += task.bytes();
    }

    /** It has waited; unless it is gone, it comes first. */
    void rested(PoolTask<?> task) {
        if (resting.remove(task)) {
            tasks.addFirst(task);
        }
    }

    /** The next one that somebody still wants; null when there is none. */
    @Nullable PoolTask<?> next() {
        PoolTask<?> task = poll();
        while (task != null && task.isDone()) {
            task = poll();
        }
        wakeSubmitters();
        return task;
    }

    /** What {@link #next} looks at first. */
    @Nullable PoolTask<?> peek() {
        return tasks.peek();
    }

    private @Nullable PoolTask<?> poll() {
        PoolTask<?> task = tasks.poll();
        if (task != null) {
            bytes -= task.bytes();
        }
        return task;
    }

    void remove(PoolTask<?> task) {
        if (tasks.remove(task) || resting.remove(task)) {
            bytes -= task.bytes();
            wakeSubmitters();
        }
    }

    List<PoolTask<?>> takeAll() {
        List<PoolTask<?>> all = new ArrayList<>(tasks);
        all.addAll(resting);
        tasks.clear();
        resting.clear();
        bytes = 0;
        wakeSubmitters();
        return all;
    }

    /** There may be room now, or no reason to wait any more. */
    void wakeSubmitters() {
        if (!line.isEmpty()) {
            room.signalAll();
        }
    }

    boolean isEmpty() {
        return size() == 0;
    }

    int size() {
        return tasks.size() + resting.size();
    }

    /** Those that could be run now. */
    int ready() {
        return tasks.size();
    }

    long bytes() {
        return bytes;
    }
}
