/**
 * What users see of pools: the {@code ExecutorService} around a crew, its builder, and the operations on many tasks.
 *
 * <pre>
 *   pool          ProcessPool, map, streams         encodes tasks
 *     pool.crew   tasks, workers, who gets what     the parent's side
 *       pool.policy   what was chosen
 *       pool.report   what happened
 *       pool.thread   in which thread
 *       pool.worker                                 the worker's side
 * </pre>
 *
 * <p>Begin with {@link io.multiprocessing.internal.pool.PoolFacade}. Imports {@code family} and what is below.
 */
@NullMarked
package io.multiprocessing.internal.pool;

import org.jspecify.annotations.NullMarked;
