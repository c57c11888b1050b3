package io.multiprocessing.internal.codec.compact;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a writer has met so far: objects that may not be met twice, and the numbers of what is written once. */
final class Met {
    private static final int FEW = 12;

    /** Most graphs are small; comparing a few references is cheaper than hashing them. */
    private final Object[] first = new Object[FEW];

    private int firstCount;
    private @Nullable Set<Object> all;
    private @Nullable Map<Object, Integer> numbers;
    private @Nullable Object lastNumbered;
    private int lastNumber;
    private int numberCount;

    /** False when the object was met before. */
    boolean isNew(Object value) {
        if (all != null) {
            return all.add(value);
        }
        for (int i = 0; i < firstCount; i++) {
            if (first[i] == value) {
                return false;
            }
        }
        if (firstCount < FEW) {
            first[firstCount++] = value;
            return true;
        }
        all = Collections.newSetFromMap(new IdentityHashMap<>());
        Collections.addAll(all, first);
        return all.add(value);
    }

    /** The number that was given to a class, a constant or a lambda's form; 0 when none was. */
    int numberOf(Object classOrConstant) {
        if (classOrConstant == lastNumbered) {
            return lastNumber;
        }
        Integer number = numbers == null ? null : numbers.get(classOrConstant);
        if (number == null) {
            return 0;
        }
        lastNumbered = classOrConstant;
        lastNumber = number;
        return number;
    }

    /** Gives the next number: 1, 2, ... */
    void number(Object classOrConstant) {
        Object before = lastNumbered;
        lastNumber = ++numberCount;
        lastNumbered = classOrConstant;
        if (before == null) {
            return; // most messages have no second one
        }
        if (numbers == null) {
            numbers = new IdentityHashMap<>();
            numbers.put(before, 1);
        }
        numbers.put(classOrConstant, lastNumber);
    }
}
