/**
 * Elements that a process puts into an object of its parent without waiting for an answer to each, in such a way that
 * nobody can tell. Begin with {@code RoomLease}, which draws the protocol. The process's side is {@link
 * io.multiprocessing.internal.call.lease.PutsAhead}, the object's {@link
 * io.multiprocessing.internal.call.lease.LeasedRoom}. Imports {@code call}.
 */
@NullMarked
package io.multiprocessing.internal.call.lease;

import org.jspecify.annotations.NullMarked;
