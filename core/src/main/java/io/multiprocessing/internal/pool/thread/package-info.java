/**
 * By which of this JVM's threads a pool does what its lock and the threads that deliver frames must be kept from: what
 * may block, is a user's code, or is for later. Begin with {@link
 * io.multiprocessing.internal.pool.thread.AwaitedFuture}: who waits for a result decodes it. What nobody waits for
 * happens {@linkplain io.multiprocessing.internal.pool.thread.Elsewhere elsewhere}, and what is for later the {@link
 * io.multiprocessing.internal.pool.thread.Timer} does. Imports {@code family}.
 */
@NullMarked
package io.multiprocessing.internal.pool.thread;

import org.jspecify.annotations.NullMarked;
