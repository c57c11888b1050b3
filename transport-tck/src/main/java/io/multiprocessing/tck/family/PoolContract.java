package io.multiprocessing.tck.family;

import static io.multiprocessing.tck.family.internal.Await.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.PoolBrokenException;
import io.multiprocessing.PoolStats;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.TaskFuture;
import io.multiprocessing.TaskOptions;
import io.multiprocessing.TaskState;
import io.multiprocessing.tck.family.internal.Await;
import io.multiprocessing.tck.family.internal.Blocked;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
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
    @DisplayName("pool: the initializer runs in each worker before its first task")
    default void initializer(Multiprocessing mp) throws Exception {
        String greeting = "captured";
        try (ProcessPool pool = mp.poolBuilder()
                .workers(2)
                .name("Greeters")
                .initializer(() -> System.setProperty("mp.initialized", greeting + ownPid()))
                .build()) {
            List<TaskFuture<String>> tasks = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                tasks.add(pool.submit(() -> System.getProperty("mp.initialized") + " = " + greeting + ownPid() + " in "
                        + ChildProcess.self().name()));
            }
            for (TaskFuture<String> task : tasks) {
                String[] sides = task.get().split(" = ");
                assertThat(sides[1]).startsWith(sides[0]).contains("Greeters");
            }
        }
    }

    @FamilyTest
    @DisplayName("pool: an initializer that throws breaks the pool, with its exception as the cause, and ends it")
    default void failingInitializer(Multiprocessing mp) throws Exception {
        ProcessPool pool = mp.poolBuilder()
                .workers(2)
                .initializer(() -> {
                    throw new java.io.IOException("no such licence");
                })
                .build();
        List<TaskFuture<Integer>> tasks = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                tasks.add(pool.submit(() -> 1));
            }
        } catch (RejectedExecutionException e) {
            assertThat(e).hasMessageContaining("no such licence");
        }
        for (TaskFuture<Integer> task : tasks) {
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(task::get)
                    .withCauseInstanceOf(PoolBrokenException.class)
                    .withMessageContaining("no such licence")
                    .withRootCauseInstanceOf(java.io.IOException.class);
        }
        assertThat(pool.awaitTermination(patience().toNanos(), TimeUnit.NANOSECONDS)).isTrue();
        assertThat(pool.isShutdown()).isTrue();
        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> pool.submit(() -> 1))
                .withCauseInstanceOf(PoolBrokenException.class);
        pool.close();
    }

    @FamilyTest
    @DisplayName("pool: a worker is replaced after the number of tasks that was chosen")
    default void maxTasksPerWorker(Multiprocessing mp) throws Exception {
        try (ProcessPool pool = mp.poolBuilder().workers(1).maxTasksPerWorker(2).build()) {
            List<Long> pids = new ArrayList<>();
            List<TaskFuture<Long>> tasks = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                tasks.add(pool.submit(PoolContract::ownPid));
            }
            for (TaskFuture<Long> task : tasks) {
                pids.add(task.get());
            }
            assertThat(new HashSet<>(pids)).hasSize(3);
            assertThat(pids.get(0)).isEqualTo(pids.get(1));
            assertThat(pids.get(2)).isEqualTo(pids.get(3));
            assertThat(pids.get(4)).isEqualTo(pids.get(5));
            assertThat(pool.stats().restarts()).isZero();
        }
    }

    @FamilyTest
    @DisplayName("pool: resize adds workers, and lets those that are too many end")
    default void resize(Multiprocessing mp) throws Exception {
        SharedQueue<Long> started = mp.queue();
        SharedQueue<String> gate = mp.queue();
        try (ProcessPool pool = mp.pool(1)) {
            pool.resize(3);
            assertThat(pool.size()).isEqualTo(3);
            Set<Long> pids = new HashSet<>();
            for (int i = 0; i < 3; i++) {
                pool.execute(() -> {
                    started.put(ownPid());
                    gate.take();
                });
            }
            for (int i = 0; i < 3; i++) {
                pids.add(next(started));
            }
            assertThat(pids).hasSize(3);
            pool.resize(1);
            for (int i = 0; i < 3; i++) {
                gate.put("go");
            }
            Await.until("one worker is left", patience(), () -> pids.stream().filter(Await::isAlive).count() == 1);
            assertThat(pool.submit(PoolContract::ownPid).get()).isIn(pids);
            assertThat(pool.stats().workers()).isEqualTo(1);
        }
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

    @FamilyTest
    @DisplayName("pool: a task may use a pool of its own, which ends with its worker")
    default void nestedPool(Multiprocessing mp) throws Exception {
        long innerWorker;
        try (ProcessPool pool = mp.pool(1)) {
            assertThat(pool.submit(() -> {
                try (ProcessPool inner = Multiprocessing.current().pool(1)) {
                    return inner.map(List.of(1, 2, 3), number -> number * 10);
                }
            }).get()).containsExactly(10, 20, 30);
            innerWorker = pool.submit(() -> Multiprocessing.current().pool(1).submit(PoolContract::ownPid).get()).get();
            assertThat(Await.isAlive(innerWorker)).isTrue();
        }
        Await.untilGone(innerWorker, patience());
    }
}
