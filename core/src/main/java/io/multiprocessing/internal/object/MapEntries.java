package io.multiprocessing.internal.object;

import java.util.AbstractMap.SimpleEntry;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;

/** The mappings of a shared map, as its users see them, in any member. */
final class MapEntries<K, V> extends AbstractSet<Entry<K, V>> {
    private final SharedMap<K, V> map;
    private final MapHome<K, V> home;

    MapEntries(SharedMap<K, V> map, MapHome<K, V> home) {
        this.map = map;
        this.home = home;
    }

    @Override
    public Iterator<Entry<K, V>> iterator() {
        return new Snapshot();
    }

    @Override
    public int size() {
        return home.size();
    }

    @Override
    public boolean contains(Object object) {
        return object instanceof Entry<?, ?> entry
                && entry.getValue() != null
                && entry.getValue().equals(map.get(entry.getKey()));
    }

    @Override
    public boolean remove(Object object) {
        return object instanceof Entry<?, ?> entry && map.remove(entry.getKey(), entry.getValue());
    }

    @Override
    public void clear() {
        home.clear();
    }

    /** What the map held at one time. Remove takes a mapping out if it is still the one that was seen. */
    private final class Snapshot implements Iterator<Entry<K, V>> {
        private final Iterator<MapHome.Mapping<K, V>> all = home.snapshot().iterator();
        private @Nullable Written last;

        @Override
        public boolean hasNext() {
            return all.hasNext();
        }

        @Override
        public Entry<K, V> next() {
            MapHome.Mapping<K, V> next = all.next();
            Written entry = new Written(next.key(), next.cell());
            last = entry;
            return entry;
        }

        @Override
        public void remove() {
            Written entry = last;
            if (entry == null) {
                throw new IllegalStateException("next has not been called since the last remove");
            }
            last = null;
            entry.removeIfUnchanged();
        }
    }

    /** Writes through. */
    private final class Written extends SimpleEntry<K, V> {
        private static final long serialVersionUID = 1;

        /** Of the cell that was seen; {@link Cell#NONE} when another value was set. */
        private transient long number;

        Written(K key, Cell<V> cell) {
            super(key, cell.value());
            number = cell.number();
        }

        @Override
        public V setValue(V value) {
            map.put(getKey(), value);
            number = Cell.NONE;
            return super.setValue(value);
        }

        void removeIfUnchanged() {
            if (number == Cell.NONE) {
                home.remove(getKey(), getValue());
            } else {
                home.swap(getKey(), number, null);
            }
        }

        /** Without the map. */
        private Object writeReplace() {
            return new SimpleEntry<>(this);
        }
    }
}
