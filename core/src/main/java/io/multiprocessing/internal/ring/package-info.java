/**
 * Queues in mapped memory: any number of producers and consumers in any processes, none of whom asks anybody.
 *
 * <p>Read {@code QueueLayout} first, the words of a queue; then {@link io.multiprocessing.internal.ring.DirectQueue}, what is
 * done with them; {@code RingChain} is where the elements are. Imports {@code direct} and {@code memory}.
 */
@NullMarked
package io.multiprocessing.internal.ring;

import org.jspecify.annotations.NullMarked;
