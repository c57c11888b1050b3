/**
 * The benchmarks' command. What it does, from the outside in: {@link io.multiprocessing.benchmarks.Benchmarks} reads
 * options; {@code suite} lets variants of scenarios take turns; {@code scenario} says what is measured, with the help
 * of {@code download} and {@code peer}; {@code report} is what comes out.
 */
@NullMarked
package io.multiprocessing.benchmarks;

import org.jspecify.annotations.NullMarked;
