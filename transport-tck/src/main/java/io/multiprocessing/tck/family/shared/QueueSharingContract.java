package io.multiprocessing.tck.family.shared;

import static io.multiprocessing.tck.family.harness.Await.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.MultiprocessingException;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.TaskFuture;
import io.multiprocessing.tck.family.harness.Await;
import io.multiprocessing.tck.family.harness.Blocked;
import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;

/** Queues between all members of a family. */
public interface QueueSharingContract extends FamilyUnderTest {
    @FamilyTest
    @DisplayName("sharing: parent, children, siblings and grandchildren use one queue, wherever it lives")
    default void betweenAllMembers(Multiprocessing mp) throws Exception {
        SharedQueue<String> up = mp.queue();
        SharedQueue<String> down = mp.queue();
        SharedQueue<SharedQueue<String>> queues = mp.queue();
        ChildProcess elder = mp.start(() -> {
            SharedQueue<String> ofElder = Multiprocessing.current().queue();
            // One for the sibling, one for the root.
            queues.put(ofElder);
            queues.put(ofElder);
            up.put("elder took: " + ofElder.take());
            ChildProcess grandchild = Multiprocessing.current().start(() -> {
                ofElder.put("grandchild, which took: " + down.take());
            });
            up.put("elder took: " + ofElder.take());
            grandchild.join();
            down.take();
        });
        ChildProcess younger = mp.start(() -> {
            SharedQueue<String> ofElder = queues.take();
            ofElder.put("younger");
            up.put("younger took: " + down.take());
        });
        assertThat(next(up)).isEqualTo("elder took: younger");
        down.put("root");
        assertThat(next(up)).isEqualTo("younger took: root");
        down.put("root");
        assertThat(next(up)).isEqualTo("elder took: grandchild, which took: root");
        SharedQueue<String> ofElder = next(queues);
        ofElder.put("root to itself");
        assertThat(next(ofElder)).isEqualTo("root to itself");
        down.put("enough");
        younger.join();
        elder.join();
        assertThat(List.of(elder.exitCode().getAsInt(), younger.exitCode().getAsInt())).containsExactly(0, 0);
    }

    @FamilyTest
    @DisplayName("sharing: a queue that travelled is the same queue, also inside another one, and comes home")
    default void queueInsideQueue(Multiprocessing mp, ProcessPool pool) throws Exception {
        SharedQueue<Object> outer = mp.queue();
        SharedQueue<Object> inner = mp.queue();
        outer.put(Map.of("inner", inner, "number", 1));
        inner.put("found");
        assertThat(pool.submit(() -> {
            Map<?, ?> map = (Map<?, ?>) outer.take();
            SharedQueue<?> found = (SharedQueue<?>) map.get("inner");
            assertThat(found).isEqualTo(inner).hasSameHashCodeAs(inner).isNotEqualTo(outer);
            outer.put(found);
            return found.take();
        }).get()).isEqualTo("found");
        assertThat(next(outer)).isEqualTo(inner);
    }

    @FamilyTest
    @DisplayName("sharing: arrays of 0 bytes to 64 MiB travel there and back unharmed")
    default void elementSizes(Multiprocessing mp, ProcessPool pool) throws Exception {
        SharedQueue<byte[]> there = mp.queue(1);
        SharedQueue<byte[]> back = mp.queue(1);
        int[] sizes = {0, 1, 7, 4095, 4096, 65_535, 65_536, 65_537, (1 << 20) + 1, LARGEST_BYTES};
        TaskFuture<?> echo = pool.submit(() -> {
            for (int i = 0; i < sizes.length; i++) {
                back.put(there.take());
            }
        });
        for (int size : sizes) {
            byte[] sent = new byte[size];
            for (int i = 0; i < size; i += 97) {
                sent[i] = (byte) (i * 31 + size);
            }
            there.put(sent);
            assertThat(Arrays.equals(sent, next(back))).as("an array of %s bytes is the same", size).isTrue();
        }
        echo.get();
    }

    @FamilyTest
    @DisplayName("sharing: what is too large is refused by put, here and there, and harms nobody")
    default void tooLarge(Multiprocessing mp, ProcessPool pool) throws Exception {
        SharedQueue<byte[]> queue = mp.queue();
        assertThatExceptionOfType(MultiprocessingException.class)
                .isThrownBy(() -> queue.put(new byte[LARGEST_BYTES + (1 << 20)]))
                .withMessageContaining("large");
        assertThat(pool.submit(() -> {
            assertThatExceptionOfType(MultiprocessingException.class)
                    .isThrownBy(() -> queue.put(new byte[LARGEST_BYTES + (1 << 20)]))
                    .withMessageContaining("large");
            queue.put(new byte[3]);
            return queue.size();
        }).get()).isEqualTo(1);
        assertThat(next(queue)).hasSize(3);
    }

    @FamilyTest
    @DisplayName("sharing: many producers and consumers in many processes lose nothing, double nothing, and "
            + "keep the order")
    default void manyProducersAndConsumers(Multiprocessing mp) throws Exception {
        int perProducer = 1500;
        SharedQueue<long[]> queue = mp.queue(16);
        try (ProcessPool pool = mp.pool(4)) {
            List<TaskFuture<List<long[]>>> consumers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                consumers.add(pool.submit(() -> consume(queue)));
            }
            List<TaskFuture<?>> producers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                int producer = i;
                producers.add(pool.submit(() -> produce(queue, producer, perProducer)));
            }
            Blocked<List<long[]>> here = Blocked.run(patience().multipliedBy(2), () -> consume(queue));
            produce(queue, 2, perProducer);
            for (TaskFuture<?> producer : producers) {
                producer.get();
            }
            for (int i = 0; i < 3; i++) {
                queue.put(new long[0]);
            }
            List<long[]> all = new ArrayList<>(here.value());
            assertProducersOrder(here.value());
            for (TaskFuture<List<long[]>> consumer : consumers) {
                assertProducersOrder(consumer.get());
                all.addAll(consumer.get());
            }
            assertThat(all).hasSize(3 * perProducer);
            assertThat(all.stream().map(Arrays::toString).collect(Collectors.toSet())).hasSize(3 * perProducer);
        }
    }

    private static void produce(SharedQueue<long[]> queue, int producer, int count) throws InterruptedException {
        for (int number = 0; number < count; number++) {
            queue.put(new long[] {producer, number});
        }
    }

    /** Until an empty array comes. */
    private static List<long[]> consume(SharedQueue<long[]> queue) throws InterruptedException {
        List<long[]> taken = new ArrayList<>();
        for (long[] next = queue.take(); next.length > 0; next = queue.take()) {
            taken.add(next);
        }
        return taken;
    }

    private static void assertProducersOrder(List<long[]> taken) {
        for (int producer = 0; producer < 3; producer++) {
            long wanted = producer;
            assertThat(taken.stream().filter(element -> element[0] == wanted).map(element -> element[1])).isSorted();
        }
    }

    @FamilyTest
    @DisplayName("sharing: a queue without a capacity holds as many bytes as its budget allows, and one larger element")
    default void budgetInBytes() throws Exception {
        try (Multiprocessing mp = family().queueBudget(100_000).open()) {
            SharedQueue<byte[]> queue = mp.queue();
            assertThat(queue.offer(new byte[90_000])).isTrue();
            assertThat(queue.offer(new byte[20_000])).isFalse();
            assertThat(queue.offer(new byte[5_000])).isTrue();
            Blocked<Boolean> large = Blocked.run(patience(), () -> {
                queue.put(new byte[200_000]);
                return true;
            }).awaitBlocked();
            queue.take();
            assertThat(large.isDone()).isFalse();
            queue.take();
            assertThat(large.value()).isTrue();
            assertThat(queue.take()).hasSize(200_000);
        }
    }

    @FamilyTest
    @DisplayName("sharing: a writer and readers, joined by a joinable queue")
    default void writerAndReaders(Multiprocessing mp) throws Exception {
        SharedQueue<Integer> work = mp.queue(4);
        SharedQueue<Integer> results = mp.queue();
        List<ChildProcess> readers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            ChildProcess reader = mp.process(() -> {
                while (true) {
                    results.put(work.take() * 2);
                    work.taskDone();
                }
            });
            reader.setDaemon(true);
            readers.add(reader.start());
        }
        for (int i = 0; i < 100; i++) {
            work.put(i);
        }
        work.awaitDone();
        List<Integer> doubled = new ArrayList<>();
        results.drainTo(doubled);
        assertThat(doubled).containsExactlyInAnyOrderElementsOf(
                IntStream.range(0, 100).map(i -> i * 2).boxed().toList());
        readers.forEach(ChildProcess::terminate);
        for (ChildProcess reader : readers) {
            reader.join();
            Await.untilGone(reader.pid(), patience());
        }
    }
}
