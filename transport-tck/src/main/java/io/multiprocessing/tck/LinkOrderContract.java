package io.multiprocessing.tck;

/** Rules L1, L2 and L5: every frame arrives once, whole, and in its place. */
public interface LinkOrderContract extends TransportUnderTest {}
