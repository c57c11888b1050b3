package io.multiprocessing.internal.object;

import io.multiprocessing.SharedObjectGoneException;
import io.multiprocessing.internal.codec.compact.RepeatableReplacement;
import io.multiprocessing.internal.family.Member;
import java.io.Serializable;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A shared map as its users see it, in any member. A function that can be serialised runs at the owner; another runs
 * here, on what the key maps to, and again if that has changed in the meantime.
 */
public final class SharedMap<K, V> extends AbstractMap<K, V>
        implements ConcurrentMap<K, V>, Serializable, RepeatableReplacement {
    private static final long serialVersionUID = 1;

    private final transient MapHome<K, V> home;

    private SharedMap(MapHome<K, V> home) {
        this.home = home;
    }

    /** Makes a map that lives in this member. */
    @SuppressWarnings("unchecked")
    public static <K, V> SharedMap<K, V> create(Member member) {
        return new SharedMap<>(SharedObjects.of(member).share(MapHome.class, new MapTarget<K, V>()));
    }

    private static <T> T notNull(@Nullable T keyOrValue) {
        return Objects.requireNonNull(keyOrValue, "a shared map holds no null keys and values");
    }

    // ---- single mappings

    @Override
    public @Nullable V get(Object key) {
        return home.get(notNull(key));
    }

    @Override
    public boolean containsKey(Object key) {
        return home.containsKey(notNull(key));
    }

    @Override
    public boolean containsValue(Object value) {
        return home.containsValue(notNull(value));
    }

    @Override
    public @Nullable V put(K key, V value) {
        return home.put(notNull(key), notNull(value));
    }

    @Override
    public @Nullable V putIfAbsent(K key, V value) {
        return home.putIfAbsent(notNull(key), notNull(value));
    }

    @Override
    public @Nullable V remove(Object key) {
        return home.remove(notNull(key));
    }

    @Override
    public boolean remove(Object key, @Nullable Object value) {
        return value != null && home.remove(notNull(key), value);
    }

    @Override
    public @Nullable V replace(K key, V value) {
        return home.replace(notNull(key), notNull(value));
    }

    @Override
    public boolean replace(K key, V expected, V value) {
        return home.replace(notNull(key), notNull(expected), notNull(value));
    }

    // ---- functions

    @Override
    public @Nullable V compute(K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> function) {
        notNull(key);
        return Functions.atOwnerOrHere(
                home, function, () -> home.compute(key, function), () -> computeHere(key, function));
    }

    private @Nullable V computeHere(
            K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> function) {
        while (true) {
            Cell<V> seen = home.look(key);
            V value = function.apply(key, seen == null ? null : seen.value());
            if (seen == null && value == null) {
                return null;
            }
            if (home.swap(key, seen == null ? Cell.NONE : seen.number(), value)) {
                return value;
            }
        }
    }

    @Override
    public @Nullable V computeIfAbsent(K key, Function<? super K, ? extends @Nullable V> function) {
        V present = get(key);
        return present != null
                ? present
                : Functions.atOwnerOrHere(
                        home, function, () -> home.computeIfAbsent(key, function), () -> absentHere(key, function));
    }

    private @Nullable V absentHere(K key, Function<? super K, ? extends @Nullable V> function) {
        V value = function.apply(key);
        V winner = value == null ? null : home.putIfAbsent(key, value);
        return winner == null ? value : winner;
    }

    @Override
    public @Nullable V computeIfPresent(K key, BiFunction<? super K, ? super V, ? extends @Nullable V> function) {
        notNull(key);
        return Functions.atOwnerOrHere(
                home,
                function,
                () -> home.computeIfPresent(key, function),
                () -> computeHere(key, (same, value) -> value == null ? null : function.apply(same, value)));
    }

    @Override
    public @Nullable V merge(K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> function) {
        notNull(key);
        notNull(value);
        return Functions.atOwnerOrHere(
                home,
                function,
                () -> home.merge(key, value, function),
                () -> computeHere(key, (same, old) -> old == null ? value : function.apply(old, value)));
    }

    @Override
    public void replaceAll(BiFunction<? super K, ? super V, ? extends V> function) {
        Functions.atOwnerOrHere(home, function, () -> {
            home.replaceAll(function);
            return true;
        }, () -> {
            for (MapHome.Mapping<K, V> mapping : home.snapshot()) {
                computeHere(mapping.key(), (key, value) -> value == null ? null : function.apply(key, value));
            }
            return true;
        });
    }

    // ---- all of it

    @Override
    public int size() {
        return home.size();
    }

    @Override
    public boolean isEmpty() {
        return size() == 0;
    }

    @Override
    public void putAll(Map<? extends K, ? extends V> all) {
        Map<K, V> copy = new HashMap<>(all);
        copy.forEach((key, value) -> {
            notNull(key);
            notNull(value);
        });
        home.putAll(copy);
    }

    @Override
    public void clear() {
        home.clear();
    }

    @Override
    public Set<Entry<K, V>> entrySet() {
        return new MapEntries<>(this, home);
    }

    // ---- identity and travel

    /** The mappings; where they can't be had any more, the reference alone. */
    @Override
    public String toString() {
        try {
            return super.toString();
        } catch (SharedObjectGoneException e) {
            return home.toString();
        }
    }

    /** As any map's: equal to what has the same content. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || other instanceof SharedMap<?, ?> that && home.equals(that.home) || super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    private Object writeReplace() {
        return new Ticket(home);
    }

    /** What travels instead: the proxy of the home, which travels as a ticket of its own. */
    private record Ticket(MapHome<?, ?> home) implements Serializable {
        private Object readResolve() {
            return new SharedMap<>(home);
        }
    }
}
