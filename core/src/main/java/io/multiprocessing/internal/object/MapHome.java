package io.multiprocessing.internal.object;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What members ask the owner of a shared map. Each is atomic there, in the sense of {@code ConcurrentHashMap}. */
interface MapHome<K, V> {
    @Nullable V get(Object key);

    boolean containsKey(Object key);

    boolean containsValue(Object value);

    int size();

    @Nullable V put(K key, V value);

    void putAll(Map<? extends K, ? extends V> all);

    @Nullable V putIfAbsent(K key, V value);

    @Nullable V remove(Object key);

    boolean remove(Object key, Object value);

    @Nullable V replace(K key, V value);

    boolean replace(K key, V expected, V value);

    void clear();

    @Nullable V compute(K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> function);

    @Nullable V computeIfAbsent(K key, Function<? super K, ? extends @Nullable V> function);

    @Nullable V computeIfPresent(K key, BiFunction<? super K, ? super V, ? extends @Nullable V> function);

    @Nullable V merge(K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> function);

    void replaceAll(BiFunction<? super K, ? super V, ? extends V> function);

    /** A key and what it maps to. */
    record Mapping<K, V>(K key, Cell<V> cell) implements Serializable {}

    List<Mapping<K, V>> snapshot();

    /** What the key maps to now; null for nothing. */
    @Nullable Cell<V> look(K key);

    /**
     * Puts the value, or removes the mapping when it is null, if the key still maps to the cell of that number, or to
     * nothing when that is {@link Cell#NONE}.
     */
    boolean swap(Object key, long expected, @Nullable V value);
}
