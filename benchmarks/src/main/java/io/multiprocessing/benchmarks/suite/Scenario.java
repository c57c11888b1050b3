package io.multiprocessing.benchmarks.suite;

import java.util.List;

/**
 * Something that users wait for or pay for, and the ways to have it done.
 *
 * @param name identifies it, in lower case with hyphens
 * @param title says to people what is measured
 * @param unit of its samples: {@code ms}, {@code tasks/s}, ...
 * @param better which way the unit counts
 * @param peer the name of the variant that the others are compared with
 * @param turns how often in a round each variant is measured: several, when one measurement is one event
 */
public record Scenario(
        String name, String title, String unit, Better better, String peer, int turns, List<Variant> variants) {
    public Scenario {
        variants = List.copyOf(variants);
        if (variants.stream().noneMatch(variant -> variant.name().equals(peer))) {
            throw new IllegalArgumentException("Scenario " + name + " has no variant \"" + peer + "\" to be its peer");
        }
    }

    /** Which way a unit counts. */
    public enum Better {
        LOWER,
        HIGHER
    }
}
