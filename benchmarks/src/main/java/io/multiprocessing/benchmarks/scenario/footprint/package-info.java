/** What processes cost while nothing is asked of them: memory, processor time, threads of the parent. */
@NullMarked
package io.multiprocessing.benchmarks.scenario.footprint;

import org.jspecify.annotations.NullMarked;
