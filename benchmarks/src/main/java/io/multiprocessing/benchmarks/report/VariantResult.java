package io.multiprocessing.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of one variant of a scenario.
 *
 * @param values one figure a turn, in the scenario's unit; each is the median of what the turn measured
 * @param tails as {@code values}, the 99th percentile; empty when a turn measures one figure only
 * @param cpu as {@code values}, the time on processors per operation in microseconds; empty when unknown
 * @param ratios {@code values} divided by the peer's of the same turn
 * @param cost the spread of {@code cpu}
 * @param skipped why it was not measured; null when it was
 * @param failed how it failed, after which it had no more turns; null when it did not
 */
public record VariantResult(
        String name,
        List<Double> values,
        List<Double> tails,
        List<Double> cpu,
        List<Double> ratios,
        @Nullable Spread value,
        @Nullable Spread tail,
        @Nullable Spread cost,
        @Nullable Spread ratio,
        @Nullable String skipped,
        @Nullable String failed) {
    /** A variant that was measured, whole or until it failed, in turns that the peer had too. */
    public static VariantResult measured(
            String name,
            List<Double> values,
            List<Double> tails,
            List<Double> cpu,
            List<Double> peers,
            @Nullable String failed) {
        List<Double> ratios = ratios(values, peers);
        return new VariantResult(
                name,
                List.copyOf(values),
                List.copyOf(tails),
                List.copyOf(cpu),
                List.copyOf(ratios),
                Spread.of(values),
                Spread.of(tails),
                Spread.of(cpu),
                Spread.of(ratios),
                null,
                failed);
    }

    public static VariantResult skipped(String name, String reason) {
        return new VariantResult(
                name, List.of(), List.of(), List.of(), List.of(), null, null, null, null, reason, null);
    }

    /** The spread of this variant's figures over another's of the same turns; null when there are none. */
    public @Nullable Spread ratioTo(VariantResult other) {
        return Spread.of(ratios(values, other.values));
    }

    /** One variant's figures over another's, turn by turn; turns that only one of them has had are left out. */
    private static List<Double> ratios(List<Double> values, List<Double> others) {
        List<Double> ratios = new ArrayList<>();
        for (int turn = 0; turn < Math.min(values.size(), others.size()); turn++) {
            if (others.get(turn) > 0) {
                ratios.add(Figures.rounded(values.get(turn) / others.get(turn)));
            }
        }
        return ratios;
    }
}
