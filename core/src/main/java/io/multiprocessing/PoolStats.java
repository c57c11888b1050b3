package io.multiprocessing;

import java.time.Duration;

/**
 * What a pool is doing and has done, at one moment. Made by the library: more components may come.
 *
 * @param workers processes that are ready for tasks or run one
 * @param starting processes on their way to be
 * @param waiting tasks that no worker has been given yet
 * @param waitingBytes how long these are, encoded
 * @param running tasks that a worker has been given
 * @param succeeded tasks that returned a value
 * @param failed tasks that threw, ran too long, or whose worker died
 * @param cancelled tasks that were cancelled
 * @param restarts workers that were started in the place of dead ones
 * @param retried attempts of idempotent tasks that ended with the worker, and were followed by another one
 * @param recycled workers that had served long enough, or were idle for too long, and were sent away
 * @param bytesSent how long all tasks were that workers have been given, encoded
 * @param bytesReceived how long all results were, encoded: values and exceptions
 * @param waits how long tasks waited from their submission to their first start
 * @param runs how long tasks ran, from their last start to their end; those included that failed or were cancelled
 *     meanwhile
 */
public record PoolStats(
        int workers,
        int starting,
        int waiting,
        long waitingBytes,
        int running,
        long succeeded,
        long failed,
        long cancelled,
        long restarts,
        long retried,
        long recycled,
        long bytesSent,
        long bytesReceived,
        Times waits,
        Times runs) {
    /**
     * Durations, as half of them, nine in ten, 99 in a hundred and all do not exceed; each of the first three at most a
     * thirty-second too large. All zero when there was none.
     *
     * @param count how many there were
     */
    public record Times(long count, Duration p50, Duration p90, Duration p99, Duration max) {}

    /** Tasks that are over, whatever became of them. */
    public long finished() {
        return succeeded + failed + cancelled;
    }
}
