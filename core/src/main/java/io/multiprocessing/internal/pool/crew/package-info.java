/**
 * The parent's side of a pool: the tasks that wait, the workers, who gets what, and what becomes of either when the
 * other ends. The parent keeps the queue of tasks; each worker is given its own on a link of its own, so no lock is
 * shared between processes.
 *
 * <p>Begin with {@link io.multiprocessing.internal.pool.crew.Crew}, the heart, which holds the lock and the pool's
 * life; {@link io.multiprocessing.internal.pool.crew.Dispatcher} deals with tasks, {@link
 * io.multiprocessing.internal.pool.crew.Staff} with workers. Imports the other rooms of {@code pool},
 * {@code family} and what is below.
 */
@NullMarked
package io.multiprocessing.internal.pool.crew;

import org.jspecify.annotations.NullMarked;
