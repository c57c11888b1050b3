package io.multiprocessing.internal.codec.compact;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import org.jspecify.annotations.Nullable;

/** Takes records of one class apart and puts them together, by a {@link RecordMate}. Primitive components are boxed. */
final class RecordParts {
    private final Class<?>[] components;
    private final MethodHandle make;
    private final MethodHandle takeApart;

    private RecordParts(Class<?>[] components, MethodHandle make, MethodHandle takeApart) {
        this.components = components;
        this.make = make;
        this.takeApart = takeApart;
    }

    /** Null where such a class can't be made, for a record of another module for example. */
    static @Nullable RecordParts of(Class<?> type, String[] names, Class<?>[] components, boolean resolves) {
        try {
            Lookup inside = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            byte[] code = RecordMate.codeOf(type, names, components, resolves);
            Class<?> mate = inside.defineHiddenClass(code, true, Lookup.ClassOption.NESTMATE).lookupClass();
            return new RecordParts(
                    components,
                    inside.findStatic(mate, RecordMate.MAKE, RecordMate.TYPE),
                    inside.findStatic(mate, RecordMate.TAKE_APART, RecordMate.TYPE));
        } catch (ReflectiveOperationException | IllegalArgumentException | LinkageError e) {
            return null;
        }
    }

    /**
     * @throws ClassCastException when there is a {@link #misfit}
     * @throws Throwable what the record's constructor throws, or its {@code readResolve}
     */
    @Nullable Object make(@Nullable Object[] values) throws Throwable {
        return (Object) make.invokeExact((Object) values);
    }

    /** What keeps these values from being the record's components; null when nothing does. Primitive ones are. */
    @Nullable String misfit(@Nullable Object[] values) {
        for (int i = 0; i < components.length; i++) {
            Object value = values[i];
            if (value != null && !components[i].isPrimitive() && !components[i].isInstance(value)) {
                return "component " + i + " is a " + components[i].getName() + ", not a " + value.getClass().getName();
            }
        }
        return null;
    }

    @Nullable Object[] takeApart(Object value) {
        try {
            return (Object[]) (Object) takeApart.invokeExact(value);
        } catch (Throwable e) {
            throw new IllegalStateException("The fields of " + value.getClass() + " can't be read", e);
        }
    }
}
