package io.multiprocessing.tck.family.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.InterProcessLatch;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.SharedLongArray;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.TaskFuture;
import io.multiprocessing.WorkerDiedException;
import io.multiprocessing.tck.family.harness.Await;
import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.DisplayName;

/**
 * Crowds of short tasks, of which a worker is sent more than the one it runs: nothing of what holds for a task that
 * waits may change for one that waits in the wrong process.
 */
public interface PoolAheadContract extends FamilyUnderTest {
    int CROWD = 200;

    /** Lets the pool find out that tasks are short. */
    private static void warmUp(ProcessPool pool) throws Exception {
        List<TaskFuture<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < CROWD; i++) {
            int number = i;
            tasks.add(pool.submit(() -> number));
        }
        for (int i = 0; i < CROWD; i++) {
            assertThat(tasks.get(i).get()).isEqualTo(i);
        }
    }

    /** Tasks that count themselves. */
    private static List<TaskFuture<Integer>> submitCounted(ProcessPool pool, SharedLongArray runs) {
        List<TaskFuture<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < runs.length(); i++) {
            int number = i;
            tasks.add(pool.submit(() -> {
                runs.incrementAndGet(number);
                return number;
            }));
        }
        return tasks;
    }

    @FamilyTest
    @DisplayName("short tasks: one that is cancelled behind a long one never runs, and the others do")
    default void cancelledAhead(Multiprocessing mp) throws Exception {
        SharedQueue<String> gate = mp.queue();
        SharedLongArray runs = mp.memory((long) Long.BYTES * CROWD).longs();
        try (ProcessPool pool = mp.pool(1)) {
            warmUp(pool);
            TaskFuture<?> door = pool.submit(gate::take);
            List<TaskFuture<Integer>> behind = submitCounted(pool, runs);
            TaskFuture<?> secondDoor = pool.submit(gate::take);
            List<TaskFuture<?>> last = new ArrayList<>();
            for (int i = 0; i < CROWD; i++) {
                last.add(pool.submit(() -> runs.set(0, 1_000)));
            }
            gate.put("open");
            assertThat(door.get()).isEqualTo("open");
            for (TaskFuture<Integer> task : behind) {
                task.get();
            }
            for (int i = 0; i < CROWD; i++) {
                assertThat(last.get(i).cancel(i % 2 == 0)).isTrue();
            }
            // The worker learns of it by another way than that by which the second door is opened.
            Await.until("the cancelled tasks have come back", patience(), () -> pool.stats().running() == 1);
            gate.put("open");
            assertThat(secondDoor.get()).isEqualTo("open");
            assertThat(pool.submit(() -> "lives").get()).isEqualTo("lives");
            for (int i = 0; i < CROWD; i++) {
                assertThat(runs.get(i)).as("runs of task %d", i).isEqualTo(1);
            }
            assertThat(pool.stats().cancelled()).isEqualTo(CROWD);
        }
    }

    @FamilyTest
    @DisplayName("short tasks: a single worker does them in the order of their submission, with long ones among them")
    default void inOrder(Multiprocessing mp) throws Exception {
        SharedLongArray order = mp.memory(8L * Long.BYTES).longs();
        List<TaskFuture<Long>> tasks = new ArrayList<>();
        try (ProcessPool pool = mp.pool(1)) {
            for (int i = 0; i < 5 * CROWD; i++) {
                boolean isLong = i % CROWD == CROWD / 2;
                tasks.add(pool.submit(() -> {
                    if (isLong) {
                        Thread.sleep(30);
                    }
                    return order.getAndIncrement(0);
                }));
            }
            for (int i = 0; i < tasks.size(); i++) {
                assertThat(tasks.get(i).get()).as("place of task %d", i).isEqualTo(i);
            }
        }
    }

    @FamilyTest
    @DisplayName("short tasks: one that waits for another, behind it, is not kept waiting by it")
    default void dependentTasks(Multiprocessing mp) throws Exception {
        try (ProcessPool pool = mp.pool(2)) {
            for (int round = 0; round < 5; round++) {
                InterProcessLatch met = mp.latch(2);
                List<TaskFuture<Integer>> tasks = new ArrayList<>();
                for (int i = 0; i < CROWD; i++) {
                    int number = i;
                    tasks.add(pool.submit(() -> {
                        if (number == CROWD / 2 || number == CROWD / 2 + 5) {
                            met.countDown();
                            met.await();
                        }
                        return number;
                    }));
                }
                for (int i = 0; i < CROWD; i++) {
                    assertThat(tasks.get(i).get()).isEqualTo(i);
                }
            }
        }
    }

    @FamilyTest
    @DisplayName("short tasks: when a worker is killed only the one that it ran may fail, and each runs once")
    default void killedAmongMany(Multiprocessing mp) throws Exception {
        SharedLongArray runs = mp.memory(5L * Long.BYTES * CROWD).longs();
        try (ProcessPool pool = mp.pool(2)) {
            warmUp(pool);
            List<TaskFuture<Integer>> tasks = submitCounted(pool, runs);
            int kills = 0;
            for (int at : List.of(CROWD, 3 * CROWD)) {
                tasks.get(at).get();
                kills += ProcessHandle.of(tasks.get(at).workerPid().orElseThrow())
                        .map(ProcessHandle::destroyForcibly)
                        .orElse(false) ? 1 : 0;
            }
            int failures = 0;
            for (int i = 0; i < tasks.size(); i++) {
                try {
                    assertThat(tasks.get(i).get()).isEqualTo(i);
                    assertThat(runs.get(i)).as("runs of task %d, which succeeded", i).isEqualTo(1);
                } catch (ExecutionException e) {
                    assertThat(e).hasCauseInstanceOf(WorkerDiedException.class);
                    assertThat(runs.get(i)).as("runs of task %d, which failed", i).isLessThanOrEqualTo(1);
                    failures++;
                }
            }
            assertThat(failures).isLessThanOrEqualTo(kills);
        }
    }

    @FamilyTest
    @DisplayName("short tasks: shutdownNow completes them all, and those that it returns have not run")
    default void stoppedAmongMany(Multiprocessing mp) throws Exception {
        SharedLongArray runs = mp.memory(5L * Long.BYTES * CROWD).longs();
        List<TaskFuture<Integer>> tasks;
        List<Runnable> never;
        try (ProcessPool pool = mp.pool(2)) {
            warmUp(pool);
            tasks = submitCounted(pool, runs);
            tasks.get(CROWD).get();
            never = pool.shutdownNow();
        }
        int cancelled = 0;
        for (TaskFuture<Integer> task : tasks) {
            assertThat(task).isDone();
            try {
                task.get();
            } catch (CancellationException e) {
                cancelled++;
            }
        }
        assertThat(never).hasSizeLessThanOrEqualTo(cancelled);
        long before = 0;
        for (int i = 0; i < tasks.size(); i++) {
            assertThat(runs.get(i)).as("runs of task %d", i).isLessThanOrEqualTo(1);
            before += runs.get(i);
        }
        assertThat(before).isLessThanOrEqualTo(tasks.size() - never.size());
        never.forEach(Runnable::run);
        for (int i = 0; i < tasks.size(); i++) {
            assertThat(runs.get(i)).as("runs of task %d", i).isLessThanOrEqualTo(1);
        }
    }

    @FamilyTest
    @DisplayName("short tasks: workers that end after so many tasks do so, and nothing is lost or run twice")
    default void wornOutAmongMany(Multiprocessing mp) throws Exception {
        SharedLongArray runs = mp.memory((long) Long.BYTES * CROWD).longs();
        try (ProcessPool pool = mp.poolBuilder().workers(2).maxTasksPerWorker(CROWD / 2).build()) {
            warmUp(pool);
            List<TaskFuture<Integer>> tasks = submitCounted(pool, runs);
            for (int i = 0; i < CROWD; i++) {
                assertThat(tasks.get(i).get()).isEqualTo(i);
                assertThat(runs.get(i)).as("runs of task %d", i).isEqualTo(1);
            }
        }
    }
}
