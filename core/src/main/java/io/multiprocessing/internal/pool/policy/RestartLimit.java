package io.multiprocessing.internal.pool.policy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * Ends crash loops: workers that fail to start or die without having done anything may be replaced so many times within
 * so long, each time after a longer pause. Work that gets done makes all well again. Not thread-safe.
 */
public final class RestartLimit {
    public static final int MAX_FAILURES = 5;
    public static final Duration WITHIN = Duration.ofSeconds(10);
    private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    /** The longest pause is the first one doubled so often: 1.6 s. */
    private static final int MAX_DOUBLINGS = 5;

    private final int maxFailures;
    private final long withinNanos;
    private final Deque<Long> failures = new ArrayDeque<>();

    public RestartLimit(int maxFailures, Duration within) {
        this.maxFailures = maxFailures;
        this.withinNanos = within.toNanos();
    }

    /** One more failed; true when that was one too many. */
    public boolean failed(long now) {
        failures.addLast(now);
        while (now - failures.getFirst() > withinNanos) {
            failures.removeFirst();
        }
        return failures.size() > maxFailures;
    }

    public void worked() {
        failures.clear();
    }

    /** How long to wait before the next start. */
    public long pauseNanos() {
        return failures.isEmpty() ? 0 : FIRST_PAUSE_NANOS << Math.min(failures.size() - 1, MAX_DOUBLINGS);
    }
}
