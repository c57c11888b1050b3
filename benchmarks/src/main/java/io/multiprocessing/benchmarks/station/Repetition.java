package io.multiprocessing.benchmarks.station;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;

/** Repeats an operation for a while. */
public final class Repetition {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int TAIL_PERCENT = 99;
    private static final int FIRST_CAPACITY = 1 << 12;

    private Repetition() {}

    /** Something that is done so many times at once. */
    public interface Batch {
        void run(int count) throws Exception;
    }

    /**
     * Measures each operation by itself; at least one.
     *
     * @return the median and the 99th percentile of their times
     */
    public static Measurement times(Callable<?> operation, Duration slice, double nanosPerUnit) throws Exception {
        long[] times = new long[FIRST_CAPACITY];
        int count = 0;
        long begin = System.nanoTime();
        long before = begin;
        do {
            operation.call();
            long after = System.nanoTime();
            if (count == times.length) {
                times = Arrays.copyOf(times, 2 * count);
            }
            times[count++] = after - before;
            before = System.nanoTime();
        } while (before - begin < slice.toNanos());
        Arrays.sort(times, 0, count);
        return new Measurement(
                times[count / 2] / nanosPerUnit, times[(int) ((long) count * TAIL_PERCENT / 100)] / nanosPerUnit,
                count);
    }

    /** Measures a batch as a whole. */
    public static Measurement rate(Batch batch, int count) throws Exception {
        long begin = System.nanoTime();
        batch.run(count);
        return Measurement.rate(count * NANOS_PER_SECOND / (System.nanoTime() - begin), count);
    }

    /** How large a batch may be to fill a slice, judged by the rate of the one before. */
    public static int fitting(double rate, Duration slice, int least, int most) {
        double wanted = rate * slice.toNanos() / NANOS_PER_SECOND;
        return (int) Math.clamp((long) wanted, least, most);
    }
}
