package io.multiprocessing.internal.object;

import io.multiprocessing.SharedObjectGoneException;
import io.multiprocessing.internal.codec.compact.RepeatableReplacement;
import io.multiprocessing.internal.family.Member;
import java.io.Serializable;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A shared list as its users see it, in any member. A function that can be serialised runs at the owner; another runs
 * here, on a copy that takes the place of the list if nobody has changed it in the meantime, or else is made again.
 */
public final class SharedList<E extends @Nullable Object> extends AbstractList<E>
        implements Serializable, RepeatableReplacement {
    private static final long serialVersionUID = 1;

    private final transient ListHome<E> home;

    private SharedList(ListHome<E> home) {
        this.home = home;
    }

    /** Makes a list that lives in this member. */
    @SuppressWarnings("unchecked")
    public static <E extends @Nullable Object> SharedList<E> create(Member member) {
        return new SharedList<>(SharedObjects.of(member).share(ListHome.class, new ListTarget<E>()));
    }

    // ---- single elements

    @Override
    public E get(int index) {
        return home.get(index);
    }

    @Override
    public E set(int index, E element) {
        return home.set(index, element);
    }

    @Override
    public boolean add(E element) {
        home.add(element);
        return true;
    }

    @Override
    public void add(int index, E element) {
        home.insert(index, element);
    }

    @Override
    public E remove(int index) {
        return home.removeAt(index);
    }

    @Override
    public boolean remove(@Nullable Object element) {
        return home.remove(element);
    }

    @Override
    public int indexOf(@Nullable Object element) {
        return home.indexOf(element);
    }

    @Override
    public int lastIndexOf(@Nullable Object element) {
        return home.lastIndexOf(element);
    }

    @Override
    public boolean contains(@Nullable Object element) {
        return home.indexOf(element) >= 0;
    }

    // ---- many

    @Override
    public int size() {
        return home.size();
    }

    @Override
    public void clear() {
        home.clear();
    }

    @Override
    protected void removeRange(int from, int to) {
        home.removeRange(from, to);
    }

    @Override
    public boolean addAll(Collection<? extends E> elements) {
        return home.addAll(new ArrayList<>(elements));
    }

    @Override
    public boolean addAll(int index, Collection<? extends E> elements) {
        return home.insertAll(index, new ArrayList<>(elements));
    }

    @Override
    public boolean removeAll(Collection<?> elements) {
        return home.removeAll(new ArrayList<>(elements));
    }

    @Override
    public boolean retainAll(Collection<?> elements) {
        return home.retainAll(new ArrayList<>(elements));
    }

    @Override
    public boolean containsAll(Collection<?> elements) {
        return home.containsAll(new ArrayList<>(elements));
    }

    @Override
    public @Nullable Object[] toArray() {
        return copy().toArray();
    }

    @Override
    public <T extends @Nullable Object> T[] toArray(T[] target) {
        return copy().toArray(target);
    }

    @Override
    public <T extends @Nullable Object> T[] toArray(IntFunction<T[]> generator) {
        return copy().toArray(generator);
    }

    private List<E> copy() {
        return values(home.snapshot());
    }

    private static <E extends @Nullable Object> List<E> values(ListHome.Snapshot<E> snapshot) {
        List<E> values = new ArrayList<>(snapshot.cells().size());
        snapshot.cells().forEach(cell -> values.add(cell.value()));
        return values;
    }

    // ---- functions

    @Override
    public boolean removeIf(Predicate<? super E> filter) {
        return Functions.atOwnerOrHere(
                home, filter, () -> home.removeIf(filter), () -> changeHere(elements -> elements.removeIf(filter)));
    }

    @Override
    public void replaceAll(UnaryOperator<E> operator) {
        Functions.atOwnerOrHere(home, operator, () -> {
            home.replaceAll(operator);
            return true;
        }, () -> changeHere(elements -> {
            elements.replaceAll(operator);
            return true;
        }));
    }

    @Override
    public void sort(@Nullable Comparator<? super E> order) {
        if (order == null) {
            home.sort(null);
            return;
        }
        Functions.atOwnerOrHere(home, order, () -> {
            home.sort(order);
            return true;
        }, () -> changeHere(elements -> {
            elements.sort(order);
            return true;
        }));
    }

    /** @param change says whether it has changed anything */
    private boolean changeHere(Function<List<E>, Boolean> change) {
        while (true) {
            ListHome.Snapshot<E> seen = home.snapshot();
            List<E> elements = values(seen);
            if (!change.apply(elements)) {
                return false;
            }
            if (home.swap(seen.version(), elements)) {
                return true;
            }
        }
    }

    // ---- iteration

    @Override
    public Iterator<E> iterator() {
        return listIterator(0);
    }

    @Override
    public ListIterator<E> listIterator() {
        return listIterator(0);
    }

    @Override
    public ListIterator<E> listIterator(int index) {
        List<Cell<E>> cells = home.snapshot().cells();
        Objects.checkIndex(index, cells.size() + 1);
        return new ListSnapshot<>(home, cells, index);
    }

    // ---- identity and travel

    /** The elements; where they can't be had any more, the reference alone. */
    @Override
    public String toString() {
        try {
            return super.toString();
        } catch (SharedObjectGoneException e) {
            return home.toString();
        }
    }

    /** As any list's: equal to what has the same content. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || other instanceof SharedList<?> that && home.equals(that.home) || super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    private Object writeReplace() {
        return new Ticket(home);
    }

    /** What travels instead: the proxy of the home, which travels as a ticket of its own. */
    private record Ticket(ListHome<?> home) implements Serializable {
        private Object readResolve() {
            return new SharedList<>(home);
        }
    }
}
