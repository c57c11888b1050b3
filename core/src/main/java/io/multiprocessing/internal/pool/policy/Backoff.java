package io.multiprocessing.internal.pool.policy;

import java.time.Duration;

/**
 * How long to wait before something is tried again: each time twice as long as before.
 *
 * @param first after the first failure; zero for no waiting at all
 * @param longest what it does not grow beyond
 */
public record Backoff(Duration first, Duration longest) {
    /** For the next attempt after so many failures, at least one. */
    public Duration after(int failures) {
        Duration pause = first;
        for (int i = 1; i < failures && pause.compareTo(longest) < 0 && !pause.isZero(); i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
