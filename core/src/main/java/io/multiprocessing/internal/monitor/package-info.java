/**
 * Locks, semaphores, events, latches and barriers in mapped memory. {@link io.multiprocessing.internal.monitor.Monitor}
 * carries any {@link io.multiprocessing.internal.sync.state.SyncState}: who uses it runs the transitions himself, one
 * at a time, each made visible by one store, and waits at a cell of his own. {@link
 * io.multiprocessing.internal.monitor.MappedLock} puts one word in front of that, by which a lock that nobody else
 * wants is had and given up. Imports {@code sync.state} and {@code direct}.
 */
@NullMarked
package io.multiprocessing.internal.monitor;

import org.jspecify.annotations.NullMarked;
