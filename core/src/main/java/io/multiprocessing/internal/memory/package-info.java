/**
 * Memory that the members of a family map: regions of files in the family's {@link
 * io.multiprocessing.internal.family.settings.SharedPlaces}, and the words of shared numbers in them. No broker is in
 * between, on any transport: the files are local, and each member maps them itself. Messages are needed for one thing,
 * to tell why memory is not there any more.
 *
 * <p>Begin with {@link io.multiprocessing.internal.memory.Memories}, what one member has made and mapped; {@code
 * MemoryHandle} is what users hold, {@code RegionName} what travels, {@code Slabs} hands out words. Imports {@code
 * call} and {@code family}.
 */
@NullMarked
package io.multiprocessing.internal.memory;

import org.jspecify.annotations.NullMarked;
