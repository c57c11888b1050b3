package io.multiprocessing.benchmarks.report.goal;

import io.multiprocessing.benchmarks.report.Figures;
import io.multiprocessing.benchmarks.report.Report;
import io.multiprocessing.benchmarks.report.ScenarioResult;
import io.multiprocessing.benchmarks.report.Spread;
import io.multiprocessing.benchmarks.report.VariantResult;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a figure should compare: with so many times another figure of the run, or with a number. Whether less or more is
 * asked for follows from the scenario.
 *
 * @param factor of the other figure; or the number itself
 * @param other null when it is a number
 */
record Bound(double factor, Goal.@Nullable Figure other) {
    static Bound number(double limit) {
        return new Bound(limit, null);
    }

    static Bound times(double factor, String scenario, String variant) {
        return new Bound(factor, new Goal.Figure(scenario, variant));
    }

    /** What came of it; empty when one of the figures is missing. */
    Optional<Verdict> of(Report report, Goal.Figure figure) {
        Optional<ScenarioResult> scenario = report.scenario(figure.scenario());
        Optional<VariantResult> ours = report.variant(figure.scenario(), figure.variant());
        if (scenario.isEmpty() || ours.isEmpty() || ours.get().value() == null) {
            return Optional.empty();
        }
        boolean lower = scenario.get().better().equals("lower");
        Spread measured = other == null ? ours.get().value() : ratio(report, figure, other).orElse(null);
        return Optional.ofNullable(measured)
                .map(spread -> new Verdict(wording(scenario.get(), lower), factor, spread, lower));
    }

    /** Turn by turn within a scenario; else that of the medians. */
    private static Optional<Spread> ratio(Report report, Goal.Figure figure, Goal.Figure other) {
        Optional<VariantResult> ours = report.variant(figure.scenario(), figure.variant());
        Optional<VariantResult> theirs = report.variant(other.scenario(), other.variant());
        if (ours.isEmpty() || theirs.isEmpty() || ours.get().value() == null || theirs.get().value() == null) {
            return Optional.empty();
        }
        if (figure.scenario().equals(other.scenario())) {
            return Optional.ofNullable(ours.get().ratioTo(theirs.get()));
        }
        double ratio = Figures.rounded(ours.get().value().median() / theirs.get().value().median());
        return Optional.of(new Spread(ratio, ratio, ratio));
    }

    private String wording(ScenarioResult scenario, boolean lower) {
        String sign = lower ? "≤ " : "≥ ";
        if (other == null) {
            return sign + Figures.shown(factor) + " " + scenario.unit();
        }
        String elsewhere = other.scenario().equals(scenario.name()) ? "" : " (" + other.scenario() + ")";
        return sign + Figures.shown(factor) + " × " + other.variant() + elsewhere;
    }
}
