package io.multiprocessing.suites.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.multiprocessing.SharedQueue;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

/** {@link java.util.Queue} and {@link java.util.Collection}: looking, removing and iterating. */
class QueueCollectionSuiteTest extends OnEachTransport {
    private SharedQueue<Integer> queueOf(Integer... elements) {
        SharedQueue<Integer> queue = family().queue(10);
        queue.addAll(List.of(elements));
        return queue;
    }

    @Test
    void theFirstIsLookedAtAndTaken() {
        SharedQueue<Integer> queue = queueOf(1, 2);
        assertThat(queue.peek()).isEqualTo(1);
        assertThat(queue.element()).isEqualTo(1);
        assertThat(queue.remove()).isEqualTo(1);
        assertThat(queue.poll()).isEqualTo(2);
        assertThat(queue.peek()).isNull();
        assertThat(queue.poll()).isNull();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(queue::element);
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(queue::remove);
    }

    @Test
    void sizesFollow() {
        SharedQueue<Integer> queue = queueOf();
        for (int size = 0; size < 10; size++) {
            assertThat(queue.size()).isEqualTo(size);
            assertThat(queue.isEmpty()).isEqualTo(size == 0);
            assertThat(queue.remainingCapacity()).isEqualTo(10 - size);
            queue.add(size);
        }
        for (int size = 10; size > 0; size--) {
            assertThat(queue.size()).isEqualTo(size);
            queue.remove();
        }
        assertThat(queue.remainingCapacity()).isEqualTo(10);
    }

    @Test
    void elementsAreFoundByEquality() {
        SharedQueue<Integer> queue = queueOf(1000, 2000, 1000);
        assertThat(queue.contains(2000)).isTrue();
        assertThat(queue.contains(3000)).isFalse();
        assertThat(queue.contains("2000")).isFalse();
        assertThat(queue.containsAll(List.of(1000, 2000))).isTrue();
        assertThat(queue.containsAll(List.of(1000, 3000))).isFalse();
        assertThat(queue.remove((Object) 1000)).isTrue();
        assertThat(queue).containsExactly(2000, 1000);
        assertThat(queue.remove((Object) 3000)).isFalse();
        assertThat(queue.size()).isEqualTo(2);
    }

    @Test
    void manyAreRemoved() {
        SharedQueue<Integer> queue = queueOf(1, 2, 3, 4, 5, 6);
        assertThat(queue.removeAll(List.of(2, 7))).isTrue();
        assertThat(queue.removeAll(List.of(7))).isFalse();
        assertThat(queue.retainAll(List.of(1, 3, 4, 6))).isTrue();
        assertThat(queue.retainAll(List.of(1, 3, 4, 6))).isFalse();
        assertThat(queue.removeIf(number -> number > 3)).isTrue();
        assertThat(queue).containsExactly(1, 3);
        assertThat(queue.remainingCapacity()).isEqualTo(8);
        queue.clear();
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.poll()).isNull();
        queue.clear();
        queue.add(7);
        assertThat(queue.poll()).isEqualTo(7);
    }

    @Test
    void arraysAreCopies() {
        SharedQueue<Integer> queue = queueOf(1, 2, 3);
        assertThat(queue.toArray()).containsExactly(1, 2, 3);
        assertThat(queue.toArray(new Integer[0])).containsExactly(1, 2, 3);
        Integer[] larger = {9, 9, 9, 9, 9};
        assertThat(queue.toArray(larger)).isSameAs(larger);
        assertThat(larger).containsExactly(1, 2, 3, null, 9);
        assertThat(queue.toArray(Integer[]::new)).containsExactly(1, 2, 3);
        assertThatExceptionOfType(ArrayStoreException.class).isThrownBy(() -> queue.toArray(new String[3]));
        assertThat(queueOf().toArray()).isEmpty();
    }

    @Test
    void iteratorsGoFromFirstToLast() {
        SharedQueue<Integer> queue = queueOf(1, 2, 3);
        Iterator<Integer> iterator = queue.iterator();
        assertThat(iterator.next()).isEqualTo(1);
        assertThat(iterator.hasNext()).isTrue();
        assertThat(iterator.hasNext()).isTrue();
        assertThat(iterator.next()).isEqualTo(2);
        assertThat(iterator.next()).isEqualTo(3);
        assertThat(iterator.hasNext()).isFalse();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(iterator::next);
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(queueOf().iterator()::next);
        assertThat(queueOf().iterator().hasNext()).isFalse();
    }

    @Test
    void iteratorsRemove() {
        SharedQueue<Integer> queue = queueOf(1, 2, 3);
        Iterator<Integer> iterator = queue.iterator();
        assertThatIllegalStateException().isThrownBy(iterator::remove);
        iterator.next();
        iterator.next();
        iterator.remove();
        assertThatIllegalStateException().isThrownBy(iterator::remove);
        assertThat(queue).containsExactly(1, 3);
        assertThat(iterator.next()).isEqualTo(3);
        iterator.remove();
        assertThat(queue).containsExactly(1);
    }

    @Test
    void iteratorsAreWeaklyConsistent() {
        SharedQueue<Integer> queue = queueOf(1, 2, 3);
        Iterator<Integer> iterator = queue.iterator();
        queue.add(4);
        queue.remove();
        List<Integer> seen = new ArrayList<>();
        iterator.forEachRemaining(seen::add);
        assertThat(seen).containsSubsequence(2, 3);
        assertThat(queue).containsExactly(2, 3, 4);
    }

    @Test
    void anIteratorRemovesTheElementItSawAndNoOther() {
        SharedQueue<Integer> queue = queueOf(5, 5);
        Iterator<Integer> iterator = queue.iterator();
        iterator.next();
        assertThat(queue.remove()).isEqualTo(5);
        iterator.remove();
        assertThat(queue).containsExactly(5);
    }

    @Test
    void streamsAndLoopsSeeAll() {
        SharedQueue<Integer> queue = queueOf(3, 1, 2);
        assertThat(queue.stream()).containsExactly(3, 1, 2);
        assertThat(queue.parallelStream().mapToInt(Integer::intValue).sum()).isEqualTo(6);
        List<Integer> seen = new ArrayList<>();
        queue.forEach(seen::add);
        assertThat(seen).containsExactly(3, 1, 2);
        assertThat(queue.spliterator().tryAdvance(seen::add)).isTrue();
        assertThat(seen).endsWith(3);
        assertThat(queue.size()).isEqualTo(3);
    }

    @Test
    void otherProcessesSeeTheSame() throws Exception {
        SharedQueue<Integer> queue = queueOf(1, 2, 3);
        assertThat(elsewhere(() -> queue.stream().mapToInt(Integer::intValue).sum()).get()).isEqualTo(6);
        assertThat(elsewhere(() -> queue.remove((Object) 2)).get()).isTrue();
        assertThat(queue).containsExactly(1, 3);
        assertThat(elsewhere(queue::size).get()).isEqualTo(2);
        assertThat(elsewhere(queue::remainingCapacity).get()).isEqualTo(8);
    }
}
