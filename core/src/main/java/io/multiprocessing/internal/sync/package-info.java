/**
 * Locks, semaphores, events, latches and barriers as users see them, in any member: a <em>handle</em> for each, which
 * asks a {@link io.multiprocessing.internal.sync.state.SyncAccess} for what the object's state decides. Where members
 * can't touch the state in memory, it lives with its maker, {@code ServedSync}, a {@link
 * io.multiprocessing.internal.call.Service} that keeps the calls that wait.
 *
 * <p>Of a member's death the family tells the maker, on proof only; then the state gives up what the dead held and
 * serves those who wait. Imports {@code sync.state}, {@code call}, {@code family}, {@code wire}.
 */
@NullMarked
package io.multiprocessing.internal.sync;

import org.jspecify.annotations.NullMarked;
