/**
 * What objects in mapped memory are built of, where a transport offers {@linkplain io.multiprocessing.spi.WordWait
 * waiting for words}: every member touches them directly, and one that dies at any instruction leaves nobody stuck and
 * nothing torn.
 *
 * <p>An object lies in a region of its own, {@code DirectLayout}. Its maker keeps a home for it, {@link
 * io.multiprocessing.internal.direct.DirectHome}, which gives each process that wants to use it a slot, a small number
 * by which its words are marked, and repairs what a process has left behind once its end is proven. A process's part is
 * its {@link io.multiprocessing.internal.direct.Attachment}. What happens under a {@link
 * io.multiprocessing.internal.direct.Guard} takes effect by one store: a process that dies before it has changed
 * nothing, one that dies after it has changed all. Who has to wait does so at a {@link
 * io.multiprocessing.internal.direct.Bell}. {@link io.multiprocessing.internal.direct.KillPoint}s stand between the
 * stores, for tests.
 *
 * <p>Imports {@code memory}, {@code call} and {@code family}.
 */
@NullMarked
package io.multiprocessing.internal.direct;

import org.jspecify.annotations.NullMarked;
