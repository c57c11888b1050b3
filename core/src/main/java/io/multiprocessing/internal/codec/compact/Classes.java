package io.multiprocessing.internal.codec.compact;

import io.multiprocessing.spi.Codec.UnreadableValueException;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/** Finds classes that bytes name, and makes values of them. */
public final class Classes {
    private Classes() {}

    /** The class of that name as the loader sees it, else as this library does. It is not initialised yet. */
    public static Class<?> load(String name, ClassLoader loader) throws ClassNotFoundException {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            ClassLoader own = Classes.class.getClassLoader();
            if (loader == own) {
                throw e;
            }
            return Class.forName(name, false, own);
        }
    }

    /** As {@link #load}, for the compact form: the filter that rules Java serialization in this JVM is asked too. */
    static Class<?> find(String name, ClassLoader loader) {
        Class<?> type;
        try {
            type = load(name, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            throw Unreadable.unknownClass(Texts.shortened(name, 200), e);
        }
        admit(type);
        return type;
    }

    /** @throws UnreadableValueException when the filter of this JVM rejects the class */
    static void admit(Class<?> type) {
        if (JvmFilter.rejects(type)) {
            throw Unreadable.filtered(type.getName());
        }
    }

    /** What tells a record's components from others; 0 for other classes. */
    static int fingerprint(Class<?> type) {
        RecordShape shape = type.isRecord() ? TypeInfo.of(type).record : null;
        return shape == null ? 0 : shape.fingerprint;
    }

    /** @throws UnreadableValueException when the class has other components here than where the value was written */
    static void checkFingerprint(Class<?> type, int fingerprint) {
        if (fingerprint != fingerprint(type)) {
            throw Unreadable.unusable(type.getName(), "it has other components here than where the value was written");
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    static Object enumConstant(Class<?> type, String name) {
        if (!type.isEnum()) {
            throw Unreadable.unusable(type.getName(), "it is not an enum here");
        }
        try {
            return Enum.valueOf((Class) type, name);
        } catch (IllegalArgumentException e) {
            throw Unreadable.unusable(type.getName(), "it has no constant " + Texts.shortened(name, 200) + " here");
        }
    }

    /** @return what the record itself resolves to, where it has a method for that */
    static @Nullable Object construct(Class<?> type, RecordShape shape, @Nullable Object[] components) {
        RecordParts parts = shape.parts();
        if (parts == null) {
            return constructReflectively(type, shape, components);
        }
        try {
            return parts.make(components);
        } catch (Throwable e) {
            String misfit = parts.misfit(components);
            throw misfit == null ? ownCode(type, e) : otherComponents(type, misfit);
        }
    }

    private static @Nullable Object constructReflectively(
            Class<?> type, RecordShape shape, @Nullable Object[] components) {
        try {
            Object made = shape.constructor.newInstance(components);
            return shape.readResolve == null ? made : Replacement.call(shape.readResolve, made);
        } catch (InvocationTargetException e) {
            Throwable thrown = e.getCause();
            throw ownCode(type, thrown == null ? e : thrown);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            throw otherComponents(type, e.toString());
        }
    }

    private static UnreadableValueException ownCode(Class<?> type, Throwable thrown) {
        if (thrown instanceof VirtualMachineError error && !(thrown instanceof StackOverflowError)) {
            throw error;
        }
        return Unreadable.ownCode(type.getName(), thrown);
    }

    private static UnreadableValueException otherComponents(Class<?> type, String how) {
        return Unreadable.unusable(type.getName(), "its constructor does not take what was written: " + how);
    }
}
