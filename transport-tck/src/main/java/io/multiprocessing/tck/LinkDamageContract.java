package io.multiprocessing.tck;

/** Rules L9: bytes that are no frames. */
public interface LinkDamageContract extends TransportUnderTest {}
