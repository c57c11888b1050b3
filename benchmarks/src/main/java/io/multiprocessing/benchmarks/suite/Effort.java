package io.multiprocessing.benchmarks.suite;

import java.time.Duration;

/**
 * How long is measured.
 *
 * @param rounds how often all scenarios are gone through, each time with fresh processes
 * @param leastTurns how many turns each variant has in a round, however long it takes
 * @param turns how many at most
 * @param counts whether the figures are to mean something: there are then as many workers as processors, and what is
 *     measured has a JVM of its own
 * @param warmup how long a variant runs before its first turn
 * @param slice how long a turn measures
 * @param budget how long the whole run should take: turns that would take longer are left out
 */
public record Effort(
        String name, int rounds, int leastTurns, int turns, boolean counts, Duration warmup, Duration slice,
        Duration budget) {
    /** Shows that everything runs. */
    public static final Effort SMOKE = new Effort(
            "smoke", 1, 1, 1, false, Duration.ZERO, Duration.ofMillis(2), Duration.ofMinutes(10));

    public static final Effort QUICK = new Effort(
            "quick", 1, 3, 7, true, Duration.ofMillis(200), Duration.ofMillis(100), Duration.ofSeconds(200));

    public static final Effort FULL = new Effort(
            "full", 3, 3, 15, true, Duration.ofSeconds(2), Duration.ofMillis(500), Duration.ofMinutes(36));
}
