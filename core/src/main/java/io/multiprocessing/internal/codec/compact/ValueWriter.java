package io.multiprocessing.internal.codec.compact;

import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes one value in the compact form, if it has one. Used once.
 *
 * <p>The compact form is a tree. So that what is read back is the same graph, everything that could be met twice and is
 * mutable, or is large enough that writing it twice would matter, is remembered; a second meeting ends the attempt.
 */
final class ValueWriter {
    /** How deep values may nest in the compact form. */
    static final int MAX_DEPTH = 64;

    /** Immutable values of up to so many bytes or characters are written again each time they are met. */
    static final int SMALL = 64;

    private final Sink out;
    private final Met met = new Met();

    ValueWriter(Sink out) {
        this.out = out;
    }

    /** False when the value has no compact form: what was written until then is worthless. */
    boolean write(@Nullable Object value) {
        try {
            return write(value, 0);
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    private boolean write(@Nullable Object value, int depth)
            throws IllegalAccessException, InvocationTargetException {
        if (value == null) {
            out.putByte(Tag.NULL);
            return true;
        }
        TypeInfo type = TypeInfo.of(value.getClass());
        int tag = type.tag;
        if (Tag.isScalar(tag)) {
            return writeScalar(tag, value);
        } else if (Tag.isPrimitiveArray(tag)) {
            return isNew(value) && writePrimitives(tag, value);
        } else if (tag == Tag.ENUM) {
            writeEnum((Enum<?>) value);
            return true;
        } else if (tag == Tag.JAVA || depth == MAX_DEPTH) {
            return false;
        } else if (tag == Tag.RECORD) {
            RecordShape shape = type.record;
            return shape != null && (shape.isLeaf || isNew(value)) && writeRecord(shape, value, depth);
        }
        if (tag == Tag.REPLACED) {
            Method writeReplace = type.writeReplace;
            return writeReplace != null && isNew(value) && writeReplacement(writeReplace, value, depth);
        } else if (tag == Tag.MESSAGE) {
            return Messages.write(this, out, value);
        } else if (tag == Tag.LAMBDA) {
            LambdaForm form = type.lambda;
            return form != null && isNew(value) && writeLambda(form, value, depth);
        }
        return writeContainer(tag, value, depth);
    }

    private boolean writeScalar(int tag, Object value) {
        if (tag == Tag.STRING) {
            String text = (String) value;
            if (text.length() > SMALL && !isNew(text)) {
                return false;
            }
            out.putByte(tag);
            return Strings.put(out, text);
        } else if (tag == Tag.BIG_INTEGER || tag == Tag.BIG_DECIMAL) {
            return writeBigNumber(tag, value);
        } else if (tag == Tag.FALSE) {
            out.putByte((Boolean) value ? Tag.TRUE : Tag.FALSE);
            return true;
        }
        ByteBuffer to = out.room(17).put((byte) tag);
        switch (tag) {
            case Tag.LONG -> to.putLong((Long) value);
            case Tag.INT -> to.putInt((Integer) value);
            case Tag.DOUBLE -> to.putLong(Double.doubleToRawLongBits((Double) value));
            case Tag.FLOAT -> to.putInt(Float.floatToRawIntBits((Float) value));
            case Tag.BYTE -> to.put((Byte) value);
            case Tag.SHORT -> to.putShort((Short) value);
            case Tag.CHAR -> to.putChar((Character) value);
            case Tag.DURATION -> {
                Duration duration = (Duration) value;
                to.putLong(duration.getSeconds()).putInt(duration.getNano());
            }
            case Tag.INSTANT -> {
                Instant instant = (Instant) value;
                to.putLong(instant.getEpochSecond()).putInt(instant.getNano());
            }
            default -> {
                UUID uuid = (UUID) value;
                to.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
            }
        }
        return true;
    }

    private boolean writeBigNumber(int tag, Object value) {
        BigInteger digits = value instanceof BigDecimal decimal ? decimal.unscaledValue() : (BigInteger) value;
        byte[] bytes = digits.toByteArray();
        if (bytes.length > SMALL && !isNew(value)) {
            return false;
        }
        out.putByte(tag);
        if (value instanceof BigDecimal decimal) {
            out.room(4).putInt(decimal.scale());
        }
        out.putVarint(bytes.length);
        out.write(bytes, 0, bytes.length);
        return true;
    }

    private boolean writePrimitives(int tag, Object array) {
        int length = Array.getLength(array);
        out.putByte(tag);
        out.putVarint(length);
        out.putArray(array, length, PrimitiveArrays.elementBytes(tag));
        return true;
    }

    private void writeEnum(Enum<?> constant) {
        out.putByte(Tag.ENUM);
        int number = met.numberOf(constant);
        out.putVarint(number);
        if (number == 0) {
            writeType(constant.getDeclaringClass(), 0);
            out.putText(constant.name());
            met.number(constant);
        }
    }

    private boolean writeRecord(RecordShape shape, Object value, int depth)
            throws IllegalAccessException, InvocationTargetException {
        out.putByte(Tag.RECORD);
        writeType(value.getClass(), shape.fingerprint);
        @Nullable Object[] components = shape.takeApart(value);
        for (int i = 0; i < components.length; i++) {
            byte primitive = shape.primitives[i];
            if (primitive == Tag.NULL) {
                if (!write(components[i], depth + 1)) {
                    return false;
                }
            } else {
                writePrimitive(primitive, Objects.requireNonNull(components[i]));
            }
        }
        return true;
    }

    private void writePrimitive(byte tag, Object boxed) {
        switch (tag) {
            case Tag.INT -> out.room(4).putInt((Integer) boxed);
            case Tag.LONG -> out.room(8).putLong((Long) boxed);
            case Tag.FALSE -> out.putByte((Boolean) boxed ? 1 : 0);
            case Tag.DOUBLE -> out.room(8).putLong(Double.doubleToRawLongBits((Double) boxed));
            case Tag.FLOAT -> out.room(4).putInt(Float.floatToRawIntBits((Float) boxed));
            case Tag.BYTE -> out.putByte((Byte) boxed);
            case Tag.SHORT -> out.room(2).putShort((Short) boxed);
            default -> out.room(2).putChar((Character) boxed);
        }
    }

    private boolean writeReplacement(Method writeReplace, Object value, int depth)
            throws IllegalAccessException, InvocationTargetException {
        Object replacement = Replacement.call(writeReplace, value);
        boolean isItself = replacement != null && replacement.getClass() == value.getClass();
        return !isItself && write(replacement, depth + 1);
    }

    private boolean writeLambda(LambdaForm form, Object lambda, int depth)
            throws IllegalAccessException, InvocationTargetException {
        SerializedLambda parts = form.takeApart(lambda);
        if (parts == null) {
            return false;
        }
        out.putByte(Tag.LAMBDA);
        int number = met.numberOf(form);
        out.putVarint(number);
        if (number == 0) {
            form.put(out, parts);
            met.number(form);
        }
        out.putVarint(parts.getCapturedArgCount());
        for (int i = 0; i < parts.getCapturedArgCount(); i++) {
            if (!write(parts.getCapturedArg(i), depth + 1)) {
                return false;
            }
        }
        return true;
    }

    private boolean writeContainer(int tag, Object value, int depth)
            throws IllegalAccessException, InvocationTargetException {
        if (!Traits.isEmptyForever(tag, value) && !isNew(value)) {
            return false;
        }
        switch (tag) {
            case Tag.OPTIONAL -> {
                out.putByte(tag);
                return write(((Optional<?>) value).orElse(null), depth + 1);
            }
            case Tag.BYTE_BUFFER -> {
                writeBuffer((ByteBuffer) value);
                return true;
            }
            case Tag.OBJECTS, Tag.STRINGS -> {
                return writeArray(tag, (Object[]) value, depth);
            }
            case Tag.HASH_MAP, Tag.MAP_OF -> {
                return writeMap(tag, (Map<?, ?>) value, depth);
            }
            case Tag.LINKED_HASH_MAP -> {
                LinkedHashMap<?, ?> map = (LinkedHashMap<?, ?>) value;
                return !Traits.isAccessOrdered(map) && writeMap(tag, map, depth);
            }
            case Tag.LIST_OF -> {
                List<?> list = (List<?>) value;
                return writeElements(Traits.isFreeOfNulls(list) ? Tag.LIST_OF : Tag.LIST_WITH_NULLS, list, depth);
            }
            default -> {
                return writeElements(tag, (Collection<?>) value, depth);
            }
        }
    }

    private void writeBuffer(ByteBuffer buffer) {
        int flags = (buffer.isReadOnly() ? 1 : 0) | (buffer.order() == ByteOrder.LITTLE_ENDIAN ? 2 : 0);
        ByteBuffer content = buffer.duplicate();
        out.putByte(Tag.BYTE_BUFFER);
        out.putByte(flags);
        out.putVarint(content.remaining());
        out.putBuffer(content);
    }

    private boolean writeArray(int tag, Object[] array, int depth)
            throws IllegalAccessException, InvocationTargetException {
        out.putByte(tag);
        out.putVarint(array.length);
        for (Object element : array) {
            if (!write(element, depth + 1)) {
                return false;
            }
        }
        return true;
    }

    private boolean writeElements(int tag, Collection<?> elements, int depth)
            throws IllegalAccessException, InvocationTargetException {
        int size = elements.size();
        out.putByte(tag);
        out.putVarint(size);
        int left = size;
        for (Object element : elements) {
            if (left-- == 0 || !write(element, depth + 1)) {
                return false;
            }
        }
        return left == 0;
    }

    private boolean writeMap(int tag, Map<?, ?> map, int depth)
            throws IllegalAccessException, InvocationTargetException {
        int size = map.size();
        out.putByte(tag);
        out.putVarint(size);
        int left = size;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (left-- == 0 || !write(entry.getKey(), depth + 1) || !write(entry.getValue(), depth + 1)) {
                return false;
            }
        }
        return left == 0;
    }

    /** Writes a reference to a class. */
    void writeType(Class<?> type, int fingerprint) {
        int number = met.numberOf(type);
        out.putVarint(number);
        if (number == 0) {
            out.putText(type.getName());
            out.room(4).putInt(fingerprint);
            met.number(type);
        }
    }

    /** False when the object was met before. */
    boolean isNew(Object value) {
        return met.isNew(value);
    }
}
