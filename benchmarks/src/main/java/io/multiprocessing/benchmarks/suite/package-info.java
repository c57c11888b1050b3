/**
 * The driver: rounds in which the variants of each scenario take turns, in an order that is drawn anew for each turn,
 * so that what the machine does meanwhile falls on all of them alike. A scenario is a name, variants, a peer and a
 * unit; how a variant is measured is its own affair. Begin with {@link io.multiprocessing.benchmarks.suite.Suite}.
 */
@NullMarked
package io.multiprocessing.benchmarks.suite;

import org.jspecify.annotations.NullMarked;
