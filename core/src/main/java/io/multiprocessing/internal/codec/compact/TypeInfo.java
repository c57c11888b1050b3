package io.multiprocessing.internal.codec.compact;

import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How the values of one class are written; found once per class. */
final class TypeInfo {
    /** What stands for both booleans: {@link Tag#FALSE}. For a class without a compact form: {@link Tag#JAVA}. */
    final byte tag;

    /** For a record: how to take it apart. */
    final @Nullable RecordShape record;

    /** For a lambda: how to take it apart. */
    final @Nullable LambdaForm lambda;

    /** For a class whose instances travel as another object, which may be asked for more than once: what gives it. */
    final @Nullable Method writeReplace;

    private static final ClassValue<TypeInfo> KNOWN = new ClassValue<>() {
        @Override
        protected TypeInfo computeValue(Class<?> type) {
            if (type.getClassLoader() != null && Replacement.isDeclared(type, "writeReplace")) {
                return replaced(type);
            } else if (type.isRecord()) {
                RecordShape shape = RecordShape.of(type);
                return new TypeInfo(shape == null ? Tag.JAVA : Tag.RECORD, shape, null, null);
            }
            return new TypeInfo(tagOf(type), null, null, null);
        }
    };

    private TypeInfo(
            byte tag, @Nullable RecordShape record, @Nullable LambdaForm lambda, @Nullable Method writeReplace) {
        this.tag = tag;
        this.record = record;
        this.lambda = lambda;
        this.writeReplace = writeReplace;
    }

    private static TypeInfo replaced(Class<?> type) {
        if (isMessage(type)) {
            return new TypeInfo(Tag.MESSAGE, null, null, null);
        }
        LambdaForm lambda = LambdaForm.of(type);
        if (lambda != null) {
            return new TypeInfo(Tag.LAMBDA, null, lambda, null);
        }
        boolean isRepeatable = RepeatableReplacement.class.isAssignableFrom(type);
        Method writeReplace = isRepeatable ? Replacement.find(type, "writeReplace") : null;
        return new TypeInfo(writeReplace == null ? Tag.JAVA : Tag.REPLACED, null, null, writeReplace);
    }

    static TypeInfo of(Class<?> type) {
        return KNOWN.get(type);
    }

    private static byte tagOf(Class<?> type) {
        if (type.isArray()) {
            return arrayTag(type);
        } else if (isEnum(type)) {
            return Tag.ENUM;
        } else if (type.getClassLoader() != null) {
            return isMessage(type) ? Tag.MESSAGE : Tag.JAVA;
        } else if (ByteBuffer.class.isAssignableFrom(type)) {
            return Tag.BYTE_BUFFER;
        }
        byte tag = collectionTag(type);
        return tag != Tag.JAVA ? tag : scalarTag(type);
    }

    /** True for an enum's class and for that of a constant with a body of its own. */
    private static boolean isEnum(Class<?> type) {
        return Enum.class.isAssignableFrom(type) && type != Enum.class;
    }

    /** Asked by name, so that no class of protobuf is loaded for the sake of other values. */
    private static boolean isMessage(Class<?> type) {
        for (Class<?> c = type.getSuperclass(); c != null; c = c.getSuperclass()) {
            if (c.getName().startsWith("com.google.protobuf.Generated")) {
                return true;
            }
        }
        return false;
    }

    private static byte arrayTag(Class<?> type) {
        if (type == byte[].class) {
            return Tag.BYTES;
        } else if (type == boolean[].class) {
            return Tag.BOOLEANS;
        } else if (type == short[].class) {
            return Tag.SHORTS;
        } else if (type == char[].class) {
            return Tag.CHARS;
        } else if (type == int[].class) {
            return Tag.INTS;
        } else if (type == long[].class) {
            return Tag.LONGS;
        } else if (type == float[].class) {
            return Tag.FLOATS;
        } else if (type == double[].class) {
            return Tag.DOUBLES;
        } else if (type == Object[].class) {
            return Tag.OBJECTS;
        } else {
            return type == String[].class ? Tag.STRINGS : Tag.JAVA;
        }
    }

    private static byte scalarTag(Class<?> type) {
        if (type == String.class) {
            return Tag.STRING;
        } else if (type == Integer.class) {
            return Tag.INT;
        } else if (type == Long.class) {
            return Tag.LONG;
        } else if (type == Boolean.class) {
            return Tag.FALSE;
        } else if (type == Double.class) {
            return Tag.DOUBLE;
        } else if (type == Float.class) {
            return Tag.FLOAT;
        } else if (type == Byte.class) {
            return Tag.BYTE;
        } else if (type == Short.class) {
            return Tag.SHORT;
        } else if (type == Character.class) {
            return Tag.CHAR;
        } else if (type == BigInteger.class) {
            return Tag.BIG_INTEGER;
        } else if (type == BigDecimal.class) {
            return Tag.BIG_DECIMAL;
        } else if (type == Duration.class) {
            return Tag.DURATION;
        } else if (type == Instant.class) {
            return Tag.INSTANT;
        } else if (type == UUID.class) {
            return Tag.UUID;
        } else {
            return type == Optional.class ? Tag.OPTIONAL : Tag.JAVA;
        }
    }

    private static byte collectionTag(Class<?> type) {
        if (type == ArrayList.class) {
            return Tag.ARRAY_LIST;
        } else if (type == HashMap.class) {
            return Tag.HASH_MAP;
        } else if (type == LinkedHashMap.class) {
            return Tag.LINKED_HASH_MAP;
        } else if (type == HashSet.class) {
            return Tag.HASH_SET;
        } else if (type == LinkedHashSet.class) {
            return Tag.LINKED_HASH_SET;
        } else if (type == List.of(1).getClass() || type == List.of(1, 2, 3).getClass()) {
            return Tag.LIST_OF;
        } else if (type == Set.of(1).getClass() || type == Set.of(1, 2, 3).getClass()) {
            return Tag.SET_OF;
        } else {
            boolean isMapOf = type == Map.of(1, 1).getClass() || type == Map.of().getClass();
            return isMapOf ? Tag.MAP_OF : Tag.JAVA;
        }
    }
}
