package io.multiprocessing.tck.family.shared;

import static io.multiprocessing.tck.family.harness.Await.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.NotSerializableTaskException;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.RemoteFailureException;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.TaskFuture;
import io.multiprocessing.tck.family.harness.Await;
import io.multiprocessing.tck.family.harness.Blocked;
import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import io.multiprocessing.tck.family.harness.StrangeClasses;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

/** Objects that all members call. */
public interface SharedObjectContract extends FamilyUnderTest {
    private static Calculator share(Multiprocessing mp) {
        return mp.share(Calculator.class, new Calculator.Local());
    }

    @FamilyTest
    @DisplayName("shared object: calls from everywhere reach the one object, by each method of its interface")
    default void objectCalls(Multiprocessing mp, ProcessPool pool) throws Exception {
        Calculator calculator = share(mp);
        long here = ProcessHandle.current().pid();
        Places.hereAndThere(pool, () -> {
            assertThat(calculator.pid()).isEqualTo(here);
            assertThat(calculator.twice("ab")).isEqualTo("abab");
            assertThat(((Doubling<String>) calculator).twice("c")).isEqualTo("cc");
            assertThat(calculator.add("1") + 1).isEqualTo(calculator.add(1L));
            assertThat(calculator.echo(null)).isNull();
            List<String> sent = new ArrayList<>(List.of("a"));
            assertThat(calculator.echo(sent)).isEqualTo(sent).isNotSameAs(sent);
        });
        assertThat(calculator.add(0)).isEqualTo(4);
        mp.start(() -> Multiprocessing.current().start(() -> calculator.add(6)).join()).join();
        assertThat(calculator.add(0)).isEqualTo(10);
        byte[] large = new byte[4 << 20];
        Arrays.fill(large, (byte) 3);
        assertThat(pool.submit(() -> Arrays.equals(large, (byte[]) calculator.echo(large))).get()).isTrue();
    }

    @FamilyTest
    @DisplayName("shared object: a proxy travels in tasks, queues, arguments and results, and stays the same")
    default void objectProxies(Multiprocessing mp, ProcessPool pool) throws Exception {
        Calculator calculator = share(mp);
        Calculator other = share(mp);
        SharedQueue<Calculator> queue = mp.queue();
        queue.put(calculator);
        assertThat(next(queue)).isSameAs(calculator);
        assertThat(pool.submit(() -> calculator).get()).isSameAs(calculator);
        pool.submit(() -> {
            queue.put(calculator);
            Calculator same = next(queue);
            assertThat(same).isEqualTo(calculator).hasSameHashCodeAs(calculator).isNotEqualTo(other);
            assertThat(calculator.echo(other)).isEqualTo(other).isNotEqualTo(calculator);
            assertThat(calculator.equals(null)).isFalse();
            assertThat(calculator.toString()).startsWith("Shared[").contains("Calculator");
        }).get();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mp.share(String.class, "text"))
                .withMessageContaining("java.lang.String");
    }

    @FamilyTest
    @DisplayName("shared object: what it throws comes as its own type, with its frames and the caller's below")
    default void objectExceptions(Multiprocessing mp, ProcessPool pool) throws Exception {
        Calculator calculator = share(mp);
        Places.hereAndThere(pool, () -> {
            Throwable format = catchThrowable(() -> calculator.add("five"));
            assertThat(format).isExactlyInstanceOf(NumberFormatException.class).hasMessageContaining("five");
            List<String> frames =
                    Arrays.stream(format.getStackTrace()).map(StackTraceElement::getMethodName).toList();
            assertThat(frames.indexOf("parseLong")).isNotNegative().isLessThan(frames.indexOf("catchThrowable"));
            assertThat(catchThrowable(() -> calculator.fail(new RuntimeException(new IOException("declared")))))
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessage("declared");
            assertThat(catchThrowable(() -> calculator.failSecretly("undeclared")))
                    .isInstanceOf(RemoteFailureException.class)
                    .hasCauseExactlyInstanceOf(IOException.class)
                    .hasMessageContaining("undeclared");
            assertThat(catchThrowable(() -> calculator.echo(new Object())))
                    .isInstanceOf(NotSerializableTaskException.class)
                    .hasMessageContaining("java.lang.Object");
            assertThat(catchThrowable(() -> calculator.echo(new byte[LARGEST_BYTES + (1 << 20)])))
                    .hasMessageContaining("large");
        });
        assertThat(calculator.add(1)).isEqualTo(1);
    }

    /** Throws what only children know. */
    final class Strange extends Calculator.Local {
        @Override
        public long add(long amount) {
            try {
                throw StrangeClasses.exception("strange");
            } catch (ReflectiveOperationException e) {
                throw new LinkageError("no strange class", e);
            }
        }
    }

    @FamilyTest
    @DisplayName("shared object: exceptions and arguments whose classes are unknown on the other side fail the call")
    default void objectUnknownClasses(@TempDir Path directory) throws Exception {
        StrangeClasses.writeTo(directory);
        String classPath = System.getProperty("java.class.path") + File.pathSeparator + directory;
        try (Multiprocessing mp = family().classPath(classPath).open(); ProcessPool pool = mp.pool(1)) {
            Calculator here = share(mp);
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> pool.submit(() -> here.echo(StrangeClasses.value())).get())
                    .withMessageContaining(StrangeClasses.VALUE);
            Calculator there = pool.submit(
                    () -> Multiprocessing.current().share(Calculator.class, new Strange())).get();
            assertThatExceptionOfType(RemoteFailureException.class)
                    .isThrownBy(() -> there.add(1))
                    .satisfies(failure -> assertThat(failure.remoteClassName()).isEqualTo(StrangeClasses.EXCEPTION));
        }
    }

    @FamilyTest
    @DisplayName("shared object: many threads of several processes call at once, and none holds up another")
    default void objectManyAtOnce(Multiprocessing mp, ProcessPool pool) throws Exception {
        Calculator calculator = share(mp);
        SharedQueue<String> told = mp.queue();
        TaskFuture<?> waiting = pool.submit(() -> {
            told.put("about to wait");
            calculator.awaitOpen();
        });
        next(told);
        Blocked<?> here = Blocked.run(patience(), () -> {
            calculator.awaitOpenQuietly();
            return null;
        }).awaitBlocked();
        int threads = 8;
        int calls = 100;
        TaskFuture<?> there = pool.submit(() -> callFromThreads(calculator, threads, calls));
        callFromThreads(calculator, threads, calls);
        there.get();
        assertThat(calculator.add(0)).isEqualTo(2L * threads * calls);
        assertThat(waiting.isDone()).isFalse();
        assertThat(here.isDone()).isFalse();
        pool.submit(calculator::open).get();
        waiting.get();
        here.value();
    }

    private static void callFromThreads(Calculator calculator, int threads, int calls) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(threads);
        IntStream.range(0, threads).forEach(number -> Thread.ofPlatform().start(() -> {
            long last = 0;
            for (int i = 0; i < calls; i++) {
                long sum = calculator.add(1);
                if (sum <= last) {
                    return;
                }
                last = sum;
            }
            done.countDown();
        }));
        done.await();
    }

    @FamilyTest
    @DisplayName("shared object: an interrupt ends a call that declares it, at the owner too, and else is kept")
    default void objectInterrupts(Multiprocessing mp, ProcessPool pool) throws Exception {
        Calculator calculator = share(mp);
        Blocked<?> here = Blocked.run(patience(), () -> {
            calculator.awaitOpen();
            return null;
        }).awaitBlocked().interrupt();
        assertThat(here.thrown()).isInstanceOf(InterruptedException.class);
        assertThat(calculator.interrupts()).isEqualTo(1);

        SharedQueue<String> told = mp.queue();
        TaskFuture<?> task = pool.submit(() -> {
            told.put("about to wait");
            try {
                calculator.awaitOpen();
            } catch (InterruptedException e) {
                told.put("interrupted");
            }
        });
        next(told);
        task.cancel(true);
        assertThat(next(told)).isEqualTo("interrupted");
        Await.until("the owner's thread is interrupted", patience(), () -> calculator.interrupts() == 2);

        Blocked<Boolean> patient = Blocked.run(patience(), () -> {
            calculator.awaitOpenQuietly();
            return Thread.interrupted();
        }).awaitBlocked().interrupt().awaitBlocked();
        calculator.open();
        assertThat(patient.value()).as("the interrupt was kept").isTrue();
        assertThat(calculator.interrupts()).isEqualTo(2);
    }

    @FamilyTest
    @DisplayName("shared object: of the calls of a process that dies those are interrupted that declare it")
    default void objectCallersDeath(Multiprocessing mp) throws Exception {
        Calculator calculator = share(mp);
        ChildProcess caller = mp.start(() -> {
            Thread.ofPlatform().daemon().start(calculator::awaitOpenQuietly);
            calculator.awaitOpen();
        });
        Await.until("both calls are here", patience(), () -> calculator.waiting() == 2);
        caller.kill();
        caller.join();
        Await.until("one call is interrupted", patience(), () -> calculator.interrupts() == 1);
        assertThat(calculator.waiting()).as("the other goes on").isEqualTo(1);
        calculator.open();
        Await.until("the other call has ended", patience(), () -> calculator.waiting() == 0);
        assertThat(calculator.add(1)).isEqualTo(1);
        assertThat(calculator.interrupts()).isEqualTo(1);
    }
}
