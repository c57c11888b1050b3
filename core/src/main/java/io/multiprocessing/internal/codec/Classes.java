package io.multiprocessing.internal.codec;

import io.multiprocessing.spi.Codec.UnreadableValueException;
import java.io.ObjectInputFilter;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/** Finds classes that bytes name, and makes values of them. */
final class Classes {
    private Classes() {}

    /** The class of that name as the loader sees it, else as this library does. It is not initialised yet. */
    static Class<?> load(String name, ClassLoader loader) throws ClassNotFoundException {
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
        ObjectInputFilter filter = ObjectInputFilter.Config.getSerialFilter();
        if (filter != null && filter.checkInput(new ClassOnly(type)) == ObjectInputFilter.Status.REJECTED) {
            throw Unreadable.unusable(name, "the filter jdk.serialFilter of this JVM rejects it");
        }
        return type;
    }

    /** @throws UnreadableValueException when the class has other components here than where the value was written */
    static void checkFingerprint(Class<?> type, int fingerprint) {
        RecordShape shape = type.isRecord() ? TypeInfo.of(type).record : null;
        if (fingerprint != (shape == null ? 0 : shape.fingerprint)) {
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

    static Object construct(Class<?> type, Constructor<?> constructor, @Nullable Object[] arguments) {
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            Throwable thrown = e.getCause();
            if (thrown instanceof VirtualMachineError error && !(thrown instanceof StackOverflowError)) {
                throw error;
            }
            throw Unreadable.ownCode(type.getName(), thrown == null ? e : thrown);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            throw Unreadable.unusable(type.getName(), "its constructor does not take what was written: " + e);
        }
    }

    /** What a filter is told of a class outside a Java serialization stream. */
    private record ClassOnly(Class<?> serialClass) implements ObjectInputFilter.FilterInfo {
        @Override
        public long arrayLength() {
            return -1;
        }

        @Override
        public long depth() {
            return 1;
        }

        @Override
        public long references() {
            return 1;
        }

        @Override
        public long streamBytes() {
            return 0;
        }
    }
}
