package io.multiprocessing.internal.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A shared map where it lives. */
final class MapTarget<K, V> implements MapHome<K, V> {
    private final ConcurrentHashMap<K, Cell<V>> cells = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong(Cell.NONE);

    private @Nullable Cell<V> cell(@Nullable V value) {
        return value == null ? null : new Cell<>(numbers.incrementAndGet(), value);
    }

    /** Whatever members send: nothing in the map is null. */
    private Cell<V> full(V value) {
        return new Cell<>(numbers.incrementAndGet(), Objects.requireNonNull(value, "a map holds no null values"));
    }

    private static <V> @Nullable V value(@Nullable Cell<V> cell) {
        return cell == null ? null : cell.value();
    }

    @Override
    public @Nullable V get(Object key) {
        return value(cells.get(key));
    }

    @Override
    public boolean containsKey(Object key) {
        return cells.containsKey(key);
    }

    @Override
    public boolean containsValue(Object value) {
        return cells.values().stream().anyMatch(cell -> cell.value().equals(value));
    }

    @Override
    public int size() {
        return cells.size();
    }

    @Override
    public @Nullable V put(K key, V value) {
        return value(cells.put(key, full(value)));
    }

    @Override
    public void putAll(Map<? extends K, ? extends V> all) {
        all.forEach(this::put);
    }

    @Override
    public @Nullable V putIfAbsent(K key, V value) {
        return value(cells.putIfAbsent(key, full(value)));
    }

    @Override
    public @Nullable V remove(Object key) {
        return value(cells.remove(key));
    }

    @Override
    public boolean remove(Object key, Object value) {
        Cell<V> cell = cells.get(key);
        while (cell != null && cell.value().equals(value)) {
            if (swap(key, cell.number(), null)) {
                return true;
            }
            cell = cells.get(key);
        }
        return false;
    }

    @Override
    public @Nullable V replace(K key, V value) {
        return value(cells.replace(key, full(value)));
    }

    @Override
    public boolean replace(K key, V expected, V value) {
        Cell<V> cell = cells.get(key);
        while (cell != null && cell.value().equals(expected)) {
            if (swap(key, cell.number(), value)) {
                return true;
            }
            cell = cells.get(key);
        }
        return false;
    }

    @Override
    public void clear() {
        cells.clear();
    }

    @Override
    public @Nullable V compute(K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> function) {
        return value(cells.compute(key, (same, cell) -> cell(function.apply(same, value(cell)))));
    }

    @Override
    public @Nullable V computeIfAbsent(K key, Function<? super K, ? extends @Nullable V> function) {
        return value(cells.computeIfAbsent(key, same -> cell(function.apply(same))));
    }

    @Override
    public @Nullable V computeIfPresent(K key, BiFunction<? super K, ? super V, ? extends @Nullable V> function) {
        return value(cells.computeIfPresent(key, (same, cell) -> cell(function.apply(same, cell.value()))));
    }

    @Override
    public @Nullable V merge(K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> function) {
        return value(cells.compute(
                key, (same, cell) -> cell == null ? full(value) : cell(function.apply(cell.value(), value))));
    }

    @Override
    public void replaceAll(BiFunction<? super K, ? super V, ? extends V> function) {
        cells.replaceAll((key, cell) -> full(function.apply(key, cell.value())));
    }

    @Override
    public List<Mapping<K, V>> snapshot() {
        List<Mapping<K, V>> all = new ArrayList<>();
        cells.forEach((key, cell) -> all.add(new Mapping<>(key, cell)));
        return all;
    }

    @Override
    public @Nullable Cell<V> look(K key) {
        return cells.get(key);
    }

    @Override
    @SuppressWarnings("unchecked")
    public boolean swap(Object key, long expected, @Nullable V value) {
        boolean[] swapped = new boolean[1];
        cells.compute((K) key, (same, cell) -> {
            if ((cell == null ? Cell.NONE : cell.number()) != expected) {
                return cell;
            }
            swapped[0] = true;
            return cell(value);
        });
        return swapped[0];
    }
}
