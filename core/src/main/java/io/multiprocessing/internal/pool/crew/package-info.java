/**
 * The parent's side of a pool: the tasks that wait, the workers, who gets what, and what becomes of either when the
 * other ends. The parent keeps the queue of tasks; each worker has its own link and is given one task at a time, so no
 * lock is shared between processes.
 *
 * <p>Begin with {@link io.multiprocessing.internal.pool.crew.Crew}, the heart, which holds the lock and the pool's
 * life; {@link io.multiprocessing.internal.pool.crew.Dispatcher} deals with tasks, {@link
 * io.multiprocessing.internal.pool.crew.Staff} with workers. Imports {@code pool.worker}, {@code family} and what is
 * below.
 */
@NullMarked
package io.multiprocessing.internal.pool.crew;

import org.jspecify.annotations.NullMarked;
