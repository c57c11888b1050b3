package io.multiprocessing.internal.object;

import java.io.Serializable;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What members ask the owner of a shared list. Each is atomic there. */
interface ListHome<E extends @Nullable Object> {
    E get(int index);

    E set(int index, E element);

    void add(E element);

    void insert(int index, E element);

    boolean addAll(Collection<? extends E> elements);

    boolean insertAll(int index, Collection<? extends E> elements);

    E removeAt(int index);

    boolean remove(@Nullable Object element);

    void removeRange(int from, int to);

    boolean removeAll(Collection<?> elements);

    boolean retainAll(Collection<?> elements);

    void clear();

    int size();

    int indexOf(@Nullable Object element);

    int lastIndexOf(@Nullable Object element);

    boolean containsAll(Collection<?> elements);

    boolean removeIf(Predicate<? super E> filter);

    void replaceAll(UnaryOperator<E> operator);

    void sort(@Nullable Comparator<? super E> order);

    /**
     * What the list held at one time.
     *
     * @param version changes with every change of the list
     */
    record Snapshot<E extends @Nullable Object>(long version, List<Cell<E>> cells) implements Serializable {}

    Snapshot<E> snapshot();

    /** Replaces all, if the list is still of that version. */
    boolean swap(long version, List<E> elements);

    /** Removes the element that was seen in a snapshot, if it is still there. */
    boolean removeCell(long number);

    /**
     * Replaces the element that was seen in a snapshot, if it is still there; returns the number of the new one, or 0.
     */
    long setCell(long number, E element);
}
