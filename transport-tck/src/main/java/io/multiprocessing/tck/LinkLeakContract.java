package io.multiprocessing.tck;

/** Rules L12: nothing is left, and nothing is burned. */
public interface LinkLeakContract extends TransportUnderTest {}
