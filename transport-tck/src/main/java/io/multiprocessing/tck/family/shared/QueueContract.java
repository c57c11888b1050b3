package io.multiprocessing.tck.family.shared;

import static io.multiprocessing.tck.family.harness.Await.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.multiprocessing.Multiprocessing;
import io.multiprocessing.NotSerializableTaskException;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.QueueClosedException;
import io.multiprocessing.RemoteRunnable;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.tck.family.harness.Blocked;
import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import io.multiprocessing.tck.family.harness.Fussy;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;

/**
 * What a queue does, by the word of {@link java.util.concurrent.BlockingQueue}. Each test runs twice: in the process
 * that the queue lives in, and in another one.
 */
public interface QueueContract extends FamilyUnderTest {
    @FamilyTest
    @DisplayName("queue: first in, first out; what looks at it tells what it holds")
    default void looksLikeAQueue(Multiprocessing mp, ProcessPool pool) throws Exception {
        SharedQueue<String> queue = mp.queue(5);
        Places.hereAndThere(pool, () -> {
            assertThat(queue.isEmpty()).isTrue();
            assertThat(queue.remainingCapacity()).isEqualTo(5);
            assertThat(queue.peek()).isNull();
            assertThat(queue.poll()).isNull();
            assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(queue::element);
            assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(queue::remove);
            queue.put("a");
            assertThat(queue.offer("b")).isTrue();
            assertThat(queue.add("c")).isTrue();
            assertThat(queue.offer("d", 1, TimeUnit.SECONDS)).isTrue();
            assertThat(queue.offer("e", Places.LONG)).isTrue();
            assertThat(queue.remainingCapacity()).isZero();
            assertThat(queue.offer("f")).isFalse();
            assertThatIllegalStateException().isThrownBy(() -> queue.add("f"));
            assertThat(queue).containsExactly("a", "b", "c", "d", "e").hasSize(5);
            assertThat(queue.contains("d")).isTrue();
            assertThat(queue.contains("z")).isFalse();
            assertThat(queue.peek()).isEqualTo("a");
            assertThat(queue.element()).isEqualTo("a");
            assertThat(queue.take()).isEqualTo("a");
            assertThat(queue.poll()).isEqualTo("b");
            assertThat(queue.remove()).isEqualTo("c");
            assertThat(queue.poll(1, TimeUnit.SECONDS)).isEqualTo("d");
            assertThat(queue.poll(Places.LONG)).isEqualTo("e");
            assertThat(queue.size()).isZero();
        });
    }

    @FamilyTest
    @DisplayName("queue: elements can be removed from within, drained, and cleared")
    default void removal(Multiprocessing mp, ProcessPool pool) throws Exception {
        SharedQueue<Integer> queue = mp.queue();
        Places.hereAndThere(pool, () -> {
            queue.addAll(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
            assertThat(queue.remainingCapacity()).isEqualTo(Integer.MAX_VALUE);
            assertThat(queue.remove(4)).isTrue();
            assertThat(queue.remove(44)).isFalse();
            Iterator<Integer> iterator = queue.iterator();
            while (iterator.hasNext()) {
                if (iterator.next() % 2 == 1) {
                    iterator.remove();
                }
            }
            assertThat(queue.toArray()).containsExactly(0, 2, 6, 8);
            assertThat(queue.removeIf(number -> number == 6)).isTrue();
            List<Integer> drained = new ArrayList<>();
            assertThat(queue.drainTo(drained, 2)).isEqualTo(2);
            assertThat(drained).containsExactly(0, 2);
            assertThat(queue.drainTo(drained)).isEqualTo(1);
            assertThat(drained).containsExactly(0, 2, 8);
            assertThat(queue.drainTo(drained)).isZero();
            assertThatIllegalArgumentException().isThrownBy(() -> queue.drainTo(queue));
            queue.addAll(List.of(1, 2, 3));
            queue.clear();
            assertThat(queue.isEmpty()).isTrue();
        });
    }

    @FamilyTest
    @DisplayName("queue: close ends it for all, but what it holds can still be taken")
    default void close(Multiprocessing mp, ProcessPool pool) throws Exception {
        for (boolean there : new boolean[] {false, true}) {
            SharedQueue<String> full = mp.queue(1);
            SharedQueue<String> empty = mp.queue(1);
            full.put("last");
            assertThat(full.isClosed()).isFalse();
            Blocked<String> taker = Blocked.run(Places.LONG, empty::take).awaitBlocked();
            Blocked<Boolean> offerer =
                    Blocked.run(Places.LONG, () -> full.offer("too late", Places.LONG)).awaitBlocked();
            RemoteRunnable close = () -> {
                full.close();
                empty.close();
                full.close();
            };
            if (there) {
                pool.submit(close).get();
            } else {
                close.run();
            }
            assertThat(taker.thrown()).isInstanceOf(QueueClosedException.class);
            assertThat(offerer.thrown()).isInstanceOf(QueueClosedException.class);
            assertThat(full.isClosed()).isTrue();
            assertThatExceptionOfType(QueueClosedException.class).isThrownBy(() -> full.put("x"));
            assertThatExceptionOfType(QueueClosedException.class).isThrownBy(() -> full.offer("x"));
            assertThat(pool.submit(() -> full.poll()).get()).isEqualTo("last");
            assertThatExceptionOfType(QueueClosedException.class).isThrownBy(full::poll);
            assertThatExceptionOfType(QueueClosedException.class).isThrownBy(full::take);
        }
    }

    /** Can be changed after it was put somewhere. */
    final class Mutable implements java.io.Serializable {
        private static final long serialVersionUID = 1;
        int[] numbers = {1, 2, 3};
    }

    @FamilyTest
    @DisplayName("queue: an element is what it was when it was put; what can't be serialised fails there, "
            + "and nothing is lost")
    default void elementsAreCopies(Multiprocessing mp, ProcessPool pool) throws Exception {
        SharedQueue<Object> queue = mp.queue(10);
        Places.hereAndThere(pool, () -> {
            Mutable element = new Mutable();
            queue.put(element);
            element.numbers[1] = 99;
            assertThatExceptionOfType(NotSerializableTaskException.class)
                    .isThrownBy(() -> queue.put(List.of("fine", new Object())))
                    .satisfies(e -> assertThat(e.className()).isEqualTo("java.lang.Object"));
            assertThatExceptionOfType(NotSerializableTaskException.class).isThrownBy(() -> queue.offer(new Object()));
            assertThatNullPointerException().isThrownBy(() -> queue.put(null));
            assertThatNullPointerException().isThrownBy(() -> queue.offer(null));
            queue.put("after");
            assertThat(queue.take()).isInstanceOfSatisfying(
                    Mutable.class, taken -> assertThat(taken.numbers).containsExactly(1, 2, 3));
            assertThat(queue.take()).isEqualTo("after");
        });
    }

    @FamilyTest
    @DisplayName("queue: an element that can't be read fails its taker alone")
    default void unreadableElement(Multiprocessing mp) throws Exception {
        SharedQueue<Object> queue = mp.queue();
        queue.put(new Fussy());
        queue.put("readable");
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(queue::take)
                .withStackTraceContaining("I refuse to be read");
        assertThat(next(queue)).isEqualTo("readable");
    }

    @FamilyTest
    @DisplayName("queue: a capacity below one is refused")
    default void capacityBelowOne(Multiprocessing mp) {
        assertThatIllegalArgumentException().isThrownBy(() -> mp.queue(0)).withMessageContaining("0");
        assertThatIllegalArgumentException().isThrownBy(() -> mp.queue(-1));
    }
}
