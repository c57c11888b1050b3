package io.multiprocessing.internal.pool.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.PoolStats;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HistogramTest {
    private final Histogram histogram = new Histogram();

    @Test
    void withoutDurationsAllIsZero() {
        assertThat(histogram.times())
                .isEqualTo(new PoolStats.Times(0, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO));
    }

    @Test
    void oneDurationIsEveryQuantile() {
        histogram.add(123_456_789);
        Duration only = Duration.ofNanos(123_456_789);
        assertThat(histogram.times()).isEqualTo(new PoolStats.Times(1, only, only, only, only));
    }

    @Test
    void anyDurationHasItsPlace() {
        for (long value : new long[] {-1, 0, 1, 31, 32, 63, 64, 65, 127, 128, 1L << 40, (1L << 40) - 1,
            Long.MAX_VALUE}) {
            Histogram one = new Histogram();
            one.add(value);
            assertThat(one.times().p50().toNanos()).isEqualTo(Math.max(0, value));
        }
    }

    @Test
    void quantilesAreHardlyTooLarge() {
        Random random = new Random(7);
        for (int size : new int[] {1, 2, 10, 99, 100, 101, 10_000}) {
            Histogram some = new Histogram();
            long[] values = new long[size];
            for (int i = 0; i < size; i++) {
                values[i] = (long) Math.exp(random.nextDouble() * 40);
                some.add(values[i]);
            }
            Arrays.sort(values);
            PoolStats.Times times = some.times();
            assertThat(times.count()).isEqualTo(size);
            assertAbout(times.p50(), exact(values, 0.5));
            assertAbout(times.p90(), exact(values, 0.9));
            assertAbout(times.p99(), exact(values, 0.99));
            assertThat(times.max().toNanos()).isEqualTo(values[size - 1]);
        }
    }

    private static long exact(long[] sorted, double share) {
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }

    private static void assertAbout(Duration found, long exact) {
        assertThat(found.toNanos()).isBetween(exact, exact + exact / 32);
    }
}
