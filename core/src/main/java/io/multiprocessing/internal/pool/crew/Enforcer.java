package io.multiprocessing.internal.pool.crew;

import io.multiprocessing.TaskTimeoutException;
import io.multiprocessing.internal.family.Offspring;
import io.multiprocessing.internal.pool.policy.PoolSettings;
import io.multiprocessing.internal.pool.report.Chronicle;
import io.multiprocessing.internal.pool.thread.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Ends tasks that nobody waits for any more, one rung of the ladder after the other until the task has ended. Its
 * fields of workers are guarded by the crew's lock, which it shares.
 *
 * <pre>
 *   out of time,       interrupt        stacks         kill of the worker
 *   or cancelled ──▶ interrupted ──▶ asked ──▶ told ──▶ and all that it has started
 *                        │ interruptGrace │        │ killGrace
 *                        │                └ they come, or two seconds pass
 *                        └ the task ends: its worker goes on
 * </pre>
 *
 * <p>The future of a cancelled task is cancelled before all that. That of one that ran out of time fails when the task
 * ends, or with the stacks.
 */
final class Enforcer {
    /** How long workers may take to end when the pool is stopped. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final System.Logger LOG = System.getLogger("io.multiprocessing");

    private final PoolSettings settings;
    private final ReentrantLock lock;
    private final Chronicle chronicle;

    Enforcer(PoolSettings settings, ReentrantLock lock, Chronicle chronicle) {
        this.settings = settings;
        this.lock = lock;
        this.chronicle = chronicle;
    }

    /** A task has begun: from now on its time counts. Called with the lock held. */
    void started(Worker worker, PoolTask<?> task) {
        Duration limit = task.timeout;
        if (limit != null && worker.clock == null) {
            worker.clock = Timer.after(limit.toNanos(), () -> timedOut(worker, task));
        }
    }

    private void timedOut(Worker worker, PoolTask<?> task) {
        lock.lock();
        try {
            if (worker.task == task && !task.isDone()) {
                task.overdue = true;
                chronicle.failed(task.log);
                interruptThenKill(worker, task);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The task is to end. Called with the lock held. */
    void interruptThenKill(Worker worker, PoolTask<?> task) {
        if (worker.onLadder) {
            return;
        }
        worker.onLadder = true;
        worker.interrupt(task.id);
        worker.stopClock();
        worker.clock = Timer.after(settings.interruptGrace().toNanos(), () -> askForStacks(worker, task));
    }

    private void askForStacks(Worker worker, PoolTask<?> task) {
        lock.lock();
        try {
            if (worker.task == task) {
                worker.askForStacks(lock, stacks -> doesNotYield(worker, task, stacks));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Called with the lock held. */
    private void doesNotYield(Worker worker, PoolTask<?> task, @Nullable String stacks) {
        chronicle.doesNotYield(task.log, stacks);
        if (task.overdue) {
            Results.fail(task, tooLate(worker, task, "It did not react to its interruption, and its worker is killed. "
                    + Stacks.excerpt(stacks), stacks));
        } else {
            Thread.ofVirtual()
                    .name("mp-log")
                    .start(() -> LOG.log(System.Logger.Level.WARNING,
                            "Pool " + settings.name() + ": " + task.describe()
                                    + " was cancelled and did not react to its"
                                    + " interruption within " + settings.interruptGrace() + ". Its worker \""
                                    + worker.name
                                    + "\" (pid " + worker.pid() + ") is killed. " + Stacks.excerpt(stacks)));
        }
        worker.clock = Timer.after(settings.killGrace().toNanos(), () -> killIfStillAt(worker, task));
    }

    private void killIfStillAt(Worker worker, PoolTask<?> task) {
        Offspring process = stillAt(worker, task);
        if (process == null) {
            return;
        }
        // Whom it has started, be they Java or not. When it is dead nobody knows any more whose they were. It takes a
        // look at all processes of the system, so it is not done under the lock.
        List<ProcessHandle> below = descendants(process);
        lock.lock();
        try {
            if (worker.task != task) {
                return;
            }
            process.fence(task.describe() + " did not react to its interruption within " + settings.interruptGrace()
                    + ", nor in the " + settings.killGrace() + " after its stacks were taken");
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

    /** What a task fails with that ran out of time. */
    TaskTimeoutException tooLate(Worker worker, PoolTask<?> task, String whatThen, @Nullable String stacks) {
        Duration limit = task.timeout == null ? Duration.ZERO : task.timeout;
        String message = "Pool " + settings.name() + ": " + task.describe() + " ran longer than its limit of " + limit
                + " in worker \"" + worker.name + "\" (pid " + worker.pid() + "). " + whatThen;
        return new TaskTimeoutException(message, task.id, limit, stacks);
    }
}
