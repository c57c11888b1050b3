package io.multiprocessing.tck.family.pool;

import static io.multiprocessing.tck.family.harness.Await.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.PoolBrokenException;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.TaskFuture;
import io.multiprocessing.tck.family.harness.Await;
import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import java.io.ObjectInputFilter;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;

/** The workers of a pool: how they begin, how many there are, how long they are used. */
public interface PoolWorkersContract extends FamilyUnderTest {
    @FamilyTest
    @DisplayName("pool: the initializer runs in each worker before its first task")
    default void initializer(Multiprocessing mp) throws Exception {
        String greeting = "captured";
        try (ProcessPool pool = mp.poolBuilder()
                .workers(2)
                .name("Greeters")
                .initializer(() -> System.setProperty("mp.initialized", greeting + PoolContract.ownPid()))
                .build()) {
            List<TaskFuture<String>> tasks = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                tasks.add(pool.submit(
                        () -> System.getProperty("mp.initialized") + " = " + greeting + PoolContract.ownPid() + " in "
                                + ChildProcess.self().name()));
            }
            for (TaskFuture<String> task : tasks) {
                String[] sides = task.get().split(" = ");
                assertThat(sides[1]).startsWith(sides[0]).contains("Greeters");
            }
        }
    }

    /** What a filter may refuse. */
    record Luggage(String content) implements Serializable {}

    @FamilyTest
    @DisplayName("pool: a filter for classes that the initializer sets rules the first task")
    default void filterOfTheInitializer(Multiprocessing mp) throws Exception {
        Luggage luggage = new Luggage("unwanted");
        try (ProcessPool pool = mp.poolBuilder()
                .workers(1)
                .initializer(() -> ObjectInputFilter.Config.setSerialFilter(
                        ObjectInputFilter.Config.createFilter("!" + Luggage.class.getName())))
                .build()) {
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> pool.submit(luggage::content).get())
                    .havingCause()
                    .withMessageContaining(Luggage.class.getName());
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
                    started.put(PoolContract.ownPid());
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
            Await.until("one worker is left", patience(), () -> pool.stats().workers() == 1);
            assertThat(pids.stream().filter(Await::isAlive)).hasSize(1);
            assertThat(pool.submit(PoolContract::ownPid).get()).isIn(pids);
        }
    }

    @FamilyTest
    @DisplayName("pool: a pool in a worker has its share of the processors by default")
    default void nestedBudget(Multiprocessing mp) throws Exception {
        int processors = Runtime.getRuntime().availableProcessors();
        try (ProcessPool pool = mp.pool(2)) {
            assertThat(pool.submit(PoolWorkersContract::innerSize).get()).isEqualTo(Math.max(1, processors / 2));
        }
    }

    private static int innerSize() {
        try (ProcessPool inner = Multiprocessing.current().pool()) {
            return inner.size();
        }
    }

    @FamilyTest
    @DisplayName("pool: a worker counts as one, and gets tasks, when its initializer is done")
    default void countedWhenInitialized(Multiprocessing mp) throws Exception {
        SharedQueue<String> told = mp.queue();
        SharedQueue<String> gate = mp.queue();
        try (ProcessPool pool = mp.poolBuilder().workers(1).initializer(() -> {
            told.put("initializing");
            gate.take();
        }).build()) {
            TaskFuture<Integer> task = pool.submit(() -> 1);
            next(told);
            assertThat(pool.stats().workers()).isZero();
            assertThat(pool.stats().starting()).isEqualTo(1);
            assertThat(pool.stats().waiting()).isEqualTo(1);
            gate.put("go");
            assertThat(task.get()).isEqualTo(1);
            assertThat(pool.stats().workers()).isEqualTo(1);
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
