package io.multiprocessing.benchmarks.suite;

import java.util.List;

/**
 * Something that several variants can do, to be compared.
 *
 * @param room scenarios of one room follow each other, and their variants are kept open all the while
 * @param name identifies it from one run to the next
 * @param title says to people what is measured
 * @param unit of all figures
 * @param better which way the unit counts
 * @param peer the name of the variant that the others are compared with
 */
public record Scenario(
        String room, String name, String title, String unit, Better better, String peer, List<Variant> variants) {
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
