package io.multiprocessing.examples.download.show;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** How fast bytes have been arriving during the last few seconds. Thread-safe. */
final class SpeedMeter {
    private static final long WINDOW_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long LEAST_NANOS = Duration.ofMillis(250).toNanos();

    private record Reading(long nanos, long bytes) {}

    // At least one; those before the window are dropped but for the last of them.
    private final Deque<Reading> readings = new ArrayDeque<>();

    SpeedMeter(long bytes, long nowNanos) {
        readings.add(new Reading(nowNanos, bytes));
    }

    synchronized void reached(long bytes, long nowNanos) {
        if (bytes < readings.getLast().bytes()) {
            readings.clear();
        }
        readings.add(new Reading(nowNanos, bytes));
        while (readings.size() > 2 && nowNanos - readings.getFirst().nanos() > WINDOW_NANOS) {
            readings.removeFirst();
        }
    }

    /** Negative while unknown. */
    synchronized double bytesPerSecond() {
        Reading first = readings.getFirst();
        Reading last = readings.getLast();
        long nanos = last.nanos() - first.nanos();
        return nanos < LEAST_NANOS ? -1 : (last.bytes() - first.bytes()) * 1e9 / nanos;
    }

    /** How long the rest will take at this speed. */
    Optional<Duration> timeFor(long bytes) {
        double speed = bytesPerSecond();
        return speed <= 0 || bytes < 0
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(Math.round(bytes * 1000 / speed)));
    }
}
