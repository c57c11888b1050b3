/**
 * What locks, semaphores, events, latches and barriers are and do: states and their transitions, without processes,
 * messages, memory or time. Each lives with one of two carriers, its maker's home in {@code sync} or mapped memory in
 * {@code monitor}, and behaves alike in both, since this is all that decides. Begin with {@link
 * io.multiprocessing.internal.sync.state.SyncState}. Imports {@code wire} for the codes of answers.
 */
@NullMarked
package io.multiprocessing.internal.sync.state;

import org.jspecify.annotations.NullMarked;
