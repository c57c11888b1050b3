package io.multiprocessing.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of one variant of a scenario.
 *
 * @param values one figure a turn, in the scenario's unit; each is the median of what the turn measured
 * @param tails as {@code values}, the 99th percentile; empty when a turn measures one figure only
 * @param ratios {@code values} divided by the peer's of the same turn
 * @param skipped why it was not measured; null when it was
 * @param failed how it failed, after which it had no more turns; null when it did not
 */
public record VariantResult(
        String name,
        List<Double> values,
        List<Double> tails,
        List<Double> ratios,
        @Nullable Spread value,
        @Nullable Spread tail,
        @Nullable Spread ratio,
        @Nullable String skipped,
        @Nullable String failed) {
    /** A variant that was measured, whole or until it failed, in turns that the peer had too. */
    public static VariantResult measured(
            String name, List<Double> values, List<Double> tails, List<Double> peers, @Nullable String failed) {
        List<Double> ratios = new ArrayList<>();
        for (int turn = 0; turn < Math.min(values.size(), peers.size()); turn++) {
            ratios.add(Figures.rounded(values.get(turn) / peers.get(turn)));
        }
        return new VariantResult(
                name,
                List.copyOf(values),
                List.copyOf(tails),
                List.copyOf(ratios),
                Spread.of(values),
                Spread.of(tails),
                Spread.of(ratios),
                null,
                failed);
    }

    public static VariantResult skipped(String name, String reason) {
        return new VariantResult(name, List.of(), List.of(), List.of(), null, null, null, reason, null);
    }
}
