package io.multiprocessing.benchmarks.suite;

import org.jspecify.annotations.Nullable;

/**
 * What one turn of one variant found, in the scenario's unit.
 *
 * @param median the middle of what the turn measured, or the one thing that it measured
 * @param tail the 99th percentile; null when one thing was measured
 * @param cpu the time on processors per operation, in microseconds, of all processes that take part; null when unknown
 */
public record Sample(double median, @Nullable Double tail, @Nullable Double cpu) {
    public static Sample single(double value) {
        return new Sample(value, null, null);
    }
}
