/**
 * Where elements pass through mapped memory: any number of producers and consumers in any processes, none of whom asks
 * anybody. Queues and pipes are built of it.
 *
 * <p>Read {@code RingLayout} first, the words; then {@link io.multiprocessing.internal.ring.BlockingRing}, what is done
 * with them; {@code RingChain} is where the elements are. Imports {@code direct}, {@code memory} and {@code call}.
 */
@NullMarked
package io.multiprocessing.internal.ring;

import org.jspecify.annotations.NullMarked;
