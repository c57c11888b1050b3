package io.multiprocessing.internal.codec.compact;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What collections don't tell of themselves, found out from outside. */
final class Traits {
    private Traits() {}

    /** There is one of each in a JVM: it says nothing that it is met twice. */
    static boolean isEmptyForever(int tag, Object value) {
        return switch (tag) {
            case Tag.OPTIONAL -> ((Optional<?>) value).isEmpty();
            case Tag.LIST_OF, Tag.SET_OF -> ((Collection<?>) value).isEmpty();
            case Tag.MAP_OF -> ((Map<?, ?>) value).isEmpty();
            default -> false;
        };
    }

    /** {@code Stream.toList()} and {@code List.of} share a class; only the latter's {@code contains(null)} throws. */
    static boolean isFreeOfNulls(List<?> list) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) == null) {
                return false;
            }
        }
        // Identity is the question: a list that may not hold nulls is its own copy.
        return List.copyOf(list) == list;
    }

    /** No method tells, so a copy is tried: in access order, a get moves the entry to the end. */
    @SuppressWarnings("unchecked")
    static boolean isAccessOrdered(LinkedHashMap<?, ?> map) {
        LinkedHashMap<Object, Object> copy = (LinkedHashMap<Object, Object>) map.clone();
        while (copy.size() < 2) {
            copy.put(new Object(), Tag.TRUE);
        }
        Object first = copy.firstEntry().getKey();
        copy.get(first);
        return copy.firstEntry().getKey() != first;
    }
}
