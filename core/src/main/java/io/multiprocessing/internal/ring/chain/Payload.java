package io.multiprocessing.internal.ring.chain;

/**
 * An element on its way into a ring.
 *
 * @param length in bytes
 */
public record Payload<V>(Source<V> source, V value, int length) {}
