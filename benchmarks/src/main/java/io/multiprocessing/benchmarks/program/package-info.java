/** Programs that the benchmarks start: how, what they use, and that they end when whoever started them does. */
@NullMarked
package io.multiprocessing.benchmarks.program;

import org.jspecify.annotations.NullMarked;
