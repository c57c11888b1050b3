package io.multiprocessing;

/**
 * What a pool is doing and has done, at one moment.
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
        long recycled) {}
