package io.multiprocessing.internal.pool.crew;

import io.multiprocessing.TaskTimeoutException;
import io.multiprocessing.internal.family.Offspring;
import io.multiprocessing.internal.pool.report.Chronicle;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Ends tasks that nobody waits for any more: interrupts the worker, and kills it when it does not yield. Its fields of
 * workers are guarded by the crew's lock, which it shares.
 */
final class Enforcer {
    /** How long an interrupted task may take to end. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    private final String poolName;
    private final ReentrantLock lock;
    private final Chronicle chronicle;

    Enforcer(String poolName, ReentrantLock lock, Chronicle chronicle) {
        this.poolName = poolName;
        this.lock = lock;
        this.chronicle = chronicle;
    }

    /** A task has begun: from now on its time counts. Called with the lock held. */
    void started(Worker worker, PoolTask<?> task) {
        Duration limit = task.timeout;
        if (limit != null && worker.clock == null) {
            worker.clock = Timer.after(limit.toNanos(), () -> timedOut(worker, task, limit));
        }
    }

    /** The task is to end. Called with the lock held. */
    void interruptThenKill(Worker worker, PoolTask<?> task) {
        worker.interrupt(task.id);
        worker.stopClock();
        worker.clock = Timer.after(PATIENCE.toNanos(), () -> killIfStillAt(worker, task));
    }

    private void killIfStillAt(Worker worker, PoolTask<?> task) {
        Offspring process = stillAt(worker, task);
        if (process == null) {
            return;
        }
        // Whom it has started, be they Java or not. When it is dead nobody knows any more whose they were. It takes a look at
        // all processes of the system, so it is not done under the lock.
        List<ProcessHandle> below = descendants(process);
        lock.lock();
        try {
            if (worker.task != task) {
                return;
            }
            process.fence(task.describe() + " did not end within " + PATIENCE + " of its interruption");
        } finally {
            lock.unlock();
        }
        below.forEach(ProcessHandle::destroyForcibly);
    }

    private @Nullable Offspring stillAt(Worker worker, PoolTask<?> task) {
        lock.lock();
        try {
            return worker.task == task ? worker.process : null;
        } finally {
            lock.unlock();
        }
    }

    private static List<ProcessHandle> descendants(Offspring process) {
        Process started = process.process();
        return started == null ? List.of() : started.descendants().toList();
    }

    private void timedOut(Worker worker, PoolTask<?> task, Duration limit) {
        lock.lock();
        try {
            if (worker.task != task || task.isDone()) {
                return;
            }
            chronicle.failed(task.log);
            interruptThenKill(worker, task);
        } finally {
            lock.unlock();
        }
        Results.fail(task, new TaskTimeoutException(
                "Pool " + poolName + ": " + task.describe() + " ran longer than its limit of " + limit + " in worker \""
                        + worker.name + "\" (pid " + worker.pid()
                        + "). It was interrupted, and its worker is killed if it"
                        + " does not yield within " + PATIENCE + ".",
                task.id,
                limit));
    }
}
