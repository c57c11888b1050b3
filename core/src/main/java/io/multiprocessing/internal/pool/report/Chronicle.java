package io.multiprocessing.internal.pool.report;

import io.multiprocessing.PoolBrokenException;
import io.multiprocessing.PoolListener;
import io.multiprocessing.PoolStats;
import io.multiprocessing.ProcessDeath;
import io.multiprocessing.TaskState;
import io.multiprocessing.WorkerDiedException;
import io.multiprocessing.internal.flight.Flight;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What happens in a pool, told by the crew as it happens: counted, and passed on to listeners and to the Flight
 * Recorder. Guarded by the crew's lock, which makes the order of its calls that of the events.
 *
 * <p>A task counts once, as what became of it first: one that ran out of time and returns after all has failed, though
 * its future may not have been completed yet when it returns.
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
    private String broken = "";
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
        long now = System.nanoTime();
        retried++;
        task.waitsAgain(now);
        if (announcer.isHeard()) {
            PoolListener.TaskEvent event = task.event(now);
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

    /**
     * A worker has returned the task's value, or what it threw.
     *
     * @param now {@code System.nanoTime}
     */
    public void returned(TaskLog task, boolean isValue, long now) {
        end(task, isValue ? TaskState.SUCCEEDED : TaskState.FAILED, now);
    }

    /** The task's future fails. */
    public void failed(TaskLog task) {
        end(task, TaskState.FAILED, System.nanoTime());
    }

    /** The task's future has been cancelled. */
    public void cancelled(TaskLog task) {
        end(task, TaskState.CANCELLED, System.nanoTime());
    }

    private void end(TaskLog task, TaskState how, long now) {
        if (task.hasEnded()) {
            return;
        }
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

    /** @param start what {@link Flight#workerStarts} gave */
    public void workerReady(String name, long pid, Flight.@Nullable Start start) {
        if (start != null) {
            start.ready(pool, name, pid);
        }
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

    /**
     * @param death null when it was told to end, and did
     * @param why it was told to; empty when there was no particular reason
     */
    public void workerEnded(String name, long pid, int tasksDone, @Nullable ProcessDeath death, String why) {
        String how =
                death != null ? death.describe() : why.isEmpty() ? "it was told to end" : "it was replaced: " + why;
        Flight.workerEnded(pool, name, pid, tasksDone, how);
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

    public void opened(int workers) {
        Flight.poolOpened(pool, workers);
    }

    public void broken(PoolBrokenException cause) {
        broken = String.valueOf(cause.getMessage());
        announcer.say(listener -> listener.poolBroken(cause));
    }

    /**
     * Nothing more will happen: waits until the listeners know all, at most so long. Called without the crew's lock.
     */
    public void finish(Duration atMost) {
        Flight.poolClosed(pool, succeeded, failed, cancelled, broken);
        announcer.finish(atMost);
    }

    /** The figures, with those that only the crew knows. */
    public PoolStats stats(int workers, int starting, int waiting, long waitingBytes, int running) {
        return new PoolStats(
                workers, starting, waiting, waitingBytes, running, succeeded, failed, cancelled, restarts,
                retried, recycled, bytesSent, bytesReceived, waits.times(), runs.times());
    }
}
