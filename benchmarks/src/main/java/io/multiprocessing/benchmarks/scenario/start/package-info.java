/** Until a process runs its first line, until a pool is ready, and what it costs to grow. */
@NullMarked
package io.multiprocessing.benchmarks.scenario.start;

import org.jspecify.annotations.NullMarked;
