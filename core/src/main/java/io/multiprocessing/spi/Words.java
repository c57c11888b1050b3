package io.multiprocessing.spi;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Loads and stores of words in mapped memory that other processes load and store too. Loads acquire, stores release:
 * who sees a stored value sees all that its writer did before. Offsets are multiples of the word's size.
 */
public final class Words {
    // Views of a byte buffer: see RegionFile on why not memory segments.
    private static final VarHandle INT = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private Words() {}

    /** Acquires. */
    public static int loadInt(ByteBuffer memory, int offset) {
        return (int) INT.getAcquire(memory, offset);
    }

    /** Releases. */
    public static void storeInt(ByteBuffer memory, int offset, int value) {
        INT.setRelease(memory, offset, value);
    }

    /** Acquires. */
    public static long loadLong(ByteBuffer memory, int offset) {
        return (long) LONG.getAcquire(memory, offset);
    }

    /** Releases. */
    public static void storeLong(ByteBuffer memory, int offset, long value) {
        LONG.setRelease(memory, offset, value);
    }

    /** Stores {@code value} if the word is {@code expected}, and says whether it was; a full fence when it was. */
    public static boolean compareAndSetInt(ByteBuffer memory, int offset, int expected, int value) {
        return INT.compareAndSet(memory, offset, expected, value);
    }

    /** As {@link #compareAndSetInt}. */
    public static boolean compareAndSetLong(ByteBuffer memory, int offset, long expected, long value) {
        return LONG.compareAndSet(memory, offset, expected, value);
    }

    /** Stores {@code value} and returns what was there; a full fence. */
    public static int getAndSetInt(ByteBuffer memory, int offset, int value) {
        return (int) INT.getAndSet(memory, offset, value);
    }
}
