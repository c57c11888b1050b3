package io.multiprocessing.ipc.sharedmem.death;

/**
 * What is to be tried.
 *
 * @param nth at which time that the victim comes to the place
 */
public record Death<P>(P place, int nth, Fate fate) {}
