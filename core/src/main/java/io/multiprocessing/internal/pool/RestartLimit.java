package io.multiprocessing.internal.pool;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * Ends crash loops: workers that fail to start or die without having done anything may be replaced five times within ten
 * seconds, each time after a longer pause. Work that gets done makes all well again. Not thread-safe.
 */
final class RestartLimit {
    static final int MAX_FAILURES = 5;
    private static final long WITHIN_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Deque<Long> failures = new ArrayDeque<>();

    /** One more failed; true when that was one too many. */
    boolean failed(long now) {
        failures.addLast(now);
        while (now - failures.getFirst() > WITHIN_NANOS) {
            failures.removeFirst();
        }
        return failures.size() > MAX_FAILURES;
    }

    void worked() {
        failures.clear();
    }

    /** How long to wait before the next start. */
    long pauseNanos() {
        return failures.isEmpty() ? 0 : FIRST_PAUSE_NANOS << (failures.size() - 1);
    }
}
