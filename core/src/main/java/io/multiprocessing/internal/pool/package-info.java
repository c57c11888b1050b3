/**
 * The pool: tasks, the workers that run them, and who gets what when. The parent keeps the queue of tasks; each worker has
 * its own link and is given one task at a time, so no lock is shared between processes.
 *
 * <p>Begin with {@link io.multiprocessing.internal.pool.Crew}, the heart; {@link
 * io.multiprocessing.internal.pool.PoolFacade} is the {@code ExecutorService} around it, {@link
 * io.multiprocessing.internal.pool.WorkerProgram} the other side, in the worker. Imports {@code family} and what is below.
 */
@NullMarked
package io.multiprocessing.internal.pool;

import org.jspecify.annotations.NullMarked;
