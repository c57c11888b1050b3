package io.multiprocessing.tck.family.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.multiprocessing.Multiprocessing;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.RemoteFunction;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.tck.family.harness.Blocked;
import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;

/**
 * How calls wait at a queue: woken, timed out, interrupted, joined. Each test runs in two processes, as in {@link
 * QueueContract}.
 */
public interface QueueWaitContract extends FamilyUnderTest {
    @FamilyTest
    @DisplayName("queue: what waits at a full or an empty queue is woken")
    default void blocksAndWakes(Multiprocessing mp, ProcessPool pool) throws Exception {
        SharedQueue<Integer> queue = mp.queue(1);
        Places.hereAndThere(pool, () -> {
            Blocked<Integer> taker = Blocked.run(Places.LONG, queue::take).awaitBlocked();
            Blocked<Integer> poller = Blocked.run(Places.LONG, () -> queue.poll(Places.LONG)).awaitBlocked();
            // Which of them gets which is not promised: where a queue is touched directly nobody keeps a line of those
            // who wait.
            queue.put(1);
            queue.put(2);
            assertThat(List.of(taker.value(), poller.value())).containsExactlyInAnyOrder(1, 2);

            queue.put(3);
            Blocked<Boolean> putter = Blocked.run(Places.LONG, () -> {
                queue.put(4);
                return true;
            }).awaitBlocked();
            Blocked<Boolean> offerer = Blocked.run(Places.LONG, () -> queue.offer(5, Places.LONG)).awaitBlocked();
            assertThat(queue.take()).isEqualTo(3);
            assertThat(List.of(queue.take(), queue.take())).containsExactlyInAnyOrder(4, 5);
            assertThat(putter.value()).isTrue();
            assertThat(offerer.value()).isTrue();
        });
    }

    @FamilyTest
    @DisplayName("queue: waits time out, have had no effect then, and do not wait at all for zero or less")
    default void timesOut(Multiprocessing mp, ProcessPool pool) throws Exception {
        SharedQueue<String> queue = mp.queue(1);
        Places.hereAndThere(pool, () -> {
            long begin = System.nanoTime();
            assertThat(queue.poll(Places.SHORT)).isNull();
            assertThat(queue.poll(60, TimeUnit.MILLISECONDS)).isNull();
            assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(2 * Places.SHORT.toNanos());
            assertThat(queue.poll(Duration.ZERO)).isNull();
            assertThat(queue.poll(-1, TimeUnit.SECONDS)).isNull();
            queue.put("in time");
            begin = System.nanoTime();
            assertThat(queue.offer("late", Places.SHORT)).isFalse();
            assertThat(queue.offer("late", 60, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(2 * Places.SHORT.toNanos());
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
        Places.hereAndThere(pool, () -> {
            Blocked<String> taker = Blocked.run(Places.LONG, queue::take).awaitBlocked().interrupt();
            assertThat(taker.thrown()).isInstanceOf(InterruptedException.class);
            Blocked<String> poller = Blocked.run(Places.LONG, () -> queue.poll(Places.LONG)).awaitBlocked().interrupt();
            assertThat(poller.thrown()).isInstanceOf(InterruptedException.class);
            queue.put("for those who still wait");
            assertThat(queue.size()).isEqualTo(1);
            Blocked<Boolean> putter = Blocked.run(Places.LONG, () -> {
                queue.put("never");
                return true;
            }).awaitBlocked().interrupt();
            assertThat(putter.thrown()).isInstanceOf(InterruptedException.class);
            Blocked<Boolean> offerer =
                    Blocked.run(Places.LONG, () -> queue.offer("never", Places.LONG)).awaitBlocked().interrupt();
            assertThat(offerer.thrown()).isInstanceOf(InterruptedException.class);
            assertThat(queue.take()).isEqualTo("for those who still wait");
            assertThat(queue.poll()).isNull();
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(InterruptedException.class).as("before").isThrownBy(() -> queue.put("never"));
            Thread.currentThread().interrupt();
            assertThat(queue.offer("not interruptible")).isTrue();
            assertThatExceptionOfType(InterruptedException.class).as("before").isThrownBy(queue::take);
            assertThat(queue.poll()).isEqualTo("not interruptible");
        });
    }

    @FamilyTest
    @DisplayName("queue: calls that are interrupted at any moment lose nothing and double nothing")
    default void interruptsAtRandomLoseNothing(Multiprocessing mp, ProcessPool pool) throws Exception {
        SharedQueue<Integer> queue = mp.queue(2);
        int count = 400;
        List<Integer> all = IntStream.range(0, count).boxed().toList();
        Places.hereAndThere(pool, () -> {
            Blocked<Boolean> feeder = Blocked.run(Places.LONG, () -> {
                for (int number = 0; number < count; number++) {
                    queue.put(number);
                }
                return true;
            });
            assertThat(underInterrupts(count, number -> queue.take())).isEqualTo(all);
            assertThat(feeder.value()).isTrue();

            Blocked<List<Integer>> taker = Blocked.run(Places.LONG, () -> {
                List<Integer> taken = new ArrayList<>();
                for (int number = 0; number < count; number++) {
                    taken.add(queue.take());
                }
                return taken;
            });
            underInterrupts(count, number -> {
                queue.put(number);
                return number;
            });
            assertThat(taker.value()).isEqualTo(all);
            assertThat(queue).isEmpty();
        });
    }

    /**
     * Makes so many calls, each again and again until it is not interrupted, in a thread that is interrupted all the
     * time.
     */
    private static List<Integer> underInterrupts(int count, RemoteFunction<Integer, Integer> call) throws Exception {
        Thread caller = Thread.currentThread();
        AtomicBoolean done = new AtomicBoolean();
        Thread interrupter = Thread.ofPlatform().daemon().start(() -> {
            Random random = new Random(7);
            while (!done.get()) {
                LockSupport.parkNanos(random.nextInt(100_000));
                caller.interrupt();
            }
        });
        List<Integer> results = new ArrayList<>();
        while (results.size() < count) {
            try {
                results.add(call.apply(results.size()));
            } catch (InterruptedException e) {
                // It has had no effect: again.
            }
        }
        done.set(true);
        while (interrupter.isAlive()) {
            Thread.yield();
        }
        boolean ignored = Thread.interrupted();
        return results;
    }

    @FamilyTest
    @DisplayName("queue: awaitDone waits until every element placed has been dealt with")
    default void joinable(Multiprocessing mp, ProcessPool pool) throws Exception {
        SharedQueue<String> queue = mp.queue();
        Places.hereAndThere(pool, () -> {
            queue.awaitDone();
            assertThat(queue.awaitDone(Duration.ZERO)).isTrue();
            assertThatIllegalStateException().isThrownBy(queue::taskDone);
            queue.addAll(List.of("a", "b"));
            assertThat(queue.awaitDone(Places.SHORT)).isFalse();
            assertThat(queue.awaitDone(Duration.ZERO)).isFalse();
            Blocked<Boolean> waiter = Blocked.run(Places.LONG, () -> {
                queue.awaitDone();
                return true;
            }).awaitBlocked();
            Blocked<Boolean> interrupted =
                    Blocked.run(Places.LONG, () -> queue.awaitDone(Places.LONG)).awaitBlocked().interrupt();
            assertThat(interrupted.thrown()).isInstanceOf(InterruptedException.class);
            queue.take();
            queue.taskDone();
            assertThat(queue.awaitDone(Places.SHORT)).isFalse();
            queue.take();
            assertThat(queue.awaitDone(Places.SHORT)).isFalse();
            queue.taskDone();
            assertThat(waiter.value()).isTrue();
            assertThat(queue.awaitDone(Places.LONG)).isTrue();
        });
    }
}
