/**
 * What trials of deaths have in common: a {@link io.multiprocessing.ipc.sharedmem.death.Victim} that a signal meets
 * between two stores of a protocol, {@link io.multiprocessing.ipc.sharedmem.death.Rivals} that must go on, a {@link
 * io.multiprocessing.ipc.sharedmem.death.Board} by which they tell each other, and a {@link
 * io.multiprocessing.ipc.sharedmem.death.DeathRun} of many such trials. What they do to each other is said by the
 * packages {@code lockdeath}, {@code queuedeath} and {@code pipedeath}.
 */
@NullMarked
package io.multiprocessing.ipc.sharedmem.death;

import org.jspecify.annotations.NullMarked;
