package io.multiprocessing.internal.pool.crew;

/**
 * What has been counted so far. Guarded by the crew's lock.
 *
 * <p>A task counts once, as what became of it first: one that ran out of time and returns after all has failed, though its
 * future may not have been completed yet when it returns.
 */
final class Tally {
    long succeeded;
    long failed;
    long cancelled;
    long restarts;

    /** A worker has returned the task's value, or what it threw. */
    void returned(PoolTask<?> task, boolean isValue) {
        if (isValue) {
            succeeded += first(task);
        } else {
            failed(task);
        }
    }

    /** The task's future fails. */
    void failed(PoolTask<?> task) {
        failed += first(task);
    }

    /** The task's future has been cancelled. */
    void cancelled(PoolTask<?> task) {
        cancelled += first(task);
    }

    private static int first(PoolTask<?> task) {
        boolean counted = task.counted;
        task.counted = true;
        return counted ? 0 : 1;
    }
}
