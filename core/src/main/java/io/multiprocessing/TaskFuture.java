package io.multiprocessing;

import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * The result of a task in a {@link ProcessPool}: a {@link CompletableFuture} that knows its task.
 *
 * <p>It completes with the task's value; or exceptionally with the task's own exception, which carries the remote
 * frames and below them those of the submitting call, with {@link WorkerDiedException}, {@link TaskTimeoutException},
 * or as cancelled. {@code get} wraps these in {@code ExecutionException}, {@code join} in {@code CompletionException},
 * as usual. Dependent actions that were registered before completion run in threads of the library's own and may block,
 * unless a thread that waits for the future helps with them, as {@link CompletableFuture} has it.
 *
 * @param <V> the type of the value
 */
public abstract class TaskFuture<V> extends CompletableFuture<V> {
    /** For the library. */
    protected TaskFuture() {}

    /** The task's number, unique within its pool. */
    public abstract long taskId();

    /**
     * Where the task is in its life, as far as this process knows. {@link java.util.concurrent.Future#state()} has
     * taken the shorter name and knows fewer states.
     */
    public abstract TaskState taskState();

    /** The process id of the worker that runs the task or ran it last; empty while none has. */
    public abstract OptionalLong workerPid();

    /**
     * Cancels the task. One that waits will not run; but one that has been sent to a worker already may just be
     * beginning there, and is then treated as one that runs. One that runs goes on when {@code mayInterrupt} is false,
     * and nobody learns its result; else it is interrupted, and its worker is killed and replaced when it does not
     * yield within the {@linkplain ProcessPool.Builder#interruptGrace graces}.
     *
     * @return true when the future is now cancelled
     */
    @Override
    public boolean cancel(boolean mayInterrupt) {
        return super.cancel(mayInterrupt);
    }
}
