package io.multiprocessing.internal.object;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A shared list where it lives. Its lock makes every operation atomic, also while a user's function runs. */
final class ListTarget<E extends @Nullable Object> implements ListHome<E> {
    private final List<Cell<E>> cells = new ArrayList<>();
    /**
     * The last number given to a cell; since every change but a removal makes a cell, with {@code removals} a version.
     */
    private long lastNumber = Cell.NONE;
    private long removals;

    private Cell<E> cell(E value) {
        return new Cell<>(++lastNumber, value);
    }

    private List<Cell<E>> cells(Collection<? extends E> values) {
        List<Cell<E>> made = new ArrayList<>(values.size());
        values.forEach(value -> made.add(cell(value)));
        return made;
    }

    private List<E> values() {
        List<E> values = new ArrayList<>(cells.size());
        cells.forEach(cell -> values.add(cell.value()));
        return values;
    }

    @Override
    public synchronized E get(int index) {
        return cells.get(index).value();
    }

    @Override
    public synchronized E set(int index, E element) {
        Objects.checkIndex(index, cells.size());
        return cells.set(index, cell(element)).value();
    }

    @Override
    public synchronized void add(E element) {
        cells.add(cell(element));
    }

    @Override
    public synchronized void insert(int index, E element) {
        cells.add(index, cell(element));
    }

    @Override
    public synchronized boolean addAll(Collection<? extends E> elements) {
        return cells.addAll(cells(elements));
    }

    @Override
    public synchronized boolean insertAll(int index, Collection<? extends E> elements) {
        return cells.addAll(index, cells(elements));
    }

    @Override
    public synchronized E removeAt(int index) {
        E removed = cells.remove(index).value();
        removals++;
        return removed;
    }

    @Override
    public synchronized boolean remove(@Nullable Object element) {
        int index = indexOf(element);
        if (index >= 0) {
            removeAt(index);
        }
        return index >= 0;
    }

    @Override
    public synchronized void removeRange(int from, int to) {
        cells.subList(from, to).clear();
        removals++;
    }

    @Override
    public synchronized boolean removeAll(Collection<?> elements) {
        return removeIf(elements::contains);
    }

    @Override
    public synchronized boolean retainAll(Collection<?> elements) {
        return removeIf(element -> !elements.contains(element));
    }

    @Override
    public synchronized void clear() {
        cells.clear();
        removals++;
    }

    @Override
    public synchronized int size() {
        return cells.size();
    }

    @Override
    public synchronized int indexOf(@Nullable Object element) {
        return values().indexOf(element);
    }

    @Override
    public synchronized int lastIndexOf(@Nullable Object element) {
        return values().lastIndexOf(element);
    }

    @Override
    public synchronized boolean containsAll(Collection<?> elements) {
        return new HashSet<>(values()).containsAll(elements);
    }

    @Override
    public synchronized boolean removeIf(Predicate<? super E> filter) {
        boolean removed = cells.removeIf(cell -> filter.test(cell.value()));
        removals += removed ? 1 : 0;
        return removed;
    }

    @Override
    public synchronized void replaceAll(UnaryOperator<E> operator) {
        List<E> values = values();
        values.replaceAll(operator);
        replaceWith(values);
    }

    @Override
    public synchronized void sort(@Nullable Comparator<? super E> order) {
        List<E> values = values();
        values.sort(order);
        replaceWith(values);
    }

    private void replaceWith(List<E> values) {
        List<Cell<E>> replaced = cells(values);
        cells.clear();
        cells.addAll(replaced);
        removals++;
    }

    private long version() {
        return lastNumber + removals;
    }

    @Override
    public synchronized Snapshot<E> snapshot() {
        return new Snapshot<>(version(), new ArrayList<>(cells));
    }

    @Override
    public synchronized boolean swap(long version, List<E> elements) {
        if (version != version()) {
            return false;
        }
        replaceWith(elements);
        return true;
    }

    private int indexOfCell(long number) {
        for (int i = 0; i < cells.size(); i++) {
            if (cells.get(i).number() == number) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public synchronized boolean removeCell(long number) {
        int index = indexOfCell(number);
        if (index >= 0) {
            removeAt(index);
        }
        return index >= 0;
    }

    @Override
    public synchronized long setCell(long number, E element) {
        int index = indexOfCell(number);
        if (index < 0) {
            return Cell.NONE;
        }
        Cell<E> replacement = cell(element);
        cells.set(index, replacement);
        return replacement.number();
    }
}
