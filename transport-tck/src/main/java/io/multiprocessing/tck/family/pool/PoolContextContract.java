package io.multiprocessing.tck.family.pool;

import static io.multiprocessing.tck.family.harness.Await.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.multiprocessing.Multiprocessing;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.TaskFuture;
import io.multiprocessing.TaskOptions;
import io.multiprocessing.WorkerContext;
import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;

/** What tasks know of where they run, and keep there. */
public interface PoolContextContract extends FamilyUnderTest {
    @FamilyTest
    @DisplayName("context: tells a task and an initializer their worker and pool; a task its id, label and attempt")
    default void context(Multiprocessing mp) throws Exception {
        try (ProcessPool pool = mp.poolBuilder()
                .workers(1)
                .name("Known")
                .initializer(() -> System.setProperty("mp.context", WorkerContext.current().toString()
                        + WorkerContext.current().taskId().isPresent() + WorkerContext.current().attempt()))
                .build()) {
            TaskFuture<List<Object>> task = pool.submit(() -> {
                WorkerContext here = WorkerContext.current();
                // Of another thread too.
                WorkerContext there = CompletableFuture.supplyAsync(WorkerContext::current).get();
                return List.of(here.poolName(), here.workerId(), here.workerName(), here.label(), here.attempt(),
                        here.taskId().getAsLong(), there.taskId().getAsLong(), WorkerContext.isPresent());
            }, TaskOptions.builder().label("labelled").build());
            assertThat(task.get()).containsExactly(
                    "Known", 1, "Known-worker-1", "labelled", 1, task.taskId(), task.taskId(), true);
            assertThat(pool.submit(() -> System.getProperty("mp.context")).get()).isEqualTo("Known-worker-1false0");
            assertThat(pool.submit(() -> WorkerContext.current().label()).get()).isEmpty();
        }
    }

    @FamilyTest
    @DisplayName("context: a task that is tried again knows that")
    default void attempts(Multiprocessing mp) throws Exception {
        SharedQueue<Integer> attempts = mp.queue();
        try (ProcessPool pool = mp.pool(1)) {
            TaskOptions again = TaskOptions.builder().idempotent().label("persistent").build();
            TaskFuture<String> task = pool.submit(() -> {
                WorkerContext here = WorkerContext.current();
                attempts.put(here.attempt());
                if (here.attempt() < 3) {
                    Runtime.getRuntime().halt(1);
                }
                return here.label() + " in worker " + here.workerId();
            }, again);
            assertThat(task.get()).isEqualTo("persistent in worker 3");
            assertThat(List.of(next(attempts), next(attempts), next(attempts))).containsExactly(1, 2, 3);
        }
    }

    @FamilyTest
    @DisplayName("context: outside of workers there is none, and the exception says what to do")
    default void noContext(Multiprocessing mp) throws Exception {
        assertThat(WorkerContext.isPresent()).isFalse();
        assertThatIllegalStateException().isThrownBy(WorkerContext::current)
                .withMessageContaining("not a worker")
                .withMessageContaining("isPresent");
        SharedQueue<String> told = mp.queue();
        mp.start(() -> {
            try {
                told.put(WorkerContext.current().workerName());
            } catch (IllegalStateException e) {
                told.put(e.getMessage());
            }
        }).join();
        assertThat(next(told)).contains("Process-").contains("not a worker");
    }

    /** Counts what is made in this process, and tells what is closed. */
    final class Expensive implements AutoCloseable {
        private static final AtomicInteger MADE = new AtomicInteger();

        private final SharedQueue<String> told;
        private final String name;

        Expensive(SharedQueue<String> told, String name) {
            this.told = told;
            this.name = name;
            MADE.incrementAndGet();
        }

        @Override
        public void close() throws IOException {
            told.add(name);
            throw new IOException("this goes to the error output of a worker");
        }

        static int made() {
            return MADE.get();
        }
    }

    @FamilyTest
    @DisplayName("context: what is expensive is made once for each worker, and closed at its end, last made first")
    default void madeOnce(Multiprocessing mp) throws Exception {
        SharedQueue<String> told = mp.queue();
        try (ProcessPool pool = mp.poolBuilder().workers(1).maxTasksPerWorker(10).build()) {
            List<Integer> made = pool.map(IntStream.range(0, 8).boxed().toList(), number -> {
                WorkerContext here = WorkerContext.current();
                here.<Expensive>computeIfAbsent("first", () -> new Expensive(told, "first of " + here.workerId()));
                here.computeIfAbsent(List.of("second"), () -> {
                    here.computeIfAbsent("third", () -> "needs no closing");
                    return new Expensive(told, "second of " + here.workerId());
                });
                return Expensive.made();
            });
            // Two before the first task is through.
            assertThat(new HashSet<>(made)).containsExactly(2);
            assertThat(told.size()).isZero();
        }
        assertThat(List.of(next(told), next(told))).containsExactly("second of 1", "first of 1");
    }

    @FamilyTest
    @DisplayName("context: a maker that fails leaves nothing behind, and one that asks for itself is told so")
    default void failingMakers(ProcessPool pool) throws Exception {
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> pool.submit(() -> WorkerContext.current().computeIfAbsent("failing", () -> {
                    throw new IOException("no database");
                })).get())
                .withCauseInstanceOf(IOException.class);
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> pool.submit(() -> WorkerContext.current().computeIfAbsent("null", () -> null)).get())
                .withCauseInstanceOf(NullPointerException.class);
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> pool.submit(() -> WorkerContext.current()
                        .computeIfAbsent("own tail",
                                () -> WorkerContext.current().computeIfAbsent("own tail", () -> 1)))
                        .get())
                .withCauseInstanceOf(IllegalStateException.class)
                .withMessageContaining("own tail");
        int value = pool.submit(() -> WorkerContext.current().<Integer>computeIfAbsent("failing", () -> 2)).get();
        assertThat(value).isEqualTo(2);
    }
}
