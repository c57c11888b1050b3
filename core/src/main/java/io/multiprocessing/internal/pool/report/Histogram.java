package io.multiprocessing.internal.pool.report;

import io.multiprocessing.PoolStats;
import java.time.Duration;

/**
 * Counts durations by size, in buckets that grow with it: 32 for each power of two, so that a quantile is at most a
 * thirty-second too large, however many durations there are. Not thread-safe.
 *
 * <pre>
 *   nanoseconds    0 ... 31 | 32 ... 63 | 64 66 68 ... 126 | 128 132 136 ... | ...
 *   bucket         0 ... 31 | 32 ... 63 | 64 65 66 ...  95 |  96  97  98 ... | ... 1887
 * </pre>
 */
final class Histogram {
    private static final int BITS = 5;
    private static final int BUCKETS_PER_POWER = 1 << BITS;
    private static final int POWERS = Long.SIZE - 1 - BITS + 1;

    private final long[] counts = new long[POWERS * BUCKETS_PER_POWER];
    private long total;
    private long largest;

    void add(long nanos) {
        long value = Math.max(0, nanos);
        counts[bucket(value)]++;
        total++;
        largest = Math.max(largest, value);
    }

    private static int bucket(long value) {
        if (value < BUCKETS_PER_POWER) {
            return (int) value;
        }
        int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(value) - BITS;
        return shift * BUCKETS_PER_POWER + (int) (value >>> shift);
    }

    /** The largest value that falls into a bucket. */
    private static long upperEnd(int bucket) {
        if (bucket < 2 * BUCKETS_PER_POWER) {
            return bucket;
        }
        int shift = bucket / BUCKETS_PER_POWER - 1;
        return ((long) (bucket - shift * BUCKETS_PER_POWER) + 1 << shift) - 1;
    }

    /** What so many of all durations do not exceed; zero when there is none. */
    private Duration quantile(double share) {
        long rank = (long) Math.ceil(share * total);
        long seen = 0;
        for (int bucket = 0; bucket < counts.length && seen < rank; bucket++) {
            seen += counts[bucket];
            if (seen >= rank) {
                return Duration.ofNanos(Math.min(largest, upperEnd(bucket)));
            }
        }
        return Duration.ZERO;
    }

    PoolStats.Times times() {
        return new PoolStats.Times(total, quantile(0.5), quantile(0.9), quantile(0.99), Duration.ofNanos(largest));
    }
}
