package io.multiprocessing.tck;

/** Rules L3, L4, L5 and L8: who calls whom when, and how much is under way. */
public interface LinkFlowContract extends TransportUnderTest {}
