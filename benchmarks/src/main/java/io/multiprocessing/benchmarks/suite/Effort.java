package io.multiprocessing.benchmarks.suite;

import java.time.Duration;

/**
 * How long is measured.
 *
 * @param rounds how often all scenarios are gone through
 * @param counts whether the figures are to mean something: JMH then gets a fresh JVM for each turn, whole processes are
 *     started several times a round, and there are as many workers as processors
 * @param warmup how long a measurement runs before it counts
 * @param warmupCalls how often a short call is made before that
 * @param measured how long it counts
 */
public record Effort(
        String name, int rounds, boolean counts, Duration warmup, int warmupCalls, Duration measured) {
    /** Shows that everything runs. */
    public static final Effort SMOKE =
            new Effort("smoke", 1, false, Duration.ofMillis(1), 1, Duration.ofMillis(10));

    public static final Effort QUICK =
            new Effort("quick", 2, true, Duration.ofMillis(500), 5_000, Duration.ofMillis(400));

    public static final Effort FULL =
            new Effort("full", 5, true, Duration.ofMillis(1_200), 15_000, Duration.ofMillis(1_000));

    int turns(Scenario scenario) {
        return counts ? scenario.turns() : 1;
    }
}
