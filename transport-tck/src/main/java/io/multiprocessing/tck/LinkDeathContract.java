package io.multiprocessing.tck;

/** Rules L11 and L9: what is left when a process dies. */
public interface LinkDeathContract extends TransportUnderTest {}
