package io.multiprocessing;

/** Where a task is in its life: {@code WAITING → RUNNING → SUCCEEDED | FAILED | CANCELLED}. */
public enum TaskState {
    /** Not handed to a worker yet, or handed back by a worker that died before it began. */
    WAITING,
    /** A worker has begun it. */
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED
}
