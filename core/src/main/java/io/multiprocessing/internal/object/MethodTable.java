package io.multiprocessing.internal.object;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The methods of an interface and of those above it, by the numbers that stand for them between processes. The number
 * is made of the name and the parameters' types, so it is the same in all processes and in all versions of the
 * interface that have the method. Whatever a peer sends, nothing but these methods can be called.
 */
final class MethodTable {
    private static final ClassValue<MethodTable> KNOWN = new ClassValue<>() {
        @Override
        protected MethodTable computeValue(Class<?> type) {
            return new MethodTable(type);
        }
    };

    // FNV-1a, 64 bits: not to withstand an attack, since a number is only ever looked up, but to be well spread.
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final Map<Long, Entry> byNumber = new HashMap<>();
    private final Map<Method, Entry> byMethod = new HashMap<>();

    /**
     * A method that can be called.
     *
     * @param isInterruptible it declares {@link InterruptedException}
     */
    record Entry(long number, Method method, boolean isInterruptible) {}

    private MethodTable(Class<?> type) {
        for (Method method : type.getMethods()) {
            if (!Modifier.isStatic(method.getModifiers())) {
                add(type, method);
            }
        }
    }

    private void add(Class<?> type, Method method) {
        if (!method.trySetAccessible()) {
            throw new IllegalArgumentException("The methods of " + type.getName() + " can't be called by this library:"
                    + " it must be public in an exported package, or its package be open to io.multiprocessing.core");
        }
        long number = numberOf(method);
        Entry known = byNumber.get(number);
        if (known == null) {
            boolean isInterruptible = Arrays.asList(method.getExceptionTypes()).contains(InterruptedException.class);
            known = new Entry(number, method, isInterruptible);
            byNumber.put(number, known);
        } else if (!known.method.getName().equals(method.getName())
                || !Arrays.equals(known.method.getParameterTypes(), method.getParameterTypes())) {
            throw new IllegalArgumentException(known.method + " and " + method + " have the same number by accident:"
                    + " one of them needs another name to be shared");
        }
        byMethod.put(method, known);
    }

    /** @throws IllegalArgumentException when its methods can't be called from here */
    static MethodTable of(Class<?> type) {
        return KNOWN.get(type);
    }

    @Nullable Entry find(long number) {
        return byNumber.get(number);
    }

    /** The entry of a method that a proxy of the interface was called with. */
    Entry of(Method method) {
        Entry entry = byMethod.get(method);
        if (entry == null) {
            entry = byNumber.get(numberOf(method));
        }
        if (entry == null) {
            throw new IllegalStateException("No method of the shared interface: " + method);
        }
        return entry;
    }

    static long numberOf(Method method) {
        StringBuilder text = new StringBuilder(method.getName()).append('(');
        for (Class<?> parameter : method.getParameterTypes()) {
            text.append(parameter.descriptorString());
        }
        long hash = FNV_OFFSET;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }
}
