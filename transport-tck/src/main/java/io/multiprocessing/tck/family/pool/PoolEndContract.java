package io.multiprocessing.tck.family.pool;

import static io.multiprocessing.tck.family.harness.Await.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.multiprocessing.Multiprocessing;
import io.multiprocessing.PoolBrokenException;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.TaskFuture;
import io.multiprocessing.TaskState;
import io.multiprocessing.tck.family.harness.Await;
import io.multiprocessing.tck.family.harness.Blocked;
import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

/** How a pool ends: every future is completed, every worker goes. */
public interface PoolEndContract extends FamilyUnderTest {
    @FamilyTest
    @DisplayName("pool end: shutdown takes no more tasks and does those that it has; awaitTermination waits for that")
    default void shutdown(Multiprocessing mp) throws Exception {
        SharedQueue<String> gate = mp.queue();
        ProcessPool pool = mp.pool(1);
        List<TaskFuture<String>> tasks = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            tasks.add(pool.submit(gate::take));
        }
        assertThat(pool.isShutdown()).isFalse();
        pool.shutdown();
        assertThat(pool.isShutdown()).isTrue();
        assertThat(pool.isTerminated()).isFalse();
        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> pool.submit(() -> 1))
                .withMessageContaining("shut down");
        assertThat(pool.awaitTermination(50, TimeUnit.MILLISECONDS)).isFalse();
        for (int i = 0; i < 3; i++) {
            gate.put("go");
        }
        assertThat(pool.awaitTermination(patience().toNanos(), TimeUnit.NANOSECONDS)).isTrue();
        assertThat(pool.isTerminated()).isTrue();
        assertThat(tasks).allMatch(task -> task.taskState() == TaskState.SUCCEEDED);
        long worker = tasks.getFirst().workerPid().getAsLong();
        assertThat(Await.isAlive(worker)).isFalse();
        pool.shutdown();
        assertThat(pool.shutdownNow()).isEmpty();
        pool.close();
    }

    @FamilyTest
    @DisplayName("pool end: close waits for what was submitted")
    default void closeWaits(Multiprocessing mp) throws Exception {
        SharedQueue<String> gate = mp.queue();
        ProcessPool pool = mp.pool(1);
        TaskFuture<String> first = pool.submit(gate::take);
        TaskFuture<String> second = pool.submit(gate::take);
        Blocked<Boolean> closer = Blocked.run(patience(), () -> {
            pool.close();
            return true;
        }).awaitBlocked();
        gate.put("a");
        gate.put("b");
        assertThat(closer.value()).isTrue();
        assertThat(List.of(first.getNow("late"), second.getNow("late"))).containsExactly("a", "b");
        assertThat(pool.isTerminated()).isTrue();
    }

    @FamilyTest
    @DisplayName("pool end: an interrupt of close cancels what runs and what waits, and is kept")
    default void closeIsInterruptible(Multiprocessing mp) throws Exception {
        SharedQueue<String> started = mp.queue();
        ProcessPool pool = mp.pool(1);
        TaskFuture<Integer> running = pool.submit(() -> {
            started.put("started");
            Thread.sleep(Long.MAX_VALUE);
            return 1;
        });
        TaskFuture<Integer> waiting = pool.submit(() -> 2);
        next(started);
        Blocked<Boolean> closer = Blocked.run(patience(), () -> {
            pool.close();
            return Thread.interrupted();
        }).awaitBlocked();
        closer.interrupt();
        assertThat(closer.value()).isTrue();
        assertThat(pool.isTerminated()).isTrue();
        assertThat(List.of(running.isDone(), waiting.isDone())).containsExactly(true, true);
    }

    @FamilyTest
    @DisplayName("pool end: shutdownNow completes every future, and returns what never began as tasks that "
            + "can be run here")
    default void shutdownNow(Multiprocessing mp) throws Exception {
        SharedQueue<Long> told = mp.queue();
        ProcessPool pool = mp.pool(1);
        TaskFuture<Integer> running = pool.submit(() -> {
            told.put(0L);
            Thread.sleep(Long.MAX_VALUE);
            return 1;
        });
        next(told);
        List<TaskFuture<?>> waiting = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            waiting.add(pool.submit(() -> told.put(ProcessHandle.current().pid())));
        }
        List<Runnable> never = pool.shutdownNow();
        assertThat(never).hasSize(3);
        assertThat(pool.awaitTermination(patience().toNanos(), TimeUnit.NANOSECONDS)).isTrue();
        assertThat(running).isCancelled();
        assertThat(waiting).allMatch(CompletableFuture::isCancelled);
        assertThat(told.size()).isZero();
        never.get(0).run();
        assertThat(next(told)).isEqualTo(ProcessHandle.current().pid());
    }

    @FamilyTest
    @DisplayName("pool end: shutdownNow ends tasks that ignore interrupts, and workers that are not ready yet")
    default void shutdownNowOfTheUnyielding(Multiprocessing mp) throws Exception {
        SharedQueue<String> started = mp.queue();
        ProcessPool pool = mp.pool(1);
        TaskFuture<Integer> stubborn = pool.submit(() -> {
            started.put("started");
            while (true) {
                Thread.onSpinWait();
            }
        });
        next(started);
        pool.shutdownNow();
        assertThat(pool.awaitTermination(patience().toNanos(), TimeUnit.NANOSECONDS)).isTrue();
        assertThat(stubborn).isCancelled();
        Await.untilGone(stubborn.workerPid().getAsLong(), patience());

        ProcessPool young = mp.pool(2);
        TaskFuture<Integer> task = young.submit(() -> 1);
        young.shutdownNow();
        assertThat(young.awaitTermination(patience().toNanos(), TimeUnit.NANOSECONDS)).isTrue();
        assertThat(task).isDone();
    }

    @FamilyTest
    @DisplayName("pool end: a worker ends with its shutdown hooks; threads that tasks leave behind keep no worker, and no close")
    default void abandonedThreads(Multiprocessing mp, @TempDir Path directory) throws Exception {
        for (boolean leavesThread : new boolean[] {false, true}) {
            String goodbye = directory.resolve("goodbye-" + leavesThread).toString();
            long worker;
            try (ProcessPool pool = mp.pool(1)) {
                worker = pool.submit(() -> {
                    Runtime.getRuntime().addShutdownHook(new Thread(() -> make(Path.of(goodbye))));
                    if (leavesThread) {
                        Thread.ofPlatform().daemon(false).start(PoolEndContract::goOnForEver);
                    }
                    return ProcessHandle.current().pid();
                }).get();
            }
            assertThat(Await.isAlive(worker)).isFalse();
            assertThat(Path.of(goodbye)).exists();
        }
    }

    private static void make(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void goOnForEver() {
        while (true) {
            Thread.onSpinWait();
        }
    }

    @FamilyTest
    @DisplayName("pool end: a worker that does not end when it is told to holds nobody up")
    default void workerThatDoesNotLeave() throws Exception {
        try (Multiprocessing mp = family().shutdownGrace(Duration.ofMillis(200)).open()) {
            long worker;
            try (ProcessPool pool = mp.pool(1)) {
                worker = pool.submit(() -> {
                    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                        while (true) {
                            Thread.onSpinWait();
                        }
                    }));
                    return ProcessHandle.current().pid();
                }).get();
            }
            assertThat(Await.isAlive(worker)).isFalse();
        }
    }

    @FamilyTest
    @DisplayName("pool end: nor does one that is told to end while its initializer runs")
    default void initializingWorkerThatDoesNotLeave() throws Exception {
        try (Multiprocessing mp = family().shutdownGrace(Duration.ofMillis(200)).open()) {
            SharedQueue<Long> begun = mp.queue();
            SharedQueue<String> gate = mp.queue();
            ProcessPool pool = mp.poolBuilder().workers(1).initializerTimeout(patience()).initializer(() -> {
                begun.put(PoolContract.ownPid());
                gate.take();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    while (true) {
                        Thread.onSpinWait();
                    }
                }));
            }).build();
            long worker = next(begun);
            // It will read that it is to end when it is initialized.
            pool.shutdown();
            gate.put("go");
            assertThat(pool.awaitTermination(patience().toNanos(), TimeUnit.NANOSECONDS)).isTrue();
            assertThat(Await.isAlive(worker)).isFalse();
        }
    }

    @FamilyTest
    @DisplayName("pool end: workers that can't be started break the pool, in the JVM's own words; all futures fail")
    default void wrongOption(Multiprocessing mp) throws Exception {
        ProcessPool pool = mp.poolBuilder().workers(2).jvmArgs("-XX:+NoSuchOption").build();
        List<TaskFuture<Integer>> tasks = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                tasks.add(pool.submit(() -> 1));
            }
        } catch (RejectedExecutionException e) {
            assertThat(e).hasStackTraceContaining("NoSuchOption");
        }
        for (TaskFuture<Integer> task : tasks) {
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(task::get)
                    .withCauseInstanceOf(PoolBrokenException.class)
                    .withStackTraceContaining("Unrecognized VM option 'NoSuchOption'");
        }
        assertThat(pool.awaitTermination(patience().toNanos(), TimeUnit.NANOSECONDS)).isTrue();
        assertThat(pool.stats().restarts()).isLessThan(10);
    }

    @FamilyTest
    @DisplayName("pool end: a pool's own options hold for its workers")
    default void poolOptions(Multiprocessing mp, @TempDir Path directory) throws Exception {
        String option = "-Dmp.where=" + directory;
        try (ProcessPool pool = mp.poolBuilder().workers(1).jvmArgs(option).maxHeap("40m").build()) {
            assertThat(pool.submit(() -> System.getProperty("mp.where")).get()).isEqualTo(directory.toString());
            assertThat(pool.submit(() -> Runtime.getRuntime().maxMemory() >> 20).get()).isBetween(30L, 40L);
        }
    }
}
