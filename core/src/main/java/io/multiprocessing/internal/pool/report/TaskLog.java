package io.multiprocessing.internal.pool.report;

import io.multiprocessing.PoolListener;
import io.multiprocessing.TaskState;
import io.multiprocessing.internal.flight.Flight;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The facts of a task's way through a pool. Guarded by the crew's lock; times are {@code System.nanoTime}. */
public final class TaskLog {
    private final String pool;
    private final long id;
    private final String label;
    private final int items;
    private TaskState state = TaskState.WAITING;
    private long submittedAt;
    private long startedAt;
    private long endedAt;
    private long pid;
    private int attempts;
    /** Null while no attempt is under way, or nothing is recorded. */
    private Flight.@Nullable Task attempt;

    /** @param items for how many items it is */
    public TaskLog(String pool, long id, String label, int items) {
        this.pool = pool;
        this.id = id;
        this.label = label;
        this.items = items;
    }

    void submitted(long now) {
        submittedAt = now;
    }

    void started(long now, long workerPid) {
        state = TaskState.RUNNING;
        startedAt = now;
        pid = workerPid;
        attempts++;
        attempt = Flight.taskStarts();
    }

    void waitsAgain(long now) {
        state = TaskState.WAITING;
        recordAttempt(now);
    }

    void ended(long now, TaskState how) {
        state = how;
        endedAt = now;
        recordAttempt(now);
    }

    private void recordAttempt(long now) {
        Flight.Task recorded = attempt;
        if (recorded != null) {
            attempt = null;
            recorded.end(pool, id, label, state.name(), attempts, pid, waitedNanos(now));
        }
    }

    boolean hasEnded() {
        return state != TaskState.WAITING && state != TaskState.RUNNING;
    }

    boolean hasStarted() {
        return attempts > 0;
    }

    /** How often a worker has begun it. */
    public int attempts() {
        return attempts;
    }

    long waitedNanos(long now) {
        return (hasStarted() ? startedAt : now) - submittedAt;
    }

    long ranNanos(long now) {
        return hasStarted() ? (hasEnded() ? endedAt : now) - startedAt : 0;
    }

    PoolListener.TaskEvent event(long now) {
        return new PoolListener.TaskEvent(
                pool,
                id,
                label,
                items,
                state,
                attempts,
                pid == 0 ? OptionalLong.empty() : OptionalLong.of(pid),
                Duration.ofNanos(waitedNanos(now)),
                Duration.ofNanos(ranNanos(now)));
    }
}
