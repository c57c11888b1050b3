package io.multiprocessing.benchmarks.report;

import java.util.List;
import java.util.Optional;

/**
 * What was measured of one scenario.
 *
 * @param name identifies it from one run to the next
 * @param title says to people what is measured
 * @param unit of all values
 * @param better {@code lower} or {@code higher}
 * @param peer the variant that the ratios are against
 */
public record ScenarioResult(
        String name, String title, String unit, String better, String peer, List<VariantResult> variants) {
    public Optional<VariantResult> variant(String variant) {
        return variants.stream().filter(found -> found.name().equals(variant)).findFirst();
    }
}
