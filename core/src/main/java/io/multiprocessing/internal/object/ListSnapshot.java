package io.multiprocessing.internal.object;

import java.util.List;
import java.util.ListIterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** What the list held at one time. Remove and set change the element that was seen, if it is still there. */
final class ListSnapshot<E extends @Nullable Object> implements ListIterator<E> {
    private static final int NO_ELEMENT = -1;

    private final ListHome<E> home;
    private final List<Cell<E>> cells;
    private int next;
    private int last = NO_ELEMENT;

    ListSnapshot(ListHome<E> home, List<Cell<E>> cells, int next) {
        this.home = home;
        this.cells = cells;
        this.next = next;
    }

    @Override
    public boolean hasNext() {
        return next < cells.size();
    }

    @Override
    public E next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the snapshot has " + cells.size() + " elements");
        }
        last = next++;
        return cells.get(last).value();
    }

    @Override
    public boolean hasPrevious() {
        return next > 0;
    }

    @Override
    public E previous() {
        if (!hasPrevious()) {
            throw new NoSuchElementException("at the beginning of the snapshot");
        }
        last = --next;
        return cells.get(last).value();
    }

    @Override
    public int nextIndex() {
        return next;
    }

    @Override
    public int previousIndex() {
        return next - 1;
    }

    private int lastIndex() {
        if (last == NO_ELEMENT) {
            throw new IllegalStateException("neither next nor previous was called since the last remove");
        }
        return last;
    }

    @Override
    public void remove() {
        int index = lastIndex();
        home.removeCell(cells.remove(index).number());
        next = Math.min(next, index);
        last = NO_ELEMENT;
    }

    @Override
    public void set(E element) {
        int index = lastIndex();
        cells.set(index, new Cell<>(home.setCell(cells.get(index).number(), element), element));
    }

    @Override
    public void add(E element) {
        throw new UnsupportedOperationException("The place in the snapshot may not exist in the list any more");
    }
}
