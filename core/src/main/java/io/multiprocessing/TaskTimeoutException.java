package io.multiprocessing;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A task ran longer than its limit. It was interrupted: when it then ended within the {@linkplain
 * ProcessPool.Builder#interruptGrace grace}, what it threw is {@linkplain Throwable#getSuppressed() suppressed} in
 * this; else {@link #stackDump} tells what its worker was doing, and the worker was killed.
 */
public class TaskTimeoutException extends MultiprocessingException {
    private static final long serialVersionUID = 2;

    private final long taskId;
    private final Duration limit;
    private final @Nullable String stackDump;

    public TaskTimeoutException(String message, long taskId, Duration limit, @Nullable String stackDump) {
        super(message);
        this.taskId = taskId;
        this.limit = limit;
        this.stackDump = stackDump;
    }

    /** As {@link TaskFuture#taskId}; 0 for an initializer. */
    public long taskId() {
        return taskId;
    }

    /** The limit that was exceeded, counted from the start of the task. */
    public Duration limit() {
        return limit;
    }

    /**
     * What the threads of the worker were doing when the task did not react to its interruption: the one that runs
     * tasks comes first; at most 64 KiB, without virtual threads. The message has the beginning of it. Empty when the
     * task did react, or its worker did not answer.
     */
    public Optional<String> stackDump() {
        return Optional.ofNullable(stackDump);
    }
}
