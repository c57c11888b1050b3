package io.multiprocessing.suites.concurrent;

import static java.util.concurrent.TimeUnit.DAYS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.multiprocessing.SharedQueue;
import io.multiprocessing.TaskFuture;
import io.multiprocessing.tck.family.harness.Blocked;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@link java.util.concurrent.BlockingQueue}: what waits, what is refused, and what goes in bulk. */
class BlockingQueueSuiteTest extends OnEachTransport {
    private SharedQueue<Integer> queueOf(int capacity, Integer... elements) {
        SharedQueue<Integer> queue = family().queue(capacity);
        queue.addAll(List.of(elements));
        return queue;
    }

    @Test
    void aCapacityIsAtLeastOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> family().queue(0));
        assertThatIllegalArgumentException().isThrownBy(() -> family().queue(-1));
        assertThat(family().queue(1).remainingCapacity()).isEqualTo(1);
        assertThat(family().queue().remainingCapacity()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void nullsAreRefusedAndChangeNothing() {
        SharedQueue<Integer> queue = queueOf(5);
        assertThatNullPointerException().isThrownBy(() -> queue.put(null));
        assertThatNullPointerException().isThrownBy(() -> queue.add(null));
        assertThatNullPointerException().isThrownBy(() -> queue.offer(null));
        assertThatNullPointerException().isThrownBy(() -> queue.offer(null, 1, DAYS));
        assertThatNullPointerException().isThrownBy(() -> queue.offer(null, SHORTLY));
        assertThatNullPointerException().isThrownBy(() -> queue.offer(1, 1, null));
        assertThatNullPointerException().isThrownBy(() -> queue.offer(1, null));
        assertThatNullPointerException().isThrownBy(() -> queue.poll(1, null));
        assertThatNullPointerException().isThrownBy(() -> queue.poll(null));
        assertThatNullPointerException().isThrownBy(() -> queue.addAll(null));
        assertThatNullPointerException().isThrownBy(() -> queue.addAll(Arrays.asList(1, null)));
        assertThatNullPointerException().isThrownBy(() -> queue.drainTo(null));
        assertThatNullPointerException().isThrownBy(() -> queue.drainTo(null, 1));
        assertThatNullPointerException().isThrownBy(() -> queue.drainTo(null, 0));
        assertThatNullPointerException().isThrownBy(() -> queue.toArray((Object[]) null));
        assertThatNullPointerException().isThrownBy(() -> queue.forEach(null));
        assertThatNullPointerException().isThrownBy(() -> queue.removeIf(null));
        assertThat(queue.contains(null)).isFalse();
        assertThat(queue.remove(null)).isFalse();
        assertThat(queue).isEmpty();
    }

    @Test
    void itIsNotAddedToOrDrainedToItself() {
        SharedQueue<Integer> queue = queueOf(5, 1);
        assertThatIllegalArgumentException().isThrownBy(() -> queue.addAll(queue));
        assertThatIllegalArgumentException().isThrownBy(() -> queue.drainTo(queue));
        assertThatIllegalArgumentException().isThrownBy(() -> queue.drainTo(queue, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> queue.drainTo(queue, 0));
        assertThat(queue).containsExactly(1);
    }

    @Test
    void aFullOneRefusesWhatCannotWait() {
        SharedQueue<Integer> queue = queueOf(2, 1);
        assertThat(queue.remainingCapacity()).isEqualTo(1);
        assertThat(queue.offer(2)).isTrue();
        assertThat(queue.remainingCapacity()).isZero();
        assertThat(queue.offer(3)).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> queue.add(3));
        assertThat(queue).containsExactly(1, 2);
        assertThat(queue.poll()).isEqualTo(1);
        assertThat(queue.add(3)).isTrue();
        assertThat(queue).containsExactly(2, 3);
    }

    @Test
    void whatHasRoomIsAddedInOrder() {
        SharedQueue<Integer> queue = queueOf(3);
        assertThat(queue.addAll(List.of())).isFalse();
        assertThat(queue.addAll(List.of(1, 2))).isTrue();
        assertThatIllegalStateException().isThrownBy(() -> queue.addAll(List.of(3, 4)));
        assertThat(queue).containsExactly(1, 2, 3);
    }

    @Test
    void timedOfferGivesUp() throws Exception {
        SharedQueue<Integer> queue = queueOf(1, 1);
        assertThat(assertWaits(() -> queue.offer(2, SHORTLY.toMillis(), MILLISECONDS))).isFalse();
        assertThat(assertWaits(() -> queue.offer(2, SHORTLY))).isFalse();
        assertThat(queue.offer(2, 0, MILLISECONDS)).isFalse();
        assertThat(queue.offer(2, -1, DAYS)).isFalse();
        assertThat(queue.offer(2, Long.MIN_VALUE, NANOSECONDS)).isFalse();
        assertThat(queue).containsExactly(1);
        queue.clear();
        assertThat(queue.offer(2, 0, MILLISECONDS)).isTrue();
        assertThat(queue.offer(3, -1, MILLISECONDS)).isFalse();
        assertThat(queue).containsExactly(2);
    }

    @Test
    void timedPollGivesUp() throws Exception {
        SharedQueue<Integer> queue = queueOf(1);
        assertThat(queue.poll()).isNull();
        assertThat(assertWaits(() -> queue.poll(SHORTLY.toMillis(), MILLISECONDS))).isNull();
        assertThat(assertWaits(() -> queue.poll(SHORTLY))).isNull();
        assertThat(queue.poll(0, MILLISECONDS)).isNull();
        assertThat(queue.poll(-1, DAYS)).isNull();
        assertThat(queue.poll(Long.MIN_VALUE, NANOSECONDS)).isNull();
        queue.put(1);
        assertThat(queue.poll(-1, DAYS)).isEqualTo(1);
    }

    @Test
    void putWaitsForRoom() throws Exception {
        SharedQueue<Integer> queue = queueOf(1, 1);
        Blocked<Boolean> put = here(() -> {
            queue.put(2);
            return queue.offer(3, PATIENCE);
        });
        put.awaitBlocked();
        assertThat(queue).containsExactly(1);
        assertThat(elsewhere(queue::take).get()).isEqualTo(1);
        assertThat(queue.poll(PATIENCE)).isEqualTo(2);
        assertThat(put.value()).isTrue();
        assertThat(queue.take()).isEqualTo(3);
    }

    @Test
    void takeWaitsForAnElement() throws Exception {
        SharedQueue<Integer> queue = queueOf(1);
        TaskFuture<Integer> taken = elsewhere(() -> queue.take() + queue.poll(PATIENCE));
        Blocked<Boolean> placed = here(() -> {
            queue.put(1);
            queue.put(2);
            return true;
        });
        assertThat(taken.get()).isEqualTo(3);
        assertThat(placed.value()).isTrue();
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void waitsAreInterrupted() throws Exception {
        SharedQueue<Integer> full = queueOf(1, 1);
        assertInterruptible(() -> {
            full.put(2);
            return true;
        });
        assertInterruptible(() -> full.offer(2, Long.MAX_VALUE, DAYS));
        assertInterruptible(() -> full.offer(2, PATIENCE));
        assertThat(full).containsExactly(1);
        SharedQueue<Integer> empty = queueOf(1);
        assertInterruptible(empty::take);
        assertInterruptible(() -> empty.poll(Long.MAX_VALUE, DAYS));
        assertInterruptible(() -> empty.poll(PATIENCE));
        empty.put(1);
        assertThat(empty.take()).isEqualTo(1);
    }

    @Test
    void whatNeedNotWaitIsInterruptedAllTheSame() throws Exception {
        SharedQueue<Integer> queue = queueOf(3, 1);
        assertEndsWhenInterruptedBefore(() -> {
            queue.put(2);
            return true;
        });
        assertEndsWhenInterruptedBefore(() -> queue.offer(2, PATIENCE));
        assertEndsWhenInterruptedBefore(queue::take);
        assertEndsWhenInterruptedBefore(() -> queue.poll(PATIENCE));
        assertThat(queue).containsExactly(1);
    }

    @Test
    void whatNeverWaitsKeepsTheInterrupt() {
        SharedQueue<Integer> queue = queueOf(3, 1);
        Thread.currentThread().interrupt();
        assertThat(queue.offer(2)).isTrue();
        assertThat(queue.peek()).isEqualTo(1);
        assertThat(queue.poll()).isEqualTo(1);
        assertThat(queue.size()).isEqualTo(1);
        assertThat(queue.drainTo(new ArrayList<>())).isEqualTo(1);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void whoIsInterruptedTakesNothingFromOthers() throws Exception {
        SharedQueue<Integer> queue = queueOf(1);
        Blocked<Integer> first = here(queue::take).awaitBlocked();
        Blocked<Integer> second = here(queue::take).awaitBlocked();
        first.interrupt();
        assertThat(first.thrown()).isInstanceOf(InterruptedException.class);
        queue.put(1);
        assertThat(second.value()).isEqualTo(1);
    }

    @Test
    void oneElementWakesOneOfMany() throws Exception {
        SharedQueue<Integer> queue = queueOf(10);
        List<Blocked<Integer>> takers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            takers.add(here(queue::take).awaitBlocked());
        }
        elsewhere(() -> queue.addAll(List.of(1, 2, 3, 4))).get();
        int sum = 0;
        for (Blocked<Integer> taker : takers) {
            sum += taker.value();
        }
        assertThat(sum).isEqualTo(10);
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void drainToTakesAllInOrder() {
        SharedQueue<Integer> queue = queueOf(5, 1, 2, 3);
        List<Integer> drained = new ArrayList<>(List.of(0));
        assertThat(queue.drainTo(drained)).isEqualTo(3);
        assertThat(drained).containsExactly(0, 1, 2, 3);
        assertThat(queue.drainTo(drained)).isZero();
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.remainingCapacity()).isEqualTo(5);
        queue.add(4);
        assertThat(queue.drainTo(drained)).isEqualTo(1);
        assertThat(drained).endsWith(4);
    }

    @Test
    void drainToTakesNoMoreThanIsWanted() {
        for (int most = -1; most < 6; most++) {
            SharedQueue<Integer> queue = queueOf(5, 1, 2, 3);
            List<Integer> drained = new ArrayList<>();
            int expected = Math.clamp(most, 0, 3);
            assertThat(queue.drainTo(drained, most)).isEqualTo(expected);
            assertThat(drained).isEqualTo(List.of(1, 2, 3).subList(0, expected));
            assertThat(queue).containsExactlyElementsOf(List.of(1, 2, 3).subList(expected, 3));
        }
    }

    @Test
    void drainToMakesRoom() throws Exception {
        SharedQueue<Integer> queue = queueOf(2, 1, 2);
        Blocked<Boolean> put = here(() -> {
            queue.put(3);
            return true;
        }).awaitBlocked();
        List<Integer> drained = new ArrayList<>();
        assertThat(queue.drainTo(drained)).isGreaterThanOrEqualTo(2);
        assertThat(put.value()).isTrue();
        queue.drainTo(drained);
        assertThat(drained).containsExactly(1, 2, 3);
    }

    @Test
    void removalMakesRoom() throws Exception {
        SharedQueue<Integer> queue = queueOf(2, 1, 2);
        Blocked<Boolean> put = here(() -> {
            queue.put(3);
            return true;
        }).awaitBlocked();
        assertThat(queue.remove(2)).isTrue();
        assertThat(put.value()).isTrue();
        assertThat(queue).containsExactly(1, 3);
        Blocked<Boolean> other = here(() -> {
            queue.put(4);
            return true;
        }).awaitBlocked();
        queue.clear();
        assertThat(other.value()).isTrue();
        assertThat(queue.take()).isEqualTo(4);
    }

    @Test
    void producersOfSeveralProcessesKeepTheirOwnOrder() throws Exception {
        SharedQueue<Integer> queue = queueOf(3);
        TaskFuture<Boolean> odd = elsewhere(() -> {
            for (int number = 1; number < 200; number += 2) {
                queue.put(number);
            }
            return true;
        });
        Blocked<Boolean> even = here(() -> {
            for (int number = 0; number < 200; number += 2) {
                queue.put(number);
            }
            return true;
        });
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            all.add(queue.take());
        }
        assertThat(odd.get()).isTrue();
        assertThat(even.value()).isTrue();
        assertThat(all.stream().filter(number -> number % 2 == 0)).isSorted().hasSize(100);
        assertThat(all.stream().filter(number -> number % 2 == 1)).isSorted().hasSize(100);
    }
}
