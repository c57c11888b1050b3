package io.multiprocessing.internal.pool.worker;

import io.multiprocessing.WorkerContext;
import java.util.OptionalLong;
import java.util.concurrent.Callable;

/**
 * What a worker's code sees of its place.
 *
 * @param task 0 when no task runs
 */
public record TaskContext(
        String poolName, int workerId, String workerName, long task, String label, int attempt, Belongings belongings)
        implements WorkerContext {
    @Override
    public OptionalLong taskId() {
        return task == WorkerProgram.INITIALIZER ? OptionalLong.empty() : OptionalLong.of(task);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T computeIfAbsent(Object key, Callable<? extends T> maker) throws Exception {
        return (T) belongings.computeIfAbsent(key, maker);
    }

    @Override
    public String toString() {
        return workerName + (task == WorkerProgram.INITIALIZER ? "" : ", task " + task + ", attempt " + attempt);
    }
}
