package io.multiprocessing.tck.family.pool;

import static io.multiprocessing.tck.family.harness.Await.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multiprocessing.Multiprocessing;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.RemoteCallable;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.TaskFuture;
import io.multiprocessing.TaskState;
import io.multiprocessing.tck.family.harness.Blocked;
import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;

/** Many tasks at a time: map, invokeAll and invokeAny. */
public interface PoolManyContract extends FamilyUnderTest {
    private static Integer failAt(Integer bad, Integer number) {
        if (number.equals(bad)) {
            throw new IllegalArgumentException("I do not like " + number);
        }
        return number;
    }

    @FamilyTest
    @DisplayName("map: results come in the items' order, several items to a task")
    default void mapInOrder(ProcessPool pool) {
        List<Integer> items = IntStream.range(0, 1000).boxed().toList();
        long tasksBefore = pool.stats().succeeded();
        assertThat(pool.map(items, number -> number * 2))
                .isEqualTo(items.stream().map(number -> number * 2).toList());
        assertThat(pool.stats().succeeded() - tasksBefore).isBetween(2L, 100L);
    }

    @FamilyTest
    @DisplayName("map: no items, one item, and items and results that are null")
    default void mapOfFew(ProcessPool pool) {
        assertThat(pool.map(List.<Integer>of(), number -> number + 1)).isEmpty();
        assertThat(pool.map(List.of("x"), text -> text + "y")).containsExactly("xy");
        Collection<String> withNull = Arrays.asList("a", null, "c");
        assertThat(pool.map(withNull, text -> text == null ? "was null" : null)).containsExactly(null, "was null",
                null);
    }

    @FamilyTest
    @DisplayName("map: an item that fails fails the map with its exception; the pool goes on")
    default void mapThatFails(ProcessPool pool) {
        List<Integer> items = IntStream.range(0, 100).boxed().toList();
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> pool.map(items, number -> failAt(37, number)))
                .withCauseInstanceOf(IllegalArgumentException.class)
                .withMessageContaining("I do not like 37");
        assertThat(pool.map(List.of(1), number -> number + 1)).containsExactly(2);
    }

    @FamilyTest
    @DisplayName("map: an interrupt ends the waiting, cancels the tasks, and is kept")
    default void mapIsInterruptible(Multiprocessing mp, ProcessPool pool) throws Exception {
        SharedQueue<Integer> started = mp.queue();
        Blocked<Boolean> caller = Blocked.run(patience(), () -> {
            assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(() -> pool.map(List.of(1, 2, 3), number -> {
                        started.put(number);
                        Thread.sleep(Long.MAX_VALUE);
                        return number;
                    }));
            return Thread.interrupted();
        });
        next(started);
        caller.interrupt();
        assertThat(caller.value()).isTrue();
        assertThat(pool.map(List.of(1, 2, 3), number -> number)).containsExactly(1, 2, 3);
    }

    @FamilyTest
    @DisplayName("mapAsync: returns at once, completes with all results, and can be cancelled")
    default void mapAsync(Multiprocessing mp, ProcessPool pool) throws Exception {
        SharedQueue<String> gate = mp.queue();
        TaskFuture<List<String>> mapped = pool.mapAsync(List.of("a", "b"), text -> text + gate.take());
        assertThat(mapped).isNotDone();
        gate.put("!");
        gate.put("!");
        assertThat(mapped.get()).containsExactly("a!", "b!");
        assertThat(mapped.taskState()).isEqualTo(TaskState.SUCCEEDED);

        SharedQueue<String> started = mp.queue();
        TaskFuture<List<String>> endless = pool.mapAsync(List.of("a", "b", "c", "d"), text -> {
            started.put(text);
            Thread.sleep(Long.MAX_VALUE);
            return text;
        });
        next(started);
        assertThat(endless.cancel(true)).isTrue();
        assertThat(endless.isCancelled()).isTrue();
        assertThatExceptionOfType(CancellationException.class).isThrownBy(endless::get);
        assertThat(pool.submit(() -> "goes on").get()).isEqualTo("goes on");
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> pool.mapAsync(List.of(1), number -> failAt(1, number)).get())
                .withCauseInstanceOf(IllegalArgumentException.class);
    }

    @FamilyTest
    @DisplayName("invokeAll: all are done when it returns, those that failed too")
    default void invokeAll(ProcessPool pool) throws Exception {
        List<RemoteCallable<Integer>> tasks = List.of(() -> 1, () -> failAt(2, 2), () -> 3);
        List<Future<Integer>> futures = pool.invokeAll(tasks);
        assertThat(futures).allMatch(Future::isDone);
        assertThat(futures.get(0).get()).isEqualTo(1);
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> futures.get(1).get())
                .withCauseInstanceOf(IllegalArgumentException.class);
        assertThat(futures.get(2).get()).isEqualTo(3);
        assertThat(pool.invokeAll(List.<RemoteCallable<Integer>>of())).isEmpty();
    }

    @FamilyTest
    @DisplayName("invokeAll: what is not done when the time has passed is cancelled")
    default void invokeAllWithTimeout(Multiprocessing mp, ProcessPool pool) throws Exception {
        SharedQueue<String> gate = mp.queue();
        List<RemoteCallable<String>> tasks = List.of(() -> "fast", gate::take, gate::take, gate::take);
        List<Future<String>> futures = pool.invokeAll(tasks, 500, TimeUnit.MILLISECONDS);
        assertThat(futures).allMatch(Future::isDone);
        assertThat(futures.subList(1, 4)).allMatch(Future::isCancelled);
        assertThat(pool.submit(() -> "goes on").get()).isEqualTo("goes on");
    }

    @FamilyTest
    @DisplayName("invokeAny: returns the first success and cancels the rest; fails when all fail, or in time")
    default void invokeAny(Multiprocessing mp, ProcessPool pool) throws Exception {
        SharedQueue<String> gate = mp.queue();
        List<RemoteCallable<String>> tasks = List.of(gate::take, () -> String.valueOf(failAt(1, 1)), () -> "winner");
        assertThat(pool.invokeAny(tasks)).isEqualTo("winner");
        List<RemoteCallable<Integer>> failing = List.of(() -> failAt(1, 1), () -> failAt(2, 2));
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> pool.invokeAny(failing))
                .withCauseInstanceOf(IllegalArgumentException.class);
        List<RemoteCallable<String>> blocking = List.of(gate::take);
        assertThatThrownBy(() -> pool.invokeAny(blocking, 200, TimeUnit.MILLISECONDS))
                .isInstanceOf(TimeoutException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> pool.invokeAny(List.<RemoteCallable<String>>of()));
        assertThat(pool.submit(() -> "goes on").get()).isEqualTo("goes on");
    }
}
