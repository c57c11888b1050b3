package io.multiprocessing.tck.family.pool;

import static io.multiprocessing.tck.family.harness.Await.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multiprocessing.Multiprocessing;
import io.multiprocessing.NotSerializableTaskException;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.RemoteCallable;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.TaskFuture;
import io.multiprocessing.TaskState;
import io.multiprocessing.tck.family.harness.Await;
import io.multiprocessing.tck.family.harness.Blocked;
import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;

/** Many tasks at a time: map, streams, invokeAll and invokeAny. */
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

    /** An endless source that counts what is taken from it. */
    private static Iterable<Integer> naturalNumbers(AtomicInteger taken) {
        return () -> new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Integer next() {
                return taken.getAndIncrement();
            }
        };
    }

    @FamilyTest
    @DisplayName("stream: works lazily on an endless source, in order, with a bounded look-ahead")
    default void streamIsLazy(ProcessPool pool) {
        AtomicInteger taken = new AtomicInteger();
        Stream<Integer> squares = pool.stream(naturalNumbers(taken), number -> number * number);
        assertThat(taken).hasValueLessThanOrEqualTo(4);
        try (squares) {
            assertThat(squares.limit(20)).containsExactlyElementsOf(
                    IntStream.range(0, 20).mapToObj(number -> number * number).toList());
        }
        assertThat(taken.get()).isBetween(20, 20 + 2 * pool.size());
        assertThat(pool.submit(() -> "goes on").join()).isEqualTo("goes on");
    }

    @FamilyTest
    @DisplayName("stream: results that nobody takes hold the workers back, in either order")
    default void slowReader(ProcessPool pool) throws Exception {
        for (boolean ordered : List.of(true, false)) {
            AtomicInteger taken = new AtomicInteger();
            try (Stream<Integer> results = ordered
                    ? pool.stream(naturalNumbers(taken), number -> number)
                    : pool.streamUnordered(naturalNumbers(taken), number -> number)) {
                Iterator<Integer> iterator = results.iterator();
                for (int read = 1; read <= 10; read++) {
                    iterator.next();
                    Await.until("all is done that may be", patience(), () -> pool.stats().running() == 0);
                    assertThat(taken.get() - read).isLessThanOrEqualTo(2 * pool.size());
                }
            }
        }
    }

    @FamilyTest
    @DisplayName("streamUnordered: a slow item does not keep the others back")
    default void streamAsTheyCome(Multiprocessing mp, ProcessPool pool) throws Exception {
        SharedQueue<String> gate = mp.queue();
        try (Stream<Integer> results = pool.streamUnordered(List.of(0, 1, 2, 3, 4), number -> {
            if (number == 0) {
                gate.take();
            }
            return number;
        })) {
            Iterator<Integer> iterator = results.iterator();
            List<Integer> first = List.of(iterator.next(), iterator.next(), iterator.next(), iterator.next());
            assertThat(first).containsExactlyInAnyOrder(1, 2, 3, 4);
            gate.put("go");
            assertThat(iterator.next()).isZero();
            assertThat(iterator.hasNext()).isFalse();
        }
    }

    @FamilyTest
    @DisplayName("stream: an item that fails throws where it is taken; closing cancels what is under way")
    default void streamThatFails(Multiprocessing mp, ProcessPool pool) throws Exception {
        try (Stream<Integer> results = pool.stream(List.of(1, 2, 3), number -> failAt(2, number))) {
            Iterator<Integer> iterator = results.iterator();
            assertThat(iterator.next()).isEqualTo(1);
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(iterator::next)
                    .withCauseInstanceOf(IllegalArgumentException.class);
            assertThat(iterator.next()).isEqualTo(3);
        }
        SharedQueue<Integer> started = mp.queue();
        Stream<Integer> abandoned = pool.streamUnordered(naturalNumbers(new AtomicInteger()), number -> {
            started.put(number);
            if (number > 0) {
                Thread.sleep(Long.MAX_VALUE);
            }
            return number;
        });
        assertThat(abandoned.iterator().next()).isZero();
        abandoned.close();
        Await.until("nothing runs any more", patience(), () -> pool.stats().running() == 0);
        assertThat(pool.stats().waiting()).isZero();
    }

    @FamilyTest
    @DisplayName("stream: an item that can't travel fails in its turn; those before and after it come")
    default void streamOfUnserializable(ProcessPool pool) {
        List<Object> items = List.of(1, new Object(), 3);
        try (Stream<Object> results = pool.stream(items, item -> item)) {
            Iterator<Object> iterator = results.iterator();
            assertThat(iterator.next()).isEqualTo(1);
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(iterator::next)
                    .withCauseInstanceOf(NotSerializableTaskException.class);
            assertThat(iterator.next()).isEqualTo(3);
            assertThat(iterator.hasNext()).isFalse();
        }
        try (Stream<Object> results = pool.streamUnordered(items, item -> item)) {
            Iterator<Object> iterator = results.iterator();
            List<Object> outcomes = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                try {
                    outcomes.add(iterator.next());
                } catch (CompletionException e) {
                    outcomes.add("failed");
                }
            }
            assertThat(outcomes).containsExactlyInAnyOrder(1, "failed", 3);
            assertThat(iterator.hasNext()).isFalse();
        }
    }

    @FamilyTest
    @DisplayName("stream: of nothing, and in a long chain of operations")
    default void streamOfNothing(ProcessPool pool) {
        assertThat(pool.stream(List.<Integer>of(), number -> number)).isEmpty();
        assertThat(pool.streamUnordered(List.<Integer>of(), number -> number)).isEmpty();
        assertThat(pool.stream(IntStream.range(0, 50).boxed().toList(), number -> number + 1)
                .filter(number -> number % 2 == 0)
                .mapToInt(Integer::intValue)
                .sum())
                .isEqualTo(IntStream.rangeClosed(1, 50).filter(number -> number % 2 == 0).sum());
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
