package io.multiprocessing.internal.pool.report;

import io.multiprocessing.PoolBrokenException;
import io.multiprocessing.PoolListener;
import io.multiprocessing.PoolStats;
import io.multiprocessing.ProcessDeath;
import io.multiprocessing.TaskState;
import io.multiprocessing.WorkerDiedException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What happens in a pool, told by the crew as it happens: counted, and passed on to listeners. Guarded by the crew's lock,
 * which makes the order of its calls that of the events.
 *
 * <p>A task counts once, as what became of it first: one that ran out of time and returns after all has failed, though its
 * future may not have been completed yet when it returns.
 */
public final class Chronicle {
    private final String pool;
    private final Announcer announcer;
    private long succeeded;
    private long failed;
    private long cancelled;
    private long restarts;
    private long retried;
    private long recycled;
    private long bytesSent;
    private long bytesReceived;
    private final Histogram waits = new Histogram();
    private final Histogram runs = new Histogram();

    public Chronicle(String pool, List<PoolListener> listeners) {
        this.pool = pool;
        this.announcer = new Announcer(pool, listeners);
    }

    // ---- tasks

    public void submitted(TaskLog task) {
        long now = System.nanoTime();
        task.submitted(now);
        if (announcer.isHeard()) {
            PoolListener.TaskEvent event = task.event(now);
            announcer.say(listener -> listener.taskSubmitted(event));
        }
    }

    public void started(TaskLog task, long workerPid) {
        long now = System.nanoTime();
        if (task.hasEnded()) {
            return;
        }
        task.started(now, workerPid);
        if (task.attempts() == 1) {
            waits.add(task.waitedNanos(now));
        }
        if (announcer.isHeard()) {
            PoolListener.TaskEvent event = task.event(now);
            announcer.say(listener -> listener.taskStarted(event));
        }
    }

    /** A worker is given a task of this length. */
    public void sent(int bytes) {
        bytesSent += bytes;
    }

    /** A worker has returned a result of this length. */
    public void received(int bytes) {
        bytesReceived += bytes;
    }

    /** Its worker died while it ran, and it will be tried again. */
    public void retried(TaskLog task, WorkerDiedException death, Duration pause) {
        retried++;
        task.waitsAgain();
        if (announcer.isHeard()) {
            PoolListener.TaskEvent event = task.event(System.nanoTime());
            announcer.say(listener -> listener.taskRetried(event, death, pause));
        }
    }

    /** It was interrupted and goes on all the same: its worker will be killed. */
    public void doesNotYield(TaskLog task, @Nullable String stacks) {
        if (announcer.isHeard()) {
            PoolListener.TaskEvent event = task.event(System.nanoTime());
            announcer.say(listener -> listener.taskNotYielding(event, Optional.ofNullable(stacks)));
        }
    }

    /** A worker has returned the task's value, or what it threw. */
    public void returned(TaskLog task, boolean isValue) {
        end(task, isValue ? TaskState.SUCCEEDED : TaskState.FAILED);
    }

    /** The task's future fails. */
    public void failed(TaskLog task) {
        end(task, TaskState.FAILED);
    }

    /** The task's future has been cancelled. */
    public void cancelled(TaskLog task) {
        end(task, TaskState.CANCELLED);
    }

    private void end(TaskLog task, TaskState how) {
        if (task.hasEnded()) {
            return;
        }
        long now = System.nanoTime();
        task.ended(now, how);
        if (task.hasStarted()) {
            runs.add(task.ranNanos(now));
        }
        switch (how) {
            case SUCCEEDED -> succeeded++;
            case CANCELLED -> cancelled++;
            default -> failed++;
        }
        if (announcer.isHeard()) {
            PoolListener.TaskEvent event = task.event(now);
            announcer.say(listener -> listener.taskFinished(event));
        }
    }

    // ---- workers

    public void workerReady(String name, long pid) {
        if (announcer.isHeard()) {
            PoolListener.WorkerEvent event = worker(name, pid, 0, null);
            announcer.say(listener -> listener.workerStarted(event));
        }
    }

    public void workerNotStarted(String name, Throwable cause) {
        if (announcer.isHeard()) {
            PoolListener.WorkerEvent event = worker(name, 0, 0, null);
            announcer.say(listener -> listener.workerNotStarted(event, cause));
        }
    }

    /** @param death null when it was told to end */
    public void workerEnded(String name, long pid, int tasksDone, @Nullable ProcessDeath death) {
        if (announcer.isHeard()) {
            PoolListener.WorkerEvent event = worker(name, pid, tasksDone, death);
            announcer.say(listener -> listener.workerEnded(event));
        }
    }

    /** Another one will be started in the place of one that died. */
    public void restarting(String name, long pid, int tasksDone, ProcessDeath death, long pauseNanos) {
        restarts++;
        if (announcer.isHeard()) {
            PoolListener.WorkerEvent event = worker(name, pid, tasksDone, death);
            announcer.say(listener -> listener.workerRestarting(event, Duration.ofNanos(pauseNanos)));
        }
    }

    /** It has served long enough. */
    public void recycled(String name, long pid, int tasksDone, String why) {
        recycled++;
        if (announcer.isHeard()) {
            PoolListener.WorkerEvent event = worker(name, pid, tasksDone, null);
            announcer.say(listener -> listener.workerRecycled(event, why));
        }
    }

    private PoolListener.WorkerEvent worker(String name, long pid, int tasksDone, @Nullable ProcessDeath death) {
        return new PoolListener.WorkerEvent(pool, name, pid, tasksDone, Optional.ofNullable(death));
    }

    // ---- the pool

    public void broken(PoolBrokenException cause) {
        announcer.say(listener -> listener.poolBroken(cause));
    }

    /** Nothing more will happen: waits until the listeners know all, at most so long. Called without the crew's lock. */
    public void finish(Duration atMost) {
        announcer.finish(atMost);
    }

    /** The figures, with those that only the crew knows. */
    public PoolStats stats(int workers, int starting, int waiting, long waitingBytes, int running) {
        return new PoolStats(
                workers, starting, waiting, waitingBytes, running, succeeded, failed, cancelled, restarts,
                retried, recycled, bytesSent, bytesReceived, waits.times(), runs.times());
    }
}
