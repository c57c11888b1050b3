package io.multiprocessing.tck.family.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multiprocessing.Multiprocessing;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.TaskFuture;
import io.multiprocessing.WorkerDiedException;
import io.multiprocessing.tck.family.harness.Await;
import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;

/** What the tests of other languages' pools ask for and no other contract does: see {@code docs/parity.md}. */
public interface PoolParityContract extends FamilyUnderTest {
    /** Yields 1 and 2, then throws. */
    private static Iterable<Integer> brokenSource() {
        return () -> new Iterator<>() {
            private int next = 1;

            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Integer next() {
                if (next > 2) {
                    throw new NoSuchElementException("the source is broken");
                }
                return next++;
            }
        };
    }

    @FamilyTest
    @DisplayName("parity: a source that throws tells that to who takes from the stream; the pool goes on")
    default void brokenSources(ProcessPool pool) throws Exception {
        try (Stream<Integer> results = pool.stream(brokenSource(), number -> number)) {
            assertThatThrownBy(results::toList).isInstanceOf(NoSuchElementException.class)
                    .hasMessageContaining("broken");
        }
        try (Stream<Integer> results = pool.streamUnordered(brokenSource(), number -> number)) {
            assertThatThrownBy(results::toList).isInstanceOf(NoSuchElementException.class)
                    .hasMessageContaining("broken");
        }
        assertThat(pool.submit(() -> "goes on").get()).isEqualTo("goes on");
    }

    @FamilyTest
    @DisplayName("parity: waiting for a task or a map with a limit gives up in time, and takes nothing from the result")
    default void waitingWithLimit(Multiprocessing mp, ProcessPool pool) throws Exception {
        SharedQueue<Integer> gate = mp.queue();
        TaskFuture<Integer> task = pool.submit(gate::take);
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> task.get(1, TimeUnit.MILLISECONDS));
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> task.get(0, TimeUnit.MILLISECONDS));
        TaskFuture<List<Integer>> map = pool.mapAsync(List.of(1, 2), number -> number + gate.take());
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> map.get(50, TimeUnit.MILLISECONDS));
        for (int i = 0; i < 3; i++) {
            gate.put(10);
        }
        assertThat(task.get()).isEqualTo(10);
        assertThat(map.get()).containsExactly(11, 12);
    }

    @FamilyTest
    @DisplayName("parity: a dependent action that throws harms neither its task nor others")
    default void throwingCallbacks(ProcessPool pool) throws Exception {
        List<TaskFuture<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int number = i;
            TaskFuture<Integer> task = pool.submit(() -> number);
            CompletableFuture<Void> unused = task.thenAccept(value -> {
                throw new IllegalStateException("thrown on purpose by a callback");
            });
            tasks.add(task);
        }
        for (int i = 0; i < 4; i++) {
            assertThat(tasks.get(i).get()).isEqualTo(i);
        }
    }

    @FamilyTest
    @DisplayName("parity: a pool keeps neither tasks nor results once they are done")
    default void keepsNothing(ProcessPool pool) throws Exception {
        List<WeakReference<?>> references = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            byte[] argument = new byte[100_000];
            TaskFuture<byte[]> task = pool.submit(() -> argument);
            references.add(new WeakReference<>(argument));
            references.add(new WeakReference<>(task.get()));
            references.add(new WeakReference<>(task));
        }
        Await.until("nothing is kept", patience(), () -> {
            System.gc();
            return references.stream().allMatch(reference -> reference.refersTo(null));
        });
    }

    @FamilyTest
    @DisplayName("parity: a worker that dies while large arguments wait for it, or are on their way, holds nobody up")
    default void deathWithLargeArguments(Multiprocessing mp) throws Exception {
        try (ProcessPool pool = mp.pool(2)) {
            byte[] large = new byte[20 << 20];
            TaskFuture<?> crash = pool.submit(() -> Runtime.getRuntime().halt(large.length > 0 ? 1 : 2));
            List<TaskFuture<Integer>> others = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                others.add(pool.submit(() -> large.length));
            }
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(crash::get)
                    .withCauseInstanceOf(WorkerDiedException.class);
            for (TaskFuture<Integer> other : others) {
                assertThat(other.get()).isEqualTo(large.length);
            }
        }
    }

    @FamilyTest
    @DisplayName("parity: tasks may be submitted by many threads, and by what completes a task")
    default void submittedFromEverywhere(ProcessPool pool) throws Exception {
        List<TaskFuture<Integer>> tasks = IntStream.range(0, 50)
                .parallel()
                .mapToObj(number -> pool.submit(() -> number))
                .toList();
        assertThat(tasks.stream().map(TaskFuture::join)).containsExactlyElementsOf(
                IntStream.range(0, 50).boxed().toList());
        assertThat(pool.submit(() -> 1).thenCompose(one -> pool.submit(() -> one + 1)).get()).isEqualTo(2);
    }
}
