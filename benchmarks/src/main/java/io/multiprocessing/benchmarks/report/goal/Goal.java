package io.multiprocessing.benchmarks.report.goal;

import java.util.List;

/**
 * What one variant's figure should come to.
 *
 * @param what says it to people
 * @param figure which one is looked at
 * @param atLeast all of these must hold
 * @param wish all of these should
 */
record Goal(String what, Figure figure, List<Bound> atLeast, List<Bound> wish) {
    Goal {
        atLeast = List.copyOf(atLeast);
        wish = List.copyOf(wish);
    }

    /** One variant of one scenario. */
    record Figure(String scenario, String variant) {}
}
