package io.multiprocessing.benchmarks.suite;

import io.multiprocessing.benchmarks.report.Figures;
import io.multiprocessing.benchmarks.report.VariantResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A variant on its way through the rounds. */
final class Track {
    private final Variant variant;
    private final List<Double> values = new ArrayList<>();
    private final List<Double> tails = new ArrayList<>();
    private final List<Double> cpu = new ArrayList<>();
    private @Nullable String skipped;
    private @Nullable String failed;

    Track(Variant variant) {
        this.variant = variant;
    }

    Variant variant() {
        return variant;
    }

    /** Whether it gets further turns. */
    boolean goesOn() {
        return skipped == null && failed == null;
    }

    void skip(String reason) {
        skipped = reason;
    }

    void fail(Exception failure) {
        failed = failure.toString();
    }

    void add(Sample sample) {
        values.add(Figures.rounded(sample.median()));
        if (sample.tail() != null) {
            tails.add(Figures.rounded(sample.tail()));
        }
        if (sample.cpu() != null) {
            cpu.add(Figures.rounded(sample.cpu()));
        }
    }

    List<Double> values() {
        return values;
    }

    VariantResult result(List<Double> peers) {
        return skipped != null
                ? VariantResult.skipped(variant.name(), skipped)
                : VariantResult.measured(variant.name(), values, tails, cpu, peers, failed);
    }
}
