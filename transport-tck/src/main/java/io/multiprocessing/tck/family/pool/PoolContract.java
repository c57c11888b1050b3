package io.multiprocessing.tck.family.pool;

import static io.multiprocessing.tck.family.harness.Await.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.multiprocessing.Multiprocessing;
import io.multiprocessing.PoolStats;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.TaskFuture;
import io.multiprocessing.TaskOptions;
import io.multiprocessing.TaskState;
import io.multiprocessing.tck.family.harness.Await;
import io.multiprocessing.tck.family.harness.Blocked;
import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;

/** Single tasks and workers of a pool, while all goes well. */
public interface PoolContract extends FamilyUnderTest {
    /** The process id of whoever calls it. */
    static long ownPid() {
        return ProcessHandle.current().pid();
    }

    @FamilyTest
    @DisplayName("pool: tasks of every type that ExecutorService knows run in a worker")
    default void everyKindOfTask(Multiprocessing mp, ProcessPool pool) throws Exception {
        SharedQueue<Object> told = mp.queue();
        int captured = 40;
        TaskFuture<Integer> sum = pool.submit(() -> captured + 2);
        assertThat(sum.get()).isEqualTo(42);
        assertThat(pool.submit(PoolContract::ownPid).get()).isNotEqualTo(ownPid());
        TaskFuture<?> noResult = pool.submit(() -> told.put("a lambda without a result"));
        assertThat(noResult.get()).isNull();
        assertThat(next(told)).isEqualTo("a lambda without a result");

        Callable<String> callable = (Callable<String> & Serializable) () -> "a plain Callable";
        assertThat(pool.submit(callable).get()).isEqualTo("a plain Callable");
        Runnable runnable = (Runnable & Serializable) () -> told.add("a plain Runnable");
        assertThat(pool.submit(runnable).get()).isNull();
        assertThat(next(told)).isEqualTo("a plain Runnable");
        Future<Integer> withResult = pool.submit(runnable, 7);
        assertThat(withResult.get()).isEqualTo(7);
        assertThat(next(told)).isEqualTo("a plain Runnable");
        pool.execute(runnable);
        assertThat(next(told)).isEqualTo("a plain Runnable");
        pool.execute(() -> told.put("a lambda to execute"));
        assertThat(next(told)).isEqualTo("a lambda to execute");
        assertThat(pool.submit(() -> null).get()).isNull();
    }

    @FamilyTest
    @DisplayName("pool: by default it has as many workers as there are processors")
    default void defaultSize(Multiprocessing mp) {
        try (ProcessPool pool = mp.pool()) {
            assertThat(pool.size()).isEqualTo(Runtime.getRuntime().availableProcessors());
        }
    }

    @FamilyTest
    @DisplayName("pool: fewer than one worker, or a limit below one, is refused")
    default void sizesBelowOne(Multiprocessing mp, ProcessPool pool) {
        assertThatIllegalArgumentException().isThrownBy(() -> mp.pool(0)).withMessageContaining("not 0");
        assertThatIllegalArgumentException().isThrownBy(() -> mp.pool(-3)).withMessageContaining("not -3");
        assertThatIllegalArgumentException().isThrownBy(() -> mp.poolBuilder().workers(0));
        assertThatIllegalArgumentException().isThrownBy(() -> mp.poolBuilder().maxTasksPerWorker(0));
        assertThatIllegalArgumentException().isThrownBy(() -> mp.poolBuilder().queueLimit(0));
        assertThatIllegalArgumentException().isThrownBy(() -> mp.poolBuilder().maxHeap("much"));
        assertThatIllegalArgumentException().isThrownBy(() -> pool.resize(0));
    }

    @FamilyTest
    @DisplayName("pool: four workers and five tasks run four, and then one")
    default void fourThenOne(Multiprocessing mp) throws Exception {
        SharedQueue<Long> started = mp.queue();
        SharedQueue<String> gate = mp.queue();
        try (ProcessPool pool = mp.pool(4)) {
            List<TaskFuture<Long>> tasks = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                tasks.add(pool.submit(() -> {
                    started.put(ownPid());
                    gate.take();
                    return ownPid();
                }));
            }
            Set<Long> workers = new HashSet<>();
            for (int i = 0; i < 4; i++) {
                workers.add(next(started));
            }
            assertThat(workers).hasSize(4);
            PoolStats stats = pool.stats();
            assertThat(stats.running()).isEqualTo(4);
            assertThat(stats.waiting()).isEqualTo(1);
            assertThat(started.size()).isZero();
            assertThat(tasks).filteredOn(task -> task.taskState() == TaskState.WAITING).hasSize(1);

            gate.put("one may go");
            assertThat(next(started)).isIn(workers);
            for (int i = 0; i < 4; i++) {
                gate.put("go");
            }
            for (TaskFuture<Long> task : tasks) {
                assertThat(task.get()).isIn(workers);
            }
        }
    }

    @FamilyTest
    @DisplayName("pool: a future knows its task's number, state and worker")
    default void futureKnowsItsTask(Multiprocessing mp) throws Exception {
        SharedQueue<Long> started = mp.queue();
        SharedQueue<String> gate = mp.queue();
        try (ProcessPool pool = mp.pool(1)) {
            TaskFuture<String> first = pool.submit(() -> {
                started.put(ownPid());
                return gate.take();
            });
            TaskFuture<String> second = pool.submit(() -> "second", TaskOptions.builder().label("the second").build());
            long worker = next(started);
            Await.until("the first task runs", patience(), () -> first.taskState() == TaskState.RUNNING);
            assertThat(first.workerPid()).hasValue(worker);
            assertThat(second.taskState()).isEqualTo(TaskState.WAITING);
            assertThat(second.workerPid()).isEmpty();
            assertThat(second.taskId()).isNotEqualTo(first.taskId());
            gate.put("done");
            assertThat(first.get()).isEqualTo("done");
            assertThat(second.get()).isEqualTo("second");
            assertThat(first.taskState()).isEqualTo(TaskState.SUCCEEDED);
            assertThat(second.workerPid()).hasValue(worker);
            PoolStats stats = pool.stats();
            assertThat(stats.succeeded()).isEqualTo(2);
            assertThat(stats.failed()).isZero();
            assertThat(stats.restarts()).isZero();
            assertThat(pool.toString()).contains("Pool-").contains("succeeded=2");
        }
    }

    @FamilyTest
    @DisplayName("pool: futures are completed in threads of their own, and compose")
    default void callbacks(ProcessPool pool) throws Exception {
        TaskFuture<Integer> one = pool.submit(() -> 1);
        CompletableFuture<Integer> more = one.thenApply(value -> value + pool.submit(() -> 2).join())
                .thenCombine(pool.submit(() -> 4), Integer::sum)
                .thenCompose(sum -> pool.submit(() -> sum + 8));
        assertThat(more.get(patience().toNanos(), TimeUnit.NANOSECONDS)).isEqualTo(15);
        CompletableFuture<String> handled = pool.submit(PoolContract::fail)
                .handle((value, thrown) -> value + " " + thrown.getMessage());
        assertThat(handled.get(patience().toNanos(), TimeUnit.NANOSECONDS)).isEqualTo("null on purpose");
    }

    private static Integer fail() {
        throw new IllegalStateException("on purpose");
    }

    @FamilyTest
    @DisplayName("pool: submitting blocks while the waiting tasks have as many bytes as may be; a larger one passes alone")
    default void queueLimitBytes(Multiprocessing mp) throws Exception {
        SharedQueue<String> gate = mp.queue();
        byte[] large = new byte[60_000];
        try (ProcessPool pool = mp.poolBuilder().workers(1).queueLimitBytes(100_000).build()) {
            TaskFuture<String> running = pool.submit(gate::take);
            Await.until("it runs", patience(), () -> pool.stats().running() == 1);
            TaskFuture<Integer> first = pool.submit(() -> large.length);
            assertThat(pool.stats().waitingBytes()).isBetween(60_000L, 70_000L);
            Blocked<TaskFuture<Integer>> second =
                    Blocked.run(patience(), () -> pool.submit(() -> large.length + 1)).awaitBlocked();
            Blocked<TaskFuture<Integer>> third = Blocked.run(patience(), () -> pool.submit(() -> 3)).awaitBlocked();
            gate.put("go");
            assertThat(running.get()).isEqualTo("go");
            assertThat(first.get()).isEqualTo(60_000);
            assertThat(second.value().get()).isEqualTo(60_001);
            assertThat(third.value().get()).isEqualTo(3);
            byte[] larger = new byte[200_000];
            assertThat(pool.submit(() -> larger.length).get()).isEqualTo(200_000);
            assertThat(pool.stats().waitingBytes()).isZero();
        }
    }

    @FamilyTest
    @DisplayName("pool: a full queue refuses a task at once if that was chosen, with the figures; map waits all the same")
    default void rejectWhenFull(Multiprocessing mp) throws Exception {
        SharedQueue<String> gate = mp.queue();
        try (ProcessPool pool = mp.poolBuilder().workers(1).queueLimit(1).rejectWhenFull().build()) {
            TaskFuture<String> running = pool.submit(gate::take);
            Await.until("it runs", patience(), () -> pool.stats().running() == 1);
            TaskFuture<String> waiting = pool.submit(gate::take);
            assertThatExceptionOfType(RejectedExecutionException.class)
                    .isThrownBy(() -> pool.submit(gate::take))
                    .withMessageContaining("queueLimit=1");
            Blocked<List<Integer>> mapped =
                    Blocked.run(patience(), () -> pool.map(List.of(1, 2, 3, 4), number -> -number)).awaitBlocked();
            gate.put("a");
            gate.put("b");
            assertThat(running.get() + waiting.get()).isEqualTo("ab");
            assertThat(mapped.value()).containsExactly(-1, -2, -3, -4);
        }
    }

    @FamilyTest
    @DisplayName("pool: an interrupt, or the pool's end, ends waiting for room in the queue; the task is not taken")
    default void waitingForRoomEnds(Multiprocessing mp) throws Exception {
        SharedQueue<String> told = mp.queue();
        SharedQueue<String> gate = mp.queue();
        ProcessPool pool = mp.poolBuilder().workers(1).queueLimit(1).build();
        pool.execute(gate::take);
        Await.until("it runs", patience(), () -> pool.stats().running() == 1);
        pool.execute(() -> told.put("waited"));
        Blocked<Boolean> interrupted = Blocked.run(patience(), () -> {
            assertThatExceptionOfType(RejectedExecutionException.class)
                    .isThrownBy(() -> pool.submit(() -> told.put("interrupted")))
                    .withCauseInstanceOf(InterruptedException.class);
            return Thread.interrupted();
        }).awaitBlocked();
        assertThat(interrupted.interrupt().value()).isTrue();
        Blocked<?> tooLate = Blocked.run(patience(), () -> pool.submit(() -> told.put("too late"))).awaitBlocked();
        pool.shutdown();
        assertThat(tooLate.thrown()).isInstanceOf(RejectedExecutionException.class).hasMessageContaining("shut down");
        gate.put("go");
        pool.close();
        assertThat(told.drainTo(new ArrayList<>())).isEqualTo(1);
    }

    @FamilyTest
    @DisplayName("pool: submitting blocks while as many tasks wait as may")
    default void queueLimit(Multiprocessing mp) throws Exception {
        SharedQueue<Long> started = mp.queue();
        SharedQueue<String> gate = mp.queue();
        try (ProcessPool pool = mp.poolBuilder().workers(1).queueLimit(2).build()) {
            List<TaskFuture<String>> tasks = new ArrayList<>();
            tasks.add(pool.submit(() -> {
                started.put(ownPid());
                return gate.take();
            }));
            next(started);
            tasks.add(pool.submit(gate::take));
            tasks.add(pool.submit(gate::take));
            Blocked<TaskFuture<String>> fourth = Blocked.run(patience(), () -> pool.submit(gate::take)).awaitBlocked();
            assertThat(pool.stats().waiting()).isEqualTo(2);
            gate.put("one");
            tasks.add(fourth.value());
            for (int i = 0; i < 3; i++) {
                gate.put("go");
            }
            for (TaskFuture<String> task : tasks) {
                assertThat(task.get()).isNotNull();
            }
        }
    }
}
