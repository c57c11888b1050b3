package io.multiprocessing.benchmarks;

import io.multiprocessing.benchmarks.suite.Effort;
import io.multiprocessing.benchmarks.suite.Progress;
import io.multiprocessing.benchmarks.suite.Sample;
import io.multiprocessing.benchmarks.suite.Scenario;
import io.multiprocessing.benchmarks.suite.Variant;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.Set;

/** One line for each turn. */
final class ProgressLines implements Progress {
    private final PrintWriter out;
    private final Effort effort;
    private final Set<String> skipped = new HashSet<>();

    ProgressLines(PrintWriter out, Effort effort) {
        this.out = out;
        this.effort = effort;
    }

    @Override
    public void skipped(Scenario scenario, Variant variant, String reason) {
        if (skipped.add(variant.name() + reason)) {
            out.printf("skipped    %s: %s%n", variant.name(), reason);
            out.flush();
        }
    }

    @Override
    public void measured(int round, Scenario scenario, Variant variant, Sample sample) {
        out.printf(
                "round %d/%d  %-28s %-18s %,12.3f %s%n",
                round,
                effort.rounds(),
                scenario.name(),
                variant.name(),
                sample.median(),
                scenario.unit());
        out.flush();
    }

    @Override
    public void failed(int round, Scenario scenario, Variant variant, Exception failure) {
        out.printf("round %d/%d  %-28s %-18s FAILED%n", round, effort.rounds(), scenario.name(), variant.name());
        failure.printStackTrace(out);
        out.flush();
    }
}
