package io.multiprocessing.tck.family.pool;

import static io.multiprocessing.tck.family.harness.Await.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.multiprocessing.Multiprocessing;
import io.multiprocessing.PoolListener;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.TaskFuture;
import io.multiprocessing.TaskState;
import io.multiprocessing.tck.family.harness.Await;
import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import io.multiprocessing.tck.family.harness.ProcessState;
import io.multiprocessing.tck.family.harness.Signals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.DisplayName;

/** Tasks that are not to go on, because somebody has cancelled them. */
public interface PoolCancelContract extends FamilyUnderTest {
    /** What no interrupt ends. */
    private static int spin() {
        while (true) {
            Thread.onSpinWait();
        }
    }

    private static String sleep(SharedQueue<String> told) throws InterruptedException {
        try {
            told.put("asleep");
            Thread.sleep(Long.MAX_VALUE);
            return "slept well";
        } catch (InterruptedException e) {
            told.put("interrupted");
            throw e;
        }
    }

    @FamilyTest
    @DisplayName("cancel: a task that waits never runs")
    default void cancelWaiting(Multiprocessing mp) throws Exception {
        SharedQueue<String> told = mp.queue();
        SharedQueue<String> gate = mp.queue();
        try (ProcessPool pool = mp.pool(1)) {
            TaskFuture<String> first = pool.submit(gate::take);
            TaskFuture<?> second = pool.submit(() -> told.put("ran"));
            TaskFuture<String> third = pool.submit(() -> "third");
            assertThat(second.cancel(false)).isTrue();
            assertThat(second.taskState()).isEqualTo(TaskState.CANCELLED);
            assertThatExceptionOfType(CancellationException.class).isThrownBy(second::get);
            gate.put("go");
            assertThat(first.get()).isEqualTo("go");
            assertThat(third.get()).isEqualTo("third");
            assertThat(first.cancel(true)).isFalse();
            assertThat(pool.stats().cancelled()).isEqualTo(1);
        }
        assertThat(told.size()).isZero();
    }

    @FamilyTest
    @DisplayName("cancel: a task that runs is interrupted, and its worker lives on when it yields")
    default void cancelRunning(Multiprocessing mp) throws Exception {
        SharedQueue<String> told = mp.queue();
        try (ProcessPool pool = mp.poolBuilder().workers(1).interruptGrace(patience()).build()) {
            TaskFuture<String> task = pool.submit(() -> sleep(told));
            assertThat(next(told)).isEqualTo("asleep");
            assertThat(task.cancel(true)).isTrue();
            assertThat(task).isCancelled();
            assertThat(next(told)).isEqualTo("interrupted");
            assertThat(pool.submit(PoolContract::ownPid).get()).isEqualTo(task.workerPid().getAsLong());
            assertThat(pool.submit(Thread::interrupted).get()).isFalse();
            assertThat(pool.stats().restarts()).isZero();
        }
    }

    @FamilyTest
    @DisplayName("cancel: without permission to interrupt, the task goes on and nobody learns its result")
    default void cancelWithoutInterrupt(Multiprocessing mp) throws Exception {
        SharedQueue<String> told = mp.queue();
        SharedQueue<String> gate = mp.queue();
        try (ProcessPool pool = mp.pool(1)) {
            TaskFuture<?> task = pool.submit(() -> {
                told.put("started");
                gate.take();
                told.put("finished");
            });
            next(told);
            assertThat(task.cancel(false)).isTrue();
            TaskFuture<Integer> after = pool.submit(() -> 2);
            gate.put("go");
            assertThat(next(told)).isEqualTo("finished");
            assertThat(after.get()).isEqualTo(2);
            assertThat(task).isCancelled();
        }
    }

    @FamilyTest
    @DisplayName("cancel: a task that does not yield loses its worker, which is replaced; others are not harmed")
    default void cancelUnyielding(Multiprocessing mp) throws Exception {
        SharedQueue<String> told = mp.queue();
        SharedQueue<String> gate = mp.queue();
        try (ProcessPool pool = mp.pool(2)) {
            TaskFuture<String> neighbour = pool.submit(gate::take);
            TaskFuture<Integer> task = pool.submit(() -> {
                told.put("started");
                return spin();
            });
            next(told);
            assertThat(task.cancel(true)).isTrue();
            assertThat(task).isDone();
            Await.untilGone(task.workerPid().getAsLong(), patience());
            assertThat(pool.submit(() -> "replaced").get()).isEqualTo("replaced");
            gate.put("unharmed");
            assertThat(neighbour.get()).isEqualTo("unharmed");
            assertThat(pool.stats().restarts()).isEqualTo(1);
        }
    }

    @FamilyTest
    @DisplayName("cancel: with the worker of a task that does not yield go the processes that it has started")
    default void cancelTakesDescendants(Multiprocessing mp) throws Exception {
        SharedQueue<Long> told = mp.queue();
        try (ProcessPool pool = mp.pool(1)) {
            TaskFuture<Integer> task = pool.submit(() -> {
                told.put(new ProcessBuilder("sleep", "1000").start().pid());
                return spin();
            });
            long below = next(told);
            assertThat(task.cancel(true)).isTrue();
            Await.untilGone(below, patience());
            Await.untilGone(task.workerPid().getAsLong(), patience());
            assertThat(pool.submit(() -> "replaced").get()).isEqualTo("replaced");
        }
    }

    @FamilyTest
    @DisplayName("cancel: at any moment in a task's life, it completes the future and leaves a working pool")
    default void cancelAtAnyMoment(ProcessPool pool) throws Exception {
        for (int round = 0; round < 40; round++) {
            int pause = round * 20_000;
            TaskFuture<Integer> task = pool.submit(() -> {
                Thread.sleep(Duration.ofNanos(pause));
                return 1;
            });
            Thread.sleep(Duration.ofNanos(pause));
            task.cancel(true);
            assertThat(task).isDone();
        }
        assertThat(pool.submit(() -> "goes on").get()).isEqualTo("goes on");
        Await.until("no task is left", patience(), () -> pool.stats().running() == 0);
    }

    @FamilyTest
    @DisplayName("cancel: a worker that can't even tell its stacks is killed all the same")
    default void noStackDump(Multiprocessing mp) throws Exception {
        SharedQueue<Long> told = mp.queue();
        List<Boolean> stacks = Collections.synchronizedList(new ArrayList<>());
        PoolListener listener = new PoolListener() {
            @Override
            public void taskNotYielding(TaskEvent task, Optional<String> stackDump) {
                stacks.add(stackDump.isPresent());
            }
        };
        try (ProcessPool pool = mp.poolBuilder().workers(1).listener(listener).build()) {
            TaskFuture<Integer> task = pool.submit(() -> {
                told.put(PoolContract.ownPid());
                return spin();
            });
            long worker = next(told);
            Signals.send("STOP", worker);
            Await.until("the worker has stopped", patience(), () -> ProcessState.of(worker).isStopped());
            task.cancel(true);
            Await.untilGone(worker, patience());
            assertThat(pool.submit(() -> "replaced").get()).isEqualTo("replaced");
        }
        assertThat(stacks).containsExactly(false);
    }
}
