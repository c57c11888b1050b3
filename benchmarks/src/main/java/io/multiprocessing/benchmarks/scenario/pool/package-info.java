/**
 * What pools do with tasks: empty ones, many of them, large ones. {@link
 * io.multiprocessing.benchmarks.scenario.pool.PoolSubject} measures; a {@link
 * io.multiprocessing.benchmarks.scenario.pool.Crew} is ours or a peer's.
 */
@NullMarked
package io.multiprocessing.benchmarks.scenario.pool;

import org.jspecify.annotations.NullMarked;
