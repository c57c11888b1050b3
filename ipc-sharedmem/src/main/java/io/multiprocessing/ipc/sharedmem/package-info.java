/**
 * The transport "sharedmem": a pair of byte rings in a mapped file per child. Begin with {@link
 * io.multiprocessing.ipc.sharedmem.SharedMemoryTransport}; below it, each class knows only those after it:
 *
 * <pre>
 *   SharedMemoryTransport      directory, invitations, links; SharedMemoryOptions: what can be set
 *   SharedMemoryLink           frames, closing, death
 *   RingWriter, RingReader     bytes through a ring, one process at each end; LinkEnds makes them
 *   LinkLayout, ByteRing       where every shared word lies, and who writes it
 *   Waiter, IdleWatch          spin, then sleep until a condition holds
 *   Doorbell, Futex            sleep on a shared word, wake who sleeps there
 *   Gate                       who is inside, so that the last one out may unmap
 * </pre>
 *
 * <p>A file as memory of several processes, loads and stores in it: the SPI's {@code RegionFile} and {@code Words}. The
 * lower half knows nothing of frames or links and is meant for other shared structures too. Imports the SPI only.
 */
@NullMarked
package io.multiprocessing.ipc.sharedmem;

import org.jspecify.annotations.NullMarked;
