package io.multiprocessing.tck.family.pool;

import static io.multiprocessing.tck.family.harness.Await.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.multiprocessing.Multiprocessing;
import io.multiprocessing.PoolListener;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.TaskFuture;
import io.multiprocessing.tck.family.harness.Await;
import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

/** Workers that have served long enough: too old, too large, without work. They go between tasks only. */
public interface PoolWearContract extends FamilyUnderTest {
    /** What tasks leave behind in their worker. */
    final class Leak {
        private static final List<Object> KEPT = new ArrayList<>();

        private Leak() {}

        /** On the heap, seen by a collection. */
        static long onHeap(int bytes) {
            KEPT.add(new byte[bytes]);
            System.gc();
            return PoolContract.ownPid();
        }

        /** Beside the heap. */
        static long besideHeap(long bytes) {
            KEPT.add(Arena.global().allocate(bytes).fill((byte) 1));
            return PoolContract.ownPid();
        }
    }

    /** Keeps what is said of recycled workers. */
    final class Reasons implements PoolListener {
        final List<String> all = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void workerRecycled(WorkerEvent worker, String why) {
            all.add(why);
        }
    }

    @FamilyTest
    @DisplayName("wear: a worker that grows too old is replaced, but not while it runs a task")
    default void age(Multiprocessing mp) throws Exception {
        SharedQueue<Long> started = mp.queue();
        SharedQueue<String> gate = mp.queue();
        Reasons reasons = new Reasons();
        try (ProcessPool pool = mp.poolBuilder()
                .workers(1)
                .maxWorkerAge(Duration.ofMillis(300))
                .listener(reasons)
                .build()) {
            TaskFuture<String> task = pool.submit(() -> {
                started.put(PoolContract.ownPid());
                return gate.take();
            });
            long worker = next(started);
            Thread.sleep(600);
            assertThat(Await.isAlive(worker)).isTrue();
            gate.put("not disturbed");
            assertThat(task.get()).isEqualTo("not disturbed");
            Await.untilGone(worker, patience());
            assertThat(pool.submit(PoolContract::ownPid).get()).isNotEqualTo(worker);
            Await.until("an idle one grows old too", patience(), () -> pool.stats().recycled() > 1);
            assertThat(pool.stats().restarts()).isZero();
        }
        assertThat(reasons.all).contains("it is older than PT0.3S");
        assertThatIllegalArgumentException().isThrownBy(() -> mp.poolBuilder().maxWorkerAge(Duration.ZERO));
    }

    @FamilyTest
    @DisplayName("wear: idle workers end, and come back when there are tasks for them")
    default void idle(Multiprocessing mp) throws Exception {
        SharedQueue<Long> met = mp.queue();
        SharedQueue<String> gate = mp.queue();
        try (ProcessPool pool = mp.poolBuilder().workers(2).workerIdleTimeout(Duration.ofMillis(200)).build()) {
            long first = pool.submit(PoolContract::ownPid).get();
            Await.until("all have gone", patience(), () -> pool.stats().workers() == 0 && pool.stats().starting() == 0);
            Await.untilGone(first, patience());
            assertThat(pool.size()).isEqualTo(2);
            List<TaskFuture<?>> tasks = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                tasks.add(pool.submit(() -> {
                    met.put(PoolContract.ownPid());
                    gate.take();
                }));
            }
            assertThat(new HashSet<>(List.of(next(met), next(met)))).hasSize(2);
            Thread.sleep(400);
            gate.put("go");
            gate.put("go");
            for (TaskFuture<?> task : tasks) {
                task.get();
            }
            assertThat(pool.stats().restarts()).isZero();
            assertThat(pool.stats().recycled()).isGreaterThanOrEqualTo(2);
            pool.resize(1);
            Await.until("all have gone again", patience(), () -> pool.stats().workers() == 0);
            assertThat(pool.submit(() -> "awake").get()).isEqualTo("awake");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> mp.poolBuilder().workerIdleTimeout(Duration.ZERO));
    }

    @FamilyTest
    @DisplayName("wear: a worker whose process grows too large is replaced")
    default void memory(Multiprocessing mp) throws Exception {
        assumeThat(Files.exists(Path.of("/proc/self/status"))).isTrue();
        Reasons reasons = new Reasons();
        try (ProcessPool pool = mp.poolBuilder()
                .workers(1)
                .jvmArgs("-Xmx64m")
                .maxWorkerMemory("250m")
                .listener(reasons)
                .build()) {
            long worker = pool.submit(() -> Leak.besideHeap(1 << 20)).get();
            assertThat(pool.submit(() -> Leak.besideHeap(260 << 20)).get()).isEqualTo(worker);
            Await.untilGone(worker, patience());
            assertThat(pool.submit(PoolContract::ownPid).get()).isNotEqualTo(worker);
            assertThat(pool.stats().restarts()).isZero();
        }
        assertThat(reasons.all).singleElement().asString().contains("in memory");
        assertThatIllegalArgumentException().isThrownBy(() -> mp.poolBuilder().maxWorkerMemory("much"));
    }

    @FamilyTest
    @DisplayName("wear: a worker that still uses much of its heap after a collection is replaced")
    default void heap(Multiprocessing mp) throws Exception {
        Reasons reasons = new Reasons();
        try (ProcessPool pool = mp.poolBuilder()
                .workers(1)
                .maxHeap("200m")
                .maxWorkerHeapUse("40m")
                .listener(reasons)
                .build()) {
            long worker = pool.submit(() -> Leak.onHeap(1 << 20)).get();
            assertThat(pool.submit(() -> Leak.onHeap(50 << 20)).get()).isEqualTo(worker);
            assertThat(pool.submit(() -> Leak.onHeap(1)).get()).isNotEqualTo(worker);
            assertThat(pool.stats().recycled()).isEqualTo(1);
        }
        assertThat(reasons.all).singleElement().asString().contains("of heap after a collection");
    }

    @FamilyTest
    @DisplayName("pool: a heap ceiling is shared out among the workers, and can't be exceeded")
    default void heapCeiling(Multiprocessing mp) throws Exception {
        try (ProcessPool pool = mp.poolBuilder().workers(2).heapCeiling("128m").build()) {
            long heap = pool.submit(() -> Runtime.getRuntime().maxMemory()).get();
            assertThat(heap).isBetween(50L << 20, 64L << 20);
            assertThatIllegalArgumentException().isThrownBy(() -> pool.resize(3)).withMessageContaining("heapCeiling=");
            assertThat(pool.size()).isEqualTo(2);
        }
        assertThatIllegalStateException()
                .isThrownBy(() -> mp.poolBuilder().workers(8).maxHeap("2g").heapCeiling("8g").build())
                .withMessageContaining("Take at most 4 workers");
        assertThatIllegalStateException()
                .isThrownBy(() -> mp.poolBuilder().workers(100).heapCeiling("200m").build())
                .withMessageContaining("at most 12 workers");
    }
}
