package io.multiprocessing.tck;

/** Rules L6, L7 and L10: how links end while both processes live. */
public interface LinkCloseContract extends TransportUnderTest {}
