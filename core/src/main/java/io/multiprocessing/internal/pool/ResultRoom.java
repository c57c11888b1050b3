package io.multiprocessing.internal.pool;

import io.multiprocessing.internal.pool.crew.PoolTask;
import java.util.Collection;
import java.util.concurrent.Future;

/**
 * How many bytes of results may wait for the reader of a stream. How large those under way will be is not known: they
 * count as the largest of the last ones. So only the first ones, and those that are suddenly larger, can be more than
 * the limit. For one thread.
 */
final class ResultRoom {
    /** A large result is forgotten by so much with each smaller one. */
    private static final int FORGET = 8;

    private final long limit;
    private long typical;

    ResultRoom(long limit) {
        this.limit = limit;
    }

    /** Whether there is room for one more besides these. */
    boolean isThere(Collection<? extends Future<?>> window) {
        long unread = 0;
        long coming = 1;
        for (Future<?> task : window) {
            long bytes = bytes(task);
            if (bytes > 0 || task.isDone()) {
                unread += bytes;
                typical = Math.max(typical, bytes);
            } else {
                coming++;
            }
        }
        return unread <= limit && typical <= (limit - unread) / coming;
    }

    /** The reader has this one. */
    void read(Future<?> task) {
        long bytes = bytes(task);
        typical = Math.max(bytes, typical - (typical - bytes) / FORGET);
    }

    private static long bytes(Future<?> task) {
        return task instanceof PoolTask<?> submitted ? submitted.resultBytes() : 0;
    }
}
