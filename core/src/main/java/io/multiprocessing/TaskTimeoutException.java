package io.multiprocessing;

import java.time.Duration;

/** A task ran longer than its limit, was interrupted, and its worker was ended if it did not yield. */
public class TaskTimeoutException extends MultiprocessingException {
    private static final long serialVersionUID = 1;

    private final long taskId;
    private final Duration limit;

    public TaskTimeoutException(String message, long taskId, Duration limit) {
        super(message);
        this.taskId = taskId;
        this.limit = limit;
    }

    public long taskId() {
        return taskId;
    }

    /** The limit that was exceeded, counted from the start of the task. */
    public Duration limit() {
        return limit;
    }
}
