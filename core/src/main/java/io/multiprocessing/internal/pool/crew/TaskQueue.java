package io.multiprocessing.internal.pool.crew;

import io.multiprocessing.internal.family.Waiting;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The tasks that no worker has been given yet. Guarded by the crew's lock, which it shares. */
final class TaskQueue {
    private final ReentrantLock lock;
    private final Condition room;
    private final Waiting mainWaiting;
    private final int limit;
    private final Deque<PoolTask<?>> tasks = new ArrayDeque<>();

    /** @param limit how many may wait; 0 for any number */
    TaskQueue(ReentrantLock lock, Waiting mainWaiting, int limit) {
        this.lock = lock;
        this.room = lock.newCondition();
        this.mainWaiting = mainWaiting;
        this.limit = limit;
    }

    /**
     * Waits until one more may wait, releasing the lock meanwhile.
     *
     * @param requireOpen throws when there is nothing to wait for any more
     */
    void awaitRoom(Runnable requireOpen) {
        if (!isFull()) {
            return;
        }
        BooleanSupplier outer = mainWaiting.begin(() -> !isFull());
        try {
            while (isFull()) {
                room.awaitUninterruptibly();
                requireOpen.run();
            }
        } finally {
            mainWaiting.end(outer);
        }
    }

    /** Takes the lock: the family's look at waiting threads asks as well. */
    private boolean isFull() {
        lock.lock();
        try {
            return limit > 0 && tasks.size() >= limit;
        } finally {
            lock.unlock();
        }
    }

    void add(PoolTask<?> task) {
        tasks.add(task);
    }

    /** A task that had been given to a worker comes back. */
    void addFirst(PoolTask<?> task) {
        tasks.addFirst(task);
    }

    /** The next one that somebody still wants; null when there is none. */
    @Nullable PoolTask<?> next() {
        PoolTask<?> task = tasks.poll();
        while (task != null && task.isDone()) {
            task = tasks.poll();
        }
        wakeSubmitters();
        return task;
    }

    void remove(PoolTask<?> task) {
        tasks.remove(task);
        wakeSubmitters();
    }

    List<PoolTask<?>> takeAll() {
        List<PoolTask<?>> all = new ArrayList<>(tasks);
        tasks.clear();
        wakeSubmitters();
        return all;
    }

    /** There may be room now, or no reason to wait any more. */
    void wakeSubmitters() {
        room.signalAll();
    }

    boolean isEmpty() {
        return tasks.isEmpty();
    }

    int size() {
        return tasks.size();
    }
}
