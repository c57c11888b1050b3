/**
 * Where elements pass through mapped memory: any number of producers and consumers in any processes, none of whom asks
 * anybody. Queues and pipes are built of it.
 *
 * <p>Begin with {@link io.multiprocessing.internal.ring.BlockingRing}: who places and takes, who waits, and what he is
 * told at the end. Where the elements are, and what is done with them under the guards, is in {@code chain}. Imports
 * that, {@code direct}, {@code call}, {@code codec} and {@code family}.
 */
@NullMarked
package io.multiprocessing.internal.ring;

import org.jspecify.annotations.NullMarked;
