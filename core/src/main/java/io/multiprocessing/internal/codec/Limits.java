package io.multiprocessing.internal.codec;

import java.io.ObjectInputFilter;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a Java serialization stream makes in proportion to its size. Every object and every element takes at least
 * a byte of the stream, so no honest stream comes near these limits, but for {@link #MAX_DEPTH}.
 */
final class Limits implements ObjectInputFilter {
    /** How deep objects may nest: about as deep as a stack of 1 MiB carries. */
    static final int MAX_DEPTH = 1000;

    /** Hash tables ask for up to eight slots an element. */
    private static final long SLOTS_PER_BYTE = 8;

    private static final long SLACK = 4096;

    private final long bytes;
    private long arrayBytes;
    private long arraySlots;
    private @Nullable String exceeded;
    private @Nullable Class<?> lastClass;

    Limits(long bytes) {
        this.bytes = bytes;
    }

    /** Which limit made the stream fail; null when none did. */
    @Nullable String exceeded() {
        return exceeded;
    }

    /** The class that was checked last, if it was a class. */
    @Nullable Class<?> lastClass() {
        return lastClass;
    }

    @Override
    public Status checkInput(FilterInfo info) {
        lastClass = info.serialClass();
        if (info.depth() > MAX_DEPTH) {
            exceeded = "it nests deeper than " + MAX_DEPTH + " objects";
        } else if (info.references() > bytes) {
            exceeded = "it has more references than bytes";
        } else if (info.arrayLength() > 0) {
            checkArray(info.serialClass(), info.arrayLength());
        }
        return exceeded == null ? Status.UNDECIDED : Status.REJECTED;
    }

    private void checkArray(@Nullable Class<?> type, long length) {
        Class<?> elements = type == null ? null : type.getComponentType();
        if (elements != null && elements.isPrimitive()) {
            arrayBytes += length * bytesOf(elements);
        } else {
            arraySlots += length;
        }
        if (arrayBytes > bytes || arraySlots > bytes * SLOTS_PER_BYTE + SLACK) {
            exceeded = "an array of " + length + " elements is more than a message of " + bytes + " bytes can fill";
        }
    }

    private static int bytesOf(Class<?> primitive) {
        if (primitive == byte.class || primitive == boolean.class) {
            return 1;
        } else if (primitive == short.class || primitive == char.class) {
            return 2;
        } else {
            return primitive == int.class || primitive == float.class ? 4 : 8;
        }
    }
}
