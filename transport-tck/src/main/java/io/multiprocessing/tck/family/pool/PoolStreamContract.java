package io.multiprocessing.tck.family.pool;

import static io.multiprocessing.tck.family.harness.Await.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.multiprocessing.Multiprocessing;
import io.multiprocessing.NotSerializableTaskException;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.tck.family.harness.Await;
import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;

/** Streams: many tasks of which only a few are under way, as their results are read. */
public interface PoolStreamContract extends FamilyUnderTest {
    private static Integer failAt(Integer bad, Integer number) {
        if (number.equals(bad)) {
            throw new IllegalArgumentException("I do not like " + number);
        }
        return number;
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
    @DisplayName("stream: large results that nobody reads hold the workers back, in either order")
    default void resultLimit(Multiprocessing mp) {
        int mebibyte = 1 << 20;
        try (ProcessPool pool = mp.poolBuilder().workers(4).resultLimitBytes(3 * mebibyte + mebibyte / 2).build()) {
            for (boolean inOrder : new boolean[] {true, false}) {
                AtomicInteger taken = new AtomicInteger();
                try (Stream<byte[]> results = inOrder
                        ? pool.stream(naturalNumbers(taken), number -> new byte[mebibyte])
                        : pool.streamUnordered(naturalNumbers(taken), number -> new byte[mebibyte])) {
                    Iterator<byte[]> reader = results.iterator();
                    for (int read = 1; read <= 20; read++) {
                        assertThat(reader.next()).hasSize(mebibyte);
                        assertThat(reader.hasNext()).isTrue();
                        // What was begun before the first result told how large they are may be more: two for each
                        // worker.
                        assertThat(taken.get() - read).isLessThanOrEqualTo(read < 8 ? 8 : 3);
                    }
                    assertThat(taken.get()).isGreaterThan(20);
                }
                Await.until("what was closed is cancelled", patience(), () -> pool.stats().running() == 0);
            }
        }
        assertThatIllegalArgumentException().isThrownBy(() -> mp.poolBuilder().resultLimitBytes(0));
    }
}
