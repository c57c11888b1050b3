/**
 * The worker's side of a pool: {@link io.multiprocessing.internal.pool.worker.WorkerProgram} runs one task after the
 * other, and what both sides must know of the frames between them. Imports {@code family} and what is below.
 */
@NullMarked
package io.multiprocessing.internal.pool.worker;

import org.jspecify.annotations.NullMarked;
