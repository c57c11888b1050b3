package io.multiprocessing.tck.family.pool;

import static io.multiprocessing.tck.family.harness.Await.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.multiprocessing.Multiprocessing;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.TaskFuture;
import io.multiprocessing.TaskOptions;
import io.multiprocessing.TaskState;
import io.multiprocessing.WorkerContext;
import io.multiprocessing.WorkerDiedException;
import io.multiprocessing.tck.family.harness.Await;
import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;

/** Tasks that may be run again when their worker dies. */
public interface PoolRetryContract extends FamilyUnderTest {
    /** Longer than any test. */
    Duration FOR_EVER = Duration.ofHours(1);

    /** Dies unless it is tried for so many times. */
    private static int dieUntil(int attempt, SharedQueue<Long> pids) throws InterruptedException {
        pids.put(PoolContract.ownPid());
        if (WorkerContext.current().attempt() < attempt) {
            Runtime.getRuntime().halt(4);
        }
        return WorkerContext.current().attempt();
    }

    @FamilyTest
    @DisplayName("retry: a poison task is reported after its attempts, with the pid and the end of each")
    default void poison(Multiprocessing mp) throws Exception {
        SharedQueue<Long> pids = mp.queue();
        try (ProcessPool pool = mp.poolBuilder().workers(1).retryBackoff(Duration.ZERO, Duration.ZERO).build()) {
            TaskFuture<Integer> task =
                    pool.submit(() -> dieUntil(100, pids), TaskOptions.builder().attempts(2).build());
            ExecutionException e = catchThrowableOfType(ExecutionException.class, task::get);
            long first = next(pids);
            long second = next(pids);
            assertThat(pids.size()).isZero();
            assertThat(e.getCause())
                    .isInstanceOf(WorkerDiedException.class)
                    .hasMessageContaining("It was tried 2 times")
                    .hasMessageContaining("pid " + first + " exited with status 4; ")
                    .hasMessageContaining("pid " + second + " exited with status 4.");
            assertThat(e.getCause().getSuppressed())
                    .singleElement()
                    .isInstanceOfSatisfying(WorkerDiedException.class,
                            death -> assertThat(death.pid()).isEqualTo(first));
            TaskFuture<Integer> longer =
                    pool.submit(() -> dieUntil(5, pids), TaskOptions.builder().attempts(5).build());
            assertThat(longer.get()).isEqualTo(5);
        }
        assertThat(TaskOptions.defaults().attempts()).isEqualTo(1);
        assertThat(TaskOptions.builder().idempotent().build().attempts()).isEqualTo(3);
        assertThatIllegalArgumentException().isThrownBy(() -> TaskOptions.builder().attempts(0));
    }

    @FamilyTest
    @DisplayName("retry: while a task waits to be tried again it counts as waiting, and others are run")
    default void others(Multiprocessing mp) throws Exception {
        SharedQueue<Long> pids = mp.queue();
        ProcessPool pool = mp.poolBuilder().workers(1).retryBackoff(FOR_EVER, FOR_EVER).build();
        TaskOptions again = TaskOptions.builder().idempotent().build();
        TaskFuture<Integer> cancelled = pool.submit(() -> dieUntil(2, pids), again);
        TaskFuture<Integer> left = pool.submit(() -> dieUntil(2, pids), again);
        next(pids);
        next(pids);
        assertThat(pool.submit(() -> "other").get()).isEqualTo("other");
        assertThat(pool.stats().waiting()).isEqualTo(2);
        assertThat(pool.stats().waitingBytes()).isPositive();
        assertThat(cancelled.taskState()).isEqualTo(TaskState.WAITING);
        assertThat(cancelled.cancel(true)).isTrue();
        assertThat(pool.stats().waiting()).isEqualTo(1);
        pool.shutdown();
        assertThat(pool.awaitTermination(10, TimeUnit.MILLISECONDS)).isFalse();
        // It has begun before: nobody is told that it never did.
        assertThat(pool.shutdownNow()).isEmpty();
        assertThat(left).isCancelled();
        assertThat(pool.awaitTermination(patience().toNanos(), TimeUnit.NANOSECONDS)).isTrue();
    }

    @FamilyTest
    @DisplayName("retry: close waits for tasks that are to be tried again")
    default void closeWaitsForRetries(Multiprocessing mp) throws Exception {
        SharedQueue<Long> pids = mp.queue();
        TaskFuture<Integer> task;
        try (ProcessPool pool = mp.poolBuilder()
                .workers(1)
                .retryBackoff(Duration.ofMillis(200), Duration.ofMillis(300))
                .build()) {
            task = pool.submit(() -> dieUntil(3, pids), TaskOptions.builder().idempotent().build());
            long first = next(pids);
            Await.untilGone(first, patience());
        }
        assertThat(task.getNow(0)).isEqualTo(3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mp.poolBuilder().retryBackoff(Duration.ofSeconds(2), Duration.ofSeconds(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mp.poolBuilder().retryBackoff(Duration.ofSeconds(-1), Duration.ofSeconds(1)));
    }

    @FamilyTest
    @DisplayName("submit: a task without a result takes options too")
    default void actionWithOptions(Multiprocessing mp) throws Exception {
        SharedQueue<String> told = mp.queue();
        try (ProcessPool pool = mp.pool(1)) {
            TaskFuture<?> task = pool.submit(() -> told.put(WorkerContext.current().label()),
                    TaskOptions.builder().label("silent").build());
            assertThat(task.get()).isNull();
            assertThat(next(told)).isEqualTo("silent");
        }
    }
}
