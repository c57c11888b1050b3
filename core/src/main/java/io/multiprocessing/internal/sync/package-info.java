/**
 * Locks, semaphores, events, latches and barriers that live with their owner. For each there is a <em>home</em>, a {@link
 * io.multiprocessing.internal.call.Service} that keeps its state and the calls that wait, and a <em>handle</em>, what users
 * see in any member. Begin with {@link io.multiprocessing.internal.sync.LockHome}.
 *
 * <p>A home hears of a member's death from the family, which acts on proof only; then it gives up what the dead held and
 * serves those who wait. Imports {@code call}, {@code family} and {@code wire}.
 */
@NullMarked
package io.multiprocessing.internal.sync;

import org.jspecify.annotations.NullMarked;
