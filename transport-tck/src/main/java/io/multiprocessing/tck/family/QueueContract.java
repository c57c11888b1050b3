package io.multiprocessing.tck.family;

import static io.multiprocessing.tck.family.internal.Await.next;
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
import io.multiprocessing.tck.family.internal.Blocked;
import io.multiprocessing.tck.family.internal.Fussy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;

/**
 * What a queue does, by the word of {@link java.util.concurrent.BlockingQueue}. Each test runs twice: in the process that
 * the queue lives in, and in another one.
 */
public interface QueueContract extends FamilyUnderTest {
    Duration SHORT = Duration.ofMillis(60);
    Duration LONG = Duration.ofSeconds(30);

    private static void hereAndThere(ProcessPool pool, RemoteRunnable test) throws Exception {
        test.run();
        pool.submit(test).get();
    }

    @FamilyTest
    @DisplayName("queue: first in, first out; what looks at it tells what it holds")
    default void looksLikeAQueue(Multiprocessing mp, ProcessPool pool) throws Exception {
        SharedQueue<String> queue = mp.queue(5);
        hereAndThere(pool, () -> {
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
            assertThat(queue.offer("e", LONG)).isTrue();
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
            assertThat(queue.poll(LONG)).isEqualTo("e");
            assertThat(queue.size()).isZero();
        });
    }

    @FamilyTest
    @DisplayName("queue: elements can be removed from within, drained, and cleared")
    default void removal(Multiprocessing mp, ProcessPool pool) throws Exception {
        SharedQueue<Integer> queue = mp.queue();
        hereAndThere(pool, () -> {
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
    @DisplayName("queue: what waits at a full or an empty queue is woken, in the order in which it came")
    default void blocksAndWakes(Multiprocessing mp, ProcessPool pool) throws Exception {
        SharedQueue<Integer> queue = mp.queue(1);
        hereAndThere(pool, () -> {
            Blocked<Integer> taker = Blocked.run(LONG, queue::take).awaitBlocked();
            Blocked<Integer> poller = Blocked.run(LONG, () -> queue.poll(LONG)).awaitBlocked();
            queue.put(1);
            assertThat(taker.value()).isEqualTo(1);
            queue.put(2);
            assertThat(poller.value()).isEqualTo(2);

            queue.put(3);
            Blocked<Boolean> putter = Blocked.run(LONG, () -> {
                queue.put(4);
                return true;
            }).awaitBlocked();
            Blocked<Boolean> offerer = Blocked.run(LONG, () -> queue.offer(5, LONG)).awaitBlocked();
            assertThat(queue.take()).isEqualTo(3);
            assertThat(putter.value()).isTrue();
            assertThat(queue.take()).isEqualTo(4);
            assertThat(offerer.value()).isTrue();
            assertThat(queue.take()).isEqualTo(5);
        });
    }

    @FamilyTest
    @DisplayName("queue: waits time out, have had no effect then, and do not wait at all for zero or less")
    default void timesOut(Multiprocessing mp, ProcessPool pool) throws Exception {
        SharedQueue<String> queue = mp.queue(1);
        hereAndThere(pool, () -> {
            long begin = System.nanoTime();
            assertThat(queue.poll(SHORT)).isNull();
            assertThat(queue.poll(60, TimeUnit.MILLISECONDS)).isNull();
            assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(2 * SHORT.toNanos());
            assertThat(queue.poll(Duration.ZERO)).isNull();
            assertThat(queue.poll(-1, TimeUnit.SECONDS)).isNull();
            queue.put("in time");
            begin = System.nanoTime();
            assertThat(queue.offer("late", SHORT)).isFalse();
            assertThat(queue.offer("late", 60, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(2 * SHORT.toNanos());
            assertThat(queue.offer("late", Duration.ofDays(-1))).isFalse();
            assertThat(queue.offer("late", 0, TimeUnit.SECONDS)).isFalse();
            assertThat(queue.poll(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo("in time");
            assertThat(queue).isEmpty();
        });
    }

    @FamilyTest
    @DisplayName("queue: an interrupt ends a wait, which then has had no effect")
    default void isInterruptible(Multiprocessing mp, ProcessPool pool) throws Exception {
        SharedQueue<String> queue = mp.queue(1);
        hereAndThere(pool, () -> {
            Blocked<String> taker = Blocked.run(LONG, queue::take).awaitBlocked().interrupt();
            assertThat(taker.thrown()).isInstanceOf(InterruptedException.class);
            Blocked<String> poller = Blocked.run(LONG, () -> queue.poll(LONG)).awaitBlocked().interrupt();
            assertThat(poller.thrown()).isInstanceOf(InterruptedException.class);
            queue.put("for those who still wait");
            assertThat(queue.size()).isEqualTo(1);
            Blocked<Boolean> putter = Blocked.run(LONG, () -> {
                queue.put("never");
                return true;
            }).awaitBlocked().interrupt();
            assertThat(putter.thrown()).isInstanceOf(InterruptedException.class);
            Blocked<Boolean> offerer = Blocked.run(LONG, () -> queue.offer("never", LONG)).awaitBlocked().interrupt();
            assertThat(offerer.thrown()).isInstanceOf(InterruptedException.class);
            assertThat(queue.take()).isEqualTo("for those who still wait");
            assertThat(queue.poll()).isNull();
        });
    }

    @FamilyTest
    @DisplayName("queue: calls that are interrupted at any moment lose nothing and double nothing")
    default void interruptsAtRandomLoseNothing(Multiprocessing mp, ProcessPool pool) throws Exception {
        SharedQueue<Integer> queue = mp.queue(3);
        hereAndThere(pool, () -> {
            Thread caller = Thread.currentThread();
            AtomicBoolean done = new AtomicBoolean();
            Thread interrupter = Thread.ofPlatform().daemon().start(() -> {
                Random random = new Random(7);
                while (!done.get()) {
                    LockSupport.parkNanos(random.nextInt(200_000));
                    caller.interrupt();
                }
            });
            List<Integer> put = new ArrayList<>();
            List<Integer> taken = new ArrayList<>();
            int interrupts = 0;
            for (int number = 0; number < 300; number++) {
                try {
                    queue.put(number);
                    put.add(number);
                    taken.add(queue.take());
                } catch (InterruptedException e) {
                    interrupts++;
                }
            }
            done.set(true);
            while (interrupter.isAlive()) {
                Thread.yield();
            }
            assertThat(Thread.interrupted() || interrupts > 0).isTrue();
            queue.drainTo(taken);
            assertThat(taken).isEqualTo(put);
        });
    }

    @FamilyTest
    @DisplayName("queue: awaitDone waits until every element placed has been dealt with")
    default void joinable(Multiprocessing mp, ProcessPool pool) throws Exception {
        SharedQueue<String> queue = mp.queue();
        hereAndThere(pool, () -> {
            queue.awaitDone();
            assertThat(queue.awaitDone(Duration.ZERO)).isTrue();
            assertThatIllegalStateException().isThrownBy(queue::taskDone);
            queue.addAll(List.of("a", "b"));
            assertThat(queue.awaitDone(SHORT)).isFalse();
            assertThat(queue.awaitDone(Duration.ZERO)).isFalse();
            Blocked<Boolean> waiter = Blocked.run(LONG, () -> {
                queue.awaitDone();
                return true;
            }).awaitBlocked();
            Blocked<Boolean> interrupted = Blocked.run(LONG, () -> queue.awaitDone(LONG)).awaitBlocked().interrupt();
            assertThat(interrupted.thrown()).isInstanceOf(InterruptedException.class);
            queue.take();
            queue.taskDone();
            assertThat(queue.awaitDone(SHORT)).isFalse();
            queue.take();
            assertThat(queue.awaitDone(SHORT)).isFalse();
            queue.taskDone();
            assertThat(waiter.value()).isTrue();
            assertThat(queue.awaitDone(LONG)).isTrue();
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
            Blocked<String> taker = Blocked.run(LONG, empty::take).awaitBlocked();
            Blocked<Boolean> offerer = Blocked.run(LONG, () -> full.offer("too late", LONG)).awaitBlocked();
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
    @DisplayName("queue: an element is what it was when it was put; what can't be serialised fails there, and nothing is lost")
    default void elementsAreCopies(Multiprocessing mp, ProcessPool pool) throws Exception {
        SharedQueue<Object> queue = mp.queue(10);
        hereAndThere(pool, () -> {
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
