package io.multiprocessing.tck.family.pool;

import static io.multiprocessing.tck.family.harness.Await.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.multiprocessing.Multiprocessing;
import io.multiprocessing.PoolListener;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.TaskFuture;
import io.multiprocessing.TaskOptions;
import io.multiprocessing.TaskState;
import io.multiprocessing.TaskTimeoutException;
import io.multiprocessing.WorkerDiedException;
import io.multiprocessing.tck.family.harness.Await;
import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.DisplayName;

/** Tasks that are not to go on, because they have run for longer than they may. */
public interface PoolTimeLimitContract extends FamilyUnderTest {
    /** What no interrupt ends. */
    private static int spin() {
        while (true) {
            Thread.onSpinWait();
        }
    }

    /** Whenever the interruption comes, before it sleeps or then, it is the same. */
    private static String sleep(SharedQueue<String> told) throws InterruptedException {
        try {
            Thread.sleep(Long.MAX_VALUE);
            return "slept well";
        } catch (InterruptedException e) {
            told.put("interrupted");
            throw e;
        }
    }

    @FamilyTest
    @DisplayName("time limit: the future fails with the facts; a task that yields leaves its worker alive")
    default void taskTimeout(Multiprocessing mp) throws Exception {
        SharedQueue<String> told = mp.queue();
        TaskOptions options =
                TaskOptions.builder().timeout(Duration.ofSeconds(1)).label("the slow one").build();
        try (ProcessPool pool = mp.poolBuilder().workers(1).interruptGrace(patience()).build()) {
            long worker = pool.submit(PoolContract::ownPid).get();
            TaskFuture<String> task = pool.submit(() -> sleep(told), options);
            ExecutionException e = catchThrowableOfType(ExecutionException.class, task::get);
            assertThat(e.getCause()).isInstanceOfSatisfying(TaskTimeoutException.class, timeout -> {
                assertThat(timeout.limit()).isEqualTo(Duration.ofSeconds(1));
                assertThat(timeout.taskId()).isEqualTo(task.taskId());
                assertThat(timeout).hasMessageContaining("the slow one").hasMessageContaining(Long.toString(worker));
                assertThat(timeout.stackDump()).isEmpty();
                assertThat(timeout.getSuppressed())
                        .singleElement()
                        .isInstanceOf(InterruptedException.class);
            });
            assertThat(task.taskState()).isEqualTo(TaskState.FAILED);
            assertThat(next(told)).isEqualTo("interrupted");
            assertThat(pool.submit(PoolContract::ownPid).get()).isEqualTo(worker);
        }
    }

    @FamilyTest
    @DisplayName("time limit: a task that does not yield fails with the stacks of its worker, which is then killed")
    default void stackDump(Multiprocessing mp) throws Exception {
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        PoolListener listener = new PoolListener() {
            @Override
            public void taskNotYielding(TaskEvent task, Optional<String> stackDump) {
                told.add(task.label() + stackDump.orElse("nothing").contains("PoolTimeLimitContract.spin"));
            }
        };
        TaskOptions options =
                TaskOptions.builder().timeout(Duration.ofSeconds(1)).label("deaf").build();
        try (ProcessPool pool = mp.poolBuilder()
                .workers(1)
                .killGrace(Duration.ZERO)
                .listener(listener)
                .build()) {
            pool.submit(PoolTimeLimitContract::keepAllProcessorsBusy).get();
            TaskFuture<Integer> task = pool.submit(PoolTimeLimitContract::spin, options);
            ExecutionException e = catchThrowableOfType(ExecutionException.class, task::get);
            assertThat(e.getCause()).isInstanceOfSatisfying(TaskTimeoutException.class, timeout -> {
                String dump = timeout.stackDump().orElseThrow();
                assertThat(dump).contains("PoolTimeLimitContract.spin").contains("\"a busy neighbour\"");
                assertThat(dump.indexOf("spin")).isLessThan(dump.indexOf("a busy neighbour"));
                assertThat(dump.length()).isLessThan(100_000);
                assertThat(timeout).hasMessageContaining("PoolTimeLimitContract.spin");
            });
            Await.untilGone(task.workerPid().getAsLong(), patience());
            assertThat(pool.submit(() -> "replaced").get()).isEqualTo("replaced");
            assertThat(pool.stats().failed()).isEqualTo(1);
        }
        assertThat(told).containsExactly("deaftrue");
        assertThatIllegalArgumentException().isThrownBy(() -> mp.poolBuilder().interruptGrace(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> mp.poolBuilder().killGrace(Duration.ofDays(2)));
    }

    /** Leaves no processor and no carrier of virtual threads to anybody. */
    private static int keepAllProcessorsBusy() {
        int processors = Runtime.getRuntime().availableProcessors();
        for (int i = 0; i < processors; i++) {
            Thread.ofPlatform().name("a busy neighbour").daemon().start(PoolTimeLimitContract::spin);
            Thread.ofVirtual().start(PoolTimeLimitContract::spin);
        }
        return processors;
    }

    @FamilyTest
    @DisplayName("time limit: what a task does to its worker after its interruption is told in passing")
    default void exitAfterTimeout(Multiprocessing mp) throws Exception {
        TaskOptions options = TaskOptions.builder().timeout(Duration.ofMillis(300)).idempotent().build();
        try (ProcessPool pool = mp.poolBuilder().workers(1).interruptGrace(patience()).build()) {
            TaskFuture<Integer> task = pool.submit(() -> {
                try {
                    Thread.sleep(Long.MAX_VALUE);
                } catch (InterruptedException e) {
                    Runtime.getRuntime().halt(7);
                }
                return 1;
            }, options);
            ExecutionException e = catchThrowableOfType(ExecutionException.class, task::get);
            assertThat(e.getCause()).isInstanceOf(TaskTimeoutException.class);
            assertThat(e.getCause().getSuppressed())
                    .singleElement()
                    .isInstanceOfSatisfying(WorkerDiedException.class,
                            death -> assertThat(death.exitStatus()).hasValue(7));
        }
    }

    @FamilyTest
    @DisplayName("time limit: a pool's holds for all its tasks, counted from their start; a task's own wins")
    default void poolTimeout(Multiprocessing mp) throws Exception {
        TaskOptions patient = TaskOptions.builder().timeout(patience()).build();
        try (ProcessPool pool = mp.poolBuilder().workers(1).taskTimeout(Duration.ofMillis(300)).build()) {
            TaskFuture<Integer> stuck = pool.submit(PoolTimeLimitContract::spin);
            TaskFuture<Integer> next = pool.submit(() -> {
                Thread.sleep(Duration.ofMillis(600));
                return 1;
            }, patient);
            TaskFuture<Integer> last = pool.submit(() -> 2);
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(stuck::get)
                    .withCauseInstanceOf(TaskTimeoutException.class);
            assertThat(next.get()).isEqualTo(1);
            assertThat(last.get()).isEqualTo(2);
            assertThat(next.workerPid()).isNotEqualTo(stuck.workerPid());
        }
        assertThatIllegalArgumentException().isThrownBy(() -> TaskOptions.builder().timeout(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> mp.poolBuilder().taskTimeout(Duration.ofSeconds(-1)));
    }
}
