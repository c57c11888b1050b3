package io.multiprocessing.tck.family.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.multiprocessing.Multiprocessing;
import io.multiprocessing.PoolBrokenException;
import io.multiprocessing.PoolListener;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.TaskFuture;
import io.multiprocessing.TaskOptions;
import io.multiprocessing.TaskState;
import io.multiprocessing.TaskTimeoutException;
import io.multiprocessing.WorkerDiedException;
import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;

/** What listeners of a pool are told. */
public interface PoolListenerContract extends FamilyUnderTest {
    /** Writes everything down, as text. */
    final class Diary implements PoolListener {
        final List<String> lines = Collections.synchronizedList(new ArrayList<>());
        final List<TaskEvent> finished = Collections.synchronizedList(new ArrayList<>());
        final List<WorkerEvent> ended = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void taskSubmitted(TaskEvent task) {
            lines.add("submitted " + task.label());
        }

        @Override
        public void taskStarted(TaskEvent task) {
            lines.add("started " + task.label() + " attempt " + task.attempt());
        }

        @Override
        public void taskRetried(TaskEvent task, WorkerDiedException death, Duration pause) {
            lines.add("retried " + task.label() + " " + death.exitStatus().getAsInt() + " after " + pause);
        }

        @Override
        public void taskFinished(TaskEvent task) {
            lines.add("finished " + task.label() + " " + task.state());
            finished.add(task);
        }

        @Override
        public void workerStarted(WorkerEvent worker) {
            lines.add("worker started");
        }

        @Override
        public void workerEnded(WorkerEvent worker) {
            lines.add("worker ended " + worker.death().map(death -> death.exitStatus()).orElse(0));
            ended.add(worker);
        }

        @Override
        public void workerRestarting(WorkerEvent dead, Duration pause) {
            lines.add("worker restarting " + pause);
        }

        @Override
        public void poolBroken(PoolBrokenException cause) {
            lines.add("broken");
        }
    }

    @FamilyTest
    @DisplayName("listener: is told of tasks and workers in the order in which things happen, before close returns")
    default void events(Multiprocessing mp) throws Exception {
        Diary diary = new Diary();
        try (ProcessPool pool = mp.poolBuilder().workers(1).name("Told").listener(diary).build()) {
            TaskFuture<Long> one = pool.submit(PoolContract::ownPid, labelled("one"));
            long pid = one.get();
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> pool.submit(PoolListenerContract::leave, labelled("two")).get());
            assertThat(pool.submit(() -> 3, labelled("three")).get()).isEqualTo(3);
            pool.close();
            assertThat(diary.finished.get(0).workerPid()).hasValue(pid);
            assertThat(diary.finished.get(0).taskId()).isEqualTo(one.taskId());
            assertThat(diary.finished.get(0).pool()).isEqualTo("Told");
            assertThat(diary.finished).allSatisfy(task -> {
                assertThat(task.waited()).isPositive();
                assertThat(task.ran()).isPositive();
                assertThat(task.items()).isEqualTo(1);
            });
            assertThat(diary.ended).extracting(PoolListener.WorkerEvent::name)
                    .containsExactly("Told-worker-1", "Told-worker-2");
            assertThat(diary.ended).extracting(PoolListener.WorkerEvent::tasksDone).containsExactly(1, 1);
            assertThat(diary.ended.get(0).pid()).isEqualTo(pid);
        }
        // The first task may come before or after the first worker.
        assertThat(diary.lines).containsOnlyOnce("submitted one");
        diary.lines.remove("submitted one");
        assertThat(diary.lines).containsExactly(
                "worker started",
                "started one attempt 1",
                "finished one SUCCEEDED",
                "submitted two",
                "started two attempt 1",
                "worker ended 3",
                "finished two FAILED",
                "worker restarting PT0S",
                "submitted three",
                "worker started",
                "started three attempt 1",
                "finished three SUCCEEDED",
                "worker ended 0");
    }

    private static int leave() {
        System.exit(3);
        return 0;
    }

    private static TaskOptions labelled(String label) {
        return TaskOptions.builder().label(label).build();
    }

    @FamilyTest
    @DisplayName("listener: is told of retries, of what is cancelled, and of a pool that breaks")
    default void misfortunes(Multiprocessing mp) throws Exception {
        SharedQueue<String> gate = mp.queue();
        Diary diary = new Diary();
        try (ProcessPool pool = mp.poolBuilder()
                .workers(1)
                .retryBackoff(Duration.ofMillis(50), Duration.ofSeconds(1))
                .listener(diary)
                .build()) {
            TaskOptions again = TaskOptions.builder().idempotent().label("deadly").build();
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> pool.submit(PoolListenerContract::leave, again).get())
                    .withCauseInstanceOf(WorkerDiedException.class);
            TaskFuture<String> held = pool.submit(gate::take, labelled("held"));
            TaskFuture<Integer> never = pool.submit(() -> 1, labelled("never"));
            never.cancel(true);
            gate.put("go");
            held.get();
        }
        assertThat(diary.lines.stream().filter(line -> line.contains("deadly"))).containsExactly(
                "submitted deadly",
                "started deadly attempt 1",
                "retried deadly 3 after PT0.05S",
                "started deadly attempt 2",
                "retried deadly 3 after PT0.1S",
                "started deadly attempt 3",
                "finished deadly FAILED");
        assertThat(diary.lines.stream().filter(line -> line.contains("never")))
                .containsExactly("submitted never", "finished never CANCELLED");
        assertThat(diary.finished)
                .filteredOn(task -> task.state() == TaskState.CANCELLED)
                .allSatisfy(task -> assertThat(task.workerPid()).isEmpty());

        Diary last = new Diary();
        ProcessPool broken = mp.poolBuilder().workers(1).listener(last).initializer(() -> {
            throw new IllegalStateException("no");
        }).build();
        assertThat(broken.awaitTermination(patience().toNanos(), TimeUnit.NANOSECONDS)).isTrue();
        assertThat(last.lines).contains("broken").doesNotContain("worker started");
    }

    @FamilyTest
    @DisplayName("listener: whatever it throws, and however long it takes, the pool is not held up")
    default void badListener(Multiprocessing mp) throws Exception {
        Object forEver = new Object();
        PoolListener bad = new PoolListener() {
            @Override
            public void taskSubmitted(TaskEvent task) {
                throw new IllegalStateException("a listener that throws");
            }

            @Override
            public void taskStarted(TaskEvent task) {
                synchronized (forEver) {
                    try {
                        forEver.wait();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
            }
        };
        Multiprocessing.Builder impatient = family().shutdownGrace(Duration.ofMillis(100));
        try (Multiprocessing own = impatient.open();
                ProcessPool pool = own.poolBuilder().workers(1).listener(bad).build()) {
            for (int i = 0; i < 10; i++) {
                int number = i;
                assertThat(pool.submit(() -> number).get()).isEqualTo(number);
            }
        }
    }

    @FamilyTest
    @DisplayName("listener: progress counts the items of maps, streams and single tasks")
    default void progress(Multiprocessing mp) throws Exception {
        List<Long> finished = Collections.synchronizedList(new ArrayList<>());
        List<Long> submitted = Collections.synchronizedList(new ArrayList<>());
        PoolListener progress = PoolListener.progress((done, all) -> {
            finished.add(done);
            submitted.add(all);
        });
        try (ProcessPool pool = mp.poolBuilder().workers(2).listener(progress).build()) {
            pool.map(IntStream.range(0, 100).boxed().toList(), number -> number + 1);
            assertThat(pool.stream(List.of(1, 2, 3), number -> number + 1)).hasSize(3);
            pool.submit(() -> 1).get();
        }
        assertThat(finished).isSorted().endsWith(104L);
        assertThat(submitted).isSorted().endsWith(104L);
    }

    @FamilyTest
    @DisplayName("pool: an initializer that takes longer than it may breaks the pool")
    default void initializerTimeout(Multiprocessing mp) throws Exception {
        ProcessPool pool = mp.poolBuilder()
                .workers(1)
                .initializer(() -> Thread.sleep(Long.MAX_VALUE))
                .initializerTimeout(Duration.ofMillis(200))
                .build();
        TaskFuture<Integer> task = pool.submit(() -> 1);
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(task::get)
                .withCauseInstanceOf(PoolBrokenException.class)
                .withMessageContaining("initializer")
                .withMessageContaining("PT0.2S")
                .havingCause()
                .havingCause()
                .isInstanceOfSatisfying(TaskTimeoutException.class,
                        e -> assertThat(e.stackDump().orElseThrow()).contains("Thread.sleep"));
        assertThat(pool.awaitTermination(patience().toNanos(), TimeUnit.NANOSECONDS)).isTrue();
        try (ProcessPool quick = mp.poolBuilder()
                .workers(1)
                .initializer(() -> System.setProperty("mp.quick", "yes"))
                .initializerTimeout(patience())
                .build()) {
            assertThat(quick.submit(() -> System.getProperty("mp.quick")).get()).isEqualTo("yes");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> mp.poolBuilder().initializerTimeout(Duration.ZERO));
    }
}
