package io.multiprocessing.internal.codec.compact;

import java.nio.ByteBuffer;

/** Copies the elements of primitive arrays to and from little-endian buffers. */
final class PrimitiveArrays {
    private PrimitiveArrays() {}

    /** The bytes of one element of an array with that tag. */
    static int elementBytes(int tag) {
        return switch (tag) {
            case Tag.BYTES, Tag.BOOLEANS -> 1;
            case Tag.SHORTS, Tag.CHARS -> 2;
            case Tag.INTS, Tag.FLOATS -> 4;
            default -> 8;
        };
    }

    static void put(ByteBuffer target, Object array) {
        int start = target.position();
        int bytes;
        if (array instanceof byte[] values) {
            target.put(values);
            return;
        } else if (array instanceof long[] values) {
            target.asLongBuffer().put(values);
            bytes = values.length << 3;
        } else if (array instanceof int[] values) {
            target.asIntBuffer().put(values);
            bytes = values.length << 2;
        } else if (array instanceof double[] values) {
            target.asDoubleBuffer().put(values);
            bytes = values.length << 3;
        } else if (array instanceof float[] values) {
            target.asFloatBuffer().put(values);
            bytes = values.length << 2;
        } else if (array instanceof char[] values) {
            target.asCharBuffer().put(values);
            bytes = values.length << 1;
        } else if (array instanceof short[] values) {
            target.asShortBuffer().put(values);
            bytes = values.length << 1;
        } else {
            for (boolean value : (boolean[]) array) {
                target.put((byte) (value ? 1 : 0));
            }
            return;
        }
        target.position(start + bytes);
    }

    /** A new array of that tag, one of {@link Tag#BYTES} to {@link Tag#DOUBLES}, read from the source. */
    static Object get(ByteBuffer source, int tag, int length) {
        int start = source.position();
        Object array;
        switch (tag) {
            case Tag.BYTES -> {
                byte[] values = new byte[length];
                source.get(values);
                return values;
            }
            case Tag.BOOLEANS -> {
                boolean[] values = new boolean[length];
                for (int i = 0; i < length; i++) {
                    values[i] = source.get() != 0;
                }
                return values;
            }
            case Tag.SHORTS -> {
                short[] values = new short[length];
                source.asShortBuffer().get(values);
                array = values;
            }
            case Tag.CHARS -> array = chars(source, length);
            case Tag.INTS -> {
                int[] values = new int[length];
                source.asIntBuffer().get(values);
                array = values;
            }
            case Tag.LONGS -> {
                long[] values = new long[length];
                source.asLongBuffer().get(values);
                array = values;
            }
            case Tag.FLOATS -> {
                float[] values = new float[length];
                source.asFloatBuffer().get(values);
                array = values;
            }
            default -> {
                double[] values = new double[length];
                source.asDoubleBuffer().get(values);
                array = values;
            }
        }
        source.position(start + length * elementBytes(tag));
        return array;
    }

    /** Characters, without moving the source's position. */
    static char[] chars(ByteBuffer source, int length) {
        char[] values = new char[length];
        source.asCharBuffer().get(values);
        return values;
    }
}
