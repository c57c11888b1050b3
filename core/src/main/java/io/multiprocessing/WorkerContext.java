package io.multiprocessing;

import io.multiprocessing.internal.pool.worker.WorkerProgram;
import java.util.OptionalLong;
import java.util.concurrent.Callable;

/**
 * Where a task of a {@link ProcessPool} runs: which worker, which attempt, and a place for what is expensive to make
 * and shall be made once for each worker.
 *
 * <pre>{@code
 * pool.map(rows, row -> {
 *     Connection connection = WorkerContext.current().computeIfAbsent("db", () -> DriverManager.getConnection(url));
 *     return store(connection, row);
 * });
 * }</pre>
 *
 * <p>What it tells of a task is that of the moment of the {@link #current} that returned it. May be used by all threads
 * of the worker; must not travel to other processes.
 */
public interface WorkerContext {
    /**
     * That of the worker that this is, in a task or in an initializer, in any thread that they use.
     *
     * @throws IllegalStateException when this process is not a worker of a pool
     */
    static WorkerContext current() {
        return WorkerProgram.context();
    }

    /** Whether this process is a worker of a pool. */
    static boolean isPresent() {
        return WorkerProgram.isHere();
    }

    /** The name of the pool: {@link ProcessPool.Builder#name}. */
    String poolName();

    /** The number of this worker, unique in its pool: 1 for the first; one that replaces another has a new one. */
    int workerId();

    /** The name of this worker, which is that of its process too: {@code Pool-1-worker-3}. */
    String workerName();

    /** The task that runs, as {@link TaskFuture#taskId}; empty in an initializer and between tasks. */
    OptionalLong taskId();

    /** What {@link TaskOptions.Builder#label} said of the task that runs; else empty. */
    String label();

    /** How often a worker has begun the task that runs, this time included: 1 for the first; 0 when none runs. */
    int attempt();

    /**
     * What was made for this key in this worker; makes it at the first call. Other threads that ask for the same key
     * wait meanwhile. When the maker throws, nothing is kept, and the next call makes another try.
     *
     * <p>At the orderly end of the worker (the pool is closed or grows smaller, the worker is replaced by a fresh one),
     * what is {@link AutoCloseable} is closed, last made first; what that throws is printed to the error output. A
     * worker that is killed or exits closes nothing.
     *
     * @param key whatever is a key for a map
     * @param maker makes it; not null
     * @param <T> what the caller takes it for; not checked
     * @throws IllegalStateException when the maker asks for its own key
     * @throws Exception what the maker throws
     */
    <T> T computeIfAbsent(Object key, Callable<? extends T> maker) throws Exception;
}
