package io.multiprocessing.internal.codec.compact;

import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record class taken apart as Java serialization does it: the fields' values, not what accessors return, the
 * canonical constructor, and {@code readResolve} where there is one.
 */
final class RecordShape {
    final Constructor<?> constructor;
    final @Nullable Method readResolve;

    /** Set by {@link #parts()}, unless there are none. */
    private volatile @Nullable RecordParts parts;

    private volatile boolean hasNoParts;

    final Field[] fields;

    /** Of each component: the tag of its primitive type, or {@link Tag#NULL} for a reference, which tells its own. */
    final byte[] primitives;

    /** Tells versions of the class apart: made from the names and types of the components. */
    final int fingerprint;

    /** True when no component can refer to anything mutable or to another record. */
    final boolean isLeaf;

    private RecordShape(
            Constructor<?> constructor,
            @Nullable Method readResolve,
            Field[] fields,
            byte[] primitives,
            int fingerprint,
            boolean isLeaf) {
        this.constructor = constructor;
        this.readResolve = readResolve;
        this.fields = fields;
        this.primitives = primitives;
        this.fingerprint = fingerprint;
        this.isLeaf = isLeaf;
    }

    /** What takes such records apart and together, made at the first use; null where reflection must do. */
    @Nullable RecordParts parts() {
        RecordParts known = parts;
        return known != null || hasNoParts ? known : makeParts();
    }

    private @Nullable RecordParts makeParts() {
        String[] names = new String[fields.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = fields[i].getName();
        }
        RecordParts made = RecordParts.of(
                constructor.getDeclaringClass(), names, constructor.getParameterTypes(), readResolve != null);
        parts = made;
        hasNoParts = made == null;
        return made;
    }

    /** The components of a record of this shape, primitive ones boxed. */
    @Nullable Object[] takeApart(Object value) throws IllegalAccessException {
        RecordParts known = parts();
        if (known != null) {
            return known.takeApart(value);
        }
        @Nullable Object[] components = new @Nullable Object[fields.length];
        for (int i = 0; i < fields.length; i++) {
            components[i] = fields[i].get(value);
        }
        return components;
    }

    /** Null when the record is not serialisable or is closed to reflection. */
    static @Nullable RecordShape of(Class<?> type) {
        if (!Serializable.class.isAssignableFrom(type)) {
            return null;
        }
        try {
            return read(type);
        } catch (NoSuchFieldException | NoSuchMethodException | LinkageError e) {
            return null;
        }
    }

    private static @Nullable RecordShape read(Class<?> type) throws NoSuchFieldException, NoSuchMethodException {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Field[] fields = new Field[components.length];
        byte[] primitives = new byte[components.length];
        int fingerprint = components.length;
        boolean isLeaf = true;
        for (int i = 0; i < components.length; i++) {
            String name = components[i].getName();
            types[i] = components[i].getType();
            fields[i] = type.getDeclaredField(name);
            if (!fields[i].trySetAccessible()) {
                return null;
            }
            primitives[i] = primitiveTag(types[i]);
            fingerprint = 31 * (31 * fingerprint + name.hashCode()) + types[i].getName().hashCode();
            isLeaf &= isImmutable(types[i]);
        }
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        Method readResolve = Replacement.find(type, "readResolve");
        boolean isClosed = readResolve == null && Replacement.isDeclared(type, "readResolve");
        return constructor.trySetAccessible() && !isClosed
                ? new RecordShape(constructor, readResolve, fields, primitives, fingerprint, isLeaf)
                : null;
    }

    private static byte primitiveTag(Class<?> type) {
        if (!type.isPrimitive()) {
            return Tag.NULL;
        } else if (type == int.class) {
            return Tag.INT;
        } else if (type == long.class) {
            return Tag.LONG;
        } else if (type == boolean.class) {
            return Tag.FALSE;
        } else if (type == double.class) {
            return Tag.DOUBLE;
        } else if (type == float.class) {
            return Tag.FLOAT;
        } else if (type == byte.class) {
            return Tag.BYTE;
        } else {
            return type == short.class ? Tag.SHORT : Tag.CHAR;
        }
    }

    private static boolean isImmutable(Class<?> type) {
        return type.isPrimitive()
                || type == String.class
                || type == Integer.class
                || type == Long.class
                || type == Double.class
                || type == Boolean.class
                || type == UUID.class
                || type == Instant.class
                || type == Duration.class
                || type.isEnum();
    }
}
