package io.multiprocessing.internal.ring.chain;

/**
 * An element that was taken, or looked at.
 *
 * @param number its count in the ring, modulo 2^32
 * @param isEncoded whether the bytes are the codec's; else they are the element
 */
public record Element(int number, byte[] bytes, boolean isEncoded) {
    static Element read(int number, Ring ring, int at) {
        return new Element(number, ring.bytes(at, ring.length(at)), ring.kind(at) == RingLayout.ENCODED);
    }
}
