package io.multiprocessing.tck.family.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.QueueClosedException;
import io.multiprocessing.SharedLong;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.TaskFuture;
import io.multiprocessing.tck.family.harness.Await;
import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import io.multiprocessing.tck.family.harness.ProcessState;
import io.multiprocessing.tck.family.harness.Signals;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

/**
 * Producers that put one element after the other, for which a transport may not want to wait each time: whoever learns
 * of it by another way, here by a number in memory that all map, must not be able to tell.
 */
public interface QueueAheadContract extends FamilyUnderTest {
    int MANY = 1500;

    /** Enough for a producer to be taken for the only one. */
    int A_WHILE = 100;

    @FamilyTest
    @DisplayName("queue: an element is there as soon as its put has returned, for who looks and does not wait")
    default void thereAtOnce(Multiprocessing mp, ProcessPool pool) throws Exception {
        SharedQueue<Integer> queue = mp.queue();
        SharedLong returned = mp.sharedLong(0);
        TaskFuture<?> producer = pool.submit(() -> {
            for (int i = 0; i < MANY; i++) {
                queue.put(i);
                returned.incrementAndGet();
            }
        });
        for (int i = 0; i < MANY; i++) {
            while (returned.get() <= i) {
                Thread.onSpinWait();
            }
            switch (i % 4) {
                case 0 -> assertThat(queue.peek()).isEqualTo(i);
                case 1 -> assertThat(queue.size()).isPositive();
                case 2 -> assertThat(queue).contains(i);
                default -> assertThat(queue.isEmpty()).isFalse();
            }
            assertThat(queue.poll()).isEqualTo(i);
        }
        producer.get();
        assertThat(queue).isEmpty();
    }

    @FamilyTest
    @DisplayName("queue: two producers that take turns place their elements in the order of their turns")
    default void inTurns(Multiprocessing mp, ProcessPool pool) throws Exception {
        SharedQueue<Integer> queue = mp.queue();
        SharedLong turn = mp.sharedLong(0);
        List<TaskFuture<?>> producers = new ArrayList<>();
        for (int producer = 0; producer < 2; producer++) {
            int own = producer;
            producers.add(pool.submit(() -> {
                for (int i = own; i < MANY / A_WHILE; i += 2) {
                    while (turn.get() != i) {
                        Thread.onSpinWait();
                    }
                    for (int element = 0; element < A_WHILE; element++) {
                        queue.put(i * A_WHILE + element);
                    }
                    turn.incrementAndGet();
                }
            }));
        }
        for (int i = 0; i < MANY; i++) {
            assertThat(queue.take()).isEqualTo(i);
        }
        for (TaskFuture<?> producer : producers) {
            producer.get();
        }
    }

    @FamilyTest
    @DisplayName("queue: what was put before it was closed is there, and what came later was refused")
    default void closedAmidst(Multiprocessing mp, ProcessPool pool) throws Exception {
        SharedQueue<Integer> queue = mp.queue();
        SharedLong returned = mp.sharedLong(0);
        TaskFuture<Integer> producer = pool.submit(() -> {
            for (int i = 0;; i++) {
                try {
                    queue.put(i);
                } catch (QueueClosedException e) {
                    return i;
                }
                returned.incrementAndGet();
            }
        });
        while (returned.get() < MANY) {
            Thread.onSpinWait();
        }
        queue.close();
        List<Integer> there = new ArrayList<>();
        queue.drainTo(there);
        assertThat(there).hasSize(producer.get()).hasSize((int) returned.get());
        assertThat(there.getLast()).isEqualTo(there.size() - 1);
    }

    @FamilyTest
    @DisplayName("queue: one that is full takes no more, however fast they come, and exactly as many when there is room again")
    default void exactlyFull(Multiprocessing mp, ProcessPool pool) throws Exception {
        int capacity = 5 * A_WHILE;
        SharedQueue<Integer> queue = mp.queue(capacity);
        for (int round = 0; round < 3; round++) {
            int filled = pool.submit(() -> {
                int placed = 0;
                while (queue.offer(placed)) {
                    placed++;
                }
                return placed;
            }).get();
            assertThat(filled).isEqualTo(capacity);
            assertThat(queue.remainingCapacity()).isZero();
            assertThat(queue.offer(-1)).isFalse();
            for (int i = 0; i < capacity; i++) {
                assertThat(queue.poll()).isEqualTo(i);
            }
        }
        assertThat(pool.submit(() -> {
            for (int i = 0; i < A_WHILE; i++) {
                queue.put(i);
            }
            return queue.remainingCapacity();
        }).get()).isEqualTo(capacity - A_WHILE);
        for (int i = A_WHILE; i < capacity; i++) {
            assertThat(queue.offer(i)).as("room for %s", i).isTrue();
        }
        assertThat(queue.offer(-1)).isFalse();
    }

    @FamilyTest
    @DisplayName("queue: a producer that is killed loses nothing that it has put")
    default void killedProducer(Multiprocessing mp) throws Exception {
        for (int round = 0; round < 3; round++) {
            SharedQueue<Integer> queue = mp.queue();
            SharedLong returned = mp.sharedLong(0);
            ChildProcess producer = mp.start(() -> {
                for (int i = 0;; i++) {
                    queue.put(i);
                    returned.incrementAndGet();
                }
            });
            long enough = (long) A_WHILE * (round + 1);
            Await.until("it has put some", patience(), () -> returned.get() > enough);
            producer.kill();
            producer.join();
            List<Integer> there = new ArrayList<>();
            queue.drainTo(there);
            assertThat(there).hasSizeBetween((int) returned.get(), (int) returned.get() + 1);
            assertThat(there.getLast()).isEqualTo(there.size() - 1);
            assertThat(queue.offer(-1)).isTrue();
        }
    }

    @FamilyTest
    @DisplayName("queue: a producer that is stopped keeps nobody from looking, putting and taking, and loses nothing")
    default void stoppedProducer(Multiprocessing mp) throws Exception {
        SharedQueue<Integer> queue = mp.queue();
        SharedLong returned = mp.sharedLong(0);
        SharedLong enough = mp.sharedLong(0);
        ChildProcess producer = mp.start(() -> {
            for (int i = 0; enough.get() == 0; i++) {
                queue.put(i);
                returned.incrementAndGet();
                if (i % A_WHILE == 0) {
                    // Nobody takes anything meanwhile.
                    Thread.sleep(1);
                }
            }
        });
        while (returned.get() < A_WHILE) {
            Thread.onSpinWait();
        }
        stop(producer);
        try {
            while (!queue.offer(-1)) {
                // In memory that all touch it was stopped in the midst of putting, and others wait for it.
                Signals.send("CONT", producer.pid());
                stop(producer);
            }
            assertThat(queue.size()).isBetween((int) returned.get() + 1, (int) returned.get() + 2);
            assertThat(queue.peek()).isZero();
        } finally {
            enough.set(1);
            Signals.send("CONT", producer.pid());
        }
        producer.join();
        List<Integer> there = new ArrayList<>();
        queue.drainTo(there);
        there.remove((Integer) (-1));
        assertThat(there).hasSize((int) returned.get()).isSorted();
    }

    private void stop(ChildProcess child) throws Exception {
        Signals.send("STOP", child.pid());
        Await.until("it has stopped", patience(), () -> ProcessState.of(child.pid()).isStopped());
    }
}
