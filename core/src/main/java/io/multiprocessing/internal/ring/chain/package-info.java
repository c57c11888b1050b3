/**
 * Elements in mapped memory, as who holds a guard places and takes them; nobody waits here.
 *
 * <p>Read {@link io.multiprocessing.internal.ring.chain.RingLayout} first, the words; then {@link
 * io.multiprocessing.internal.ring.chain.RingChain}, where the elements are, and its two sides: {@link
 * io.multiprocessing.internal.ring.chain.TailSide}, where they are placed, and {@link
 * io.multiprocessing.internal.ring.chain.HeadSide}, where they are taken. Imports {@code direct}, {@code memory} and
 * {@code family}.
 */
@NullMarked
package io.multiprocessing.internal.ring.chain;

import org.jspecify.annotations.NullMarked;
