package io.multiprocessing.tck.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.multiprocessing.Multiprocessing;
import io.multiprocessing.NotSerializableTaskException;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.RemoteCallable;
import io.multiprocessing.RemoteFailureException;
import io.multiprocessing.TaskFuture;
import io.multiprocessing.WorkerDiedException;
import io.multiprocessing.spi.Codec;
import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import io.multiprocessing.tck.family.harness.Fussy;
import io.multiprocessing.tck.family.harness.StrangeClasses;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong in a task, or with a task: told with its facts, and no worker is lost for it. */
public interface ErrorContract extends FamilyUnderTest {
    /** What the future fails with, without the {@code ExecutionException} around it. */
    private static Throwable failureOf(TaskFuture<?> task) {
        return catchThrowableOfType(ExecutionException.class, task::get).getCause();
    }

    /** Asserts that the task fails like this, and that its worker lives on. */
    private static Throwable survivedFailureOf(ProcessPool pool, RemoteCallable<?> task) throws Exception {
        long restarts = pool.stats().restarts();
        TaskFuture<?> future = pool.submit(task);
        Throwable failure = failureOf(future);
        assertThat(pool.submit(() -> "goes on").get()).isEqualTo("goes on");
        assertThat(pool.stats().restarts()).isEqualTo(restarts);
        return failure;
    }

    private static int faulty(int depth) throws IOException {
        if (depth > 0) {
            return faulty(depth - 1);
        }
        IOException e = new IOException("the remote message", new IllegalArgumentException("the remote cause"));
        e.addSuppressed(new IllegalStateException("suppressed there"));
        throw e;
    }

    @FamilyTest
    @DisplayName("error: a task's exception comes with type, message, cause, its frames, and the place of "
            + "its submission")
    default void remoteException(ProcessPool pool) throws Exception {
        Throwable thrown = survivedFailureOf(pool, () -> faulty(2));
        assertThat(thrown).isExactlyInstanceOf(IOException.class).hasMessage("the remote message");
        assertThat(thrown.getCause())
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("the remote cause");
        assertThat(thrown.getSuppressed()).singleElement()
                .satisfies(suppressed -> assertThat(suppressed)
                        .isExactlyInstanceOf(IllegalStateException.class)
                        .hasMessage("suppressed there"));
        List<String> frames = Arrays.stream(thrown.getStackTrace()).map(StackTraceElement::getMethodName).toList();
        assertThat(frames.subList(0, 3)).containsExactly("faulty", "faulty", "faulty");
        assertThat(thrown.getStackTrace()[0].getClassName()).isEqualTo(ErrorContract.class.getName());
        int border = frames.indexOf("remoteException");
        assertThat(border).as("the submitting method among %s", frames).isGreaterThan(3);
        assertThat(Arrays.stream(thrown.getStackTrace()).map(StackTraceElement::toString))
                .anySatisfy(frame -> assertThat(frame).contains("remote").contains("pid"));
    }

    @FamilyTest
    @DisplayName("error: an exception or a value whose class is unknown here fails that task alone, with its facts")
    default void unknownClasses(@TempDir Path directory) throws Exception {
        StrangeClasses.writeTo(directory);
        String classPath = System.getProperty("java.class.path") + File.pathSeparator + directory;
        try (Multiprocessing mp = family().classPath(classPath).open(); ProcessPool pool = mp.pool(1)) {
            Throwable thrown = survivedFailureOf(pool, () -> {
                throw StrangeClasses.exception("strange, but true");
            });
            assertThat(thrown).isInstanceOfSatisfying(RemoteFailureException.class, failure -> {
                assertThat(failure.remoteClassName()).isEqualTo(StrangeClasses.EXCEPTION);
                assertThat(failure.remoteMessage()).isEqualTo("strange, but true");
                assertThat(failure.getStackTrace())
                        .anySatisfy(frame -> assertThat(frame.getClassName()).isEqualTo(ErrorContract.class.getName()));
            });
            Throwable unreadable = survivedFailureOf(pool, StrangeClasses::value);
            assertThat(unreadable).isInstanceOfSatisfying(
                    Codec.UnreadableValueException.class,
                    failure -> assertThat(failure.className()).isEqualTo(StrangeClasses.VALUE));
            assertThat(unreadable).hasMessageContaining(StrangeClasses.VALUE);
            Throwable nested = survivedFailureOf(pool, () -> {
                throw new IllegalStateException("known outside", StrangeClasses.exception("unknown inside"));
            });
            assertThat(nested).isExactlyInstanceOf(IllegalStateException.class).hasMessage("known outside");
            assertThat(nested.getCause()).isInstanceOfSatisfying(
                    RemoteFailureException.class,
                    failure -> assertThat(failure.remoteClassName()).isEqualTo(StrangeClasses.EXCEPTION));
        }
    }

    /** Can't be serialised because of what it holds. */
    final class HoldingException extends RuntimeException {
        private static final long serialVersionUID = 1;

        @SuppressWarnings("serial") // which is the point
        final Object held = new Object();

        HoldingException(String message) {
            super(message);
        }
    }

    /** Answers no question. */
    final class RudeException extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new UnsupportedOperationException("no comment");
        }
    }

    @FamilyTest
    @DisplayName("error: exceptions that can't be serialised, that don't answer, or that are huge, come "
            + "with what is known")
    default void difficultExceptions(ProcessPool pool) throws Exception {
        Throwable holding = survivedFailureOf(pool, () -> {
            throw new HoldingException("holds something");
        });
        assertThat(holding.toString()).contains("HoldingException").contains("holds something");
        assertThat(holding.getStackTrace()[0].getClassName()).isEqualTo(ErrorContract.class.getName());
        Throwable rude = survivedFailureOf(pool, () -> {
            throw new RudeException();
        });
        // Not asked for its message, which it would not give here either.
        assertThat(rude.getClass()).isIn(RudeException.class, RemoteFailureException.class);
        assertThat(rude.getStackTrace()[0].getClassName()).isEqualTo(ErrorContract.class.getName());
        Throwable huge = survivedFailureOf(pool, () -> {
            throw new IllegalStateException("much ado ".repeat(5_000_000));
        });
        assertThat(huge).isExactlyInstanceOf(IllegalStateException.class);
        assertThat(huge.getMessage()).startsWith("much ado much ado").hasSizeLessThan(2 << 20);
    }

    @SuppressWarnings("InfiniteRecursion")
    private static int endless(int depth) {
        return endless(depth + 1) + 1;
    }

    @FamilyTest
    @DisplayName("error: a stack overflow fails its task; when memory runs out, the worker is replaced as well")
    default void errors(Multiprocessing mp, ProcessPool pool) throws Exception {
        assertThat(survivedFailureOf(pool, () -> endless(0))).isInstanceOf(StackOverflowError.class);
        assertThat(survivedFailureOf(pool, () -> {
            throw new NoClassDefFoundError("some/Missing");
        })).isExactlyInstanceOf(NoClassDefFoundError.class).hasMessage("some/Missing");
        try (ProcessPool small = mp.poolBuilder().workers(1).maxHeap("32m").build()) {
            TaskFuture<Object> greedy = small.submit(() -> {
                List<byte[]> all = new java.util.ArrayList<>();
                while (true) {
                    all.add(new byte[1 << 20]);
                }
            });
            assertThat(failureOf(greedy)).isInstanceOf(OutOfMemoryError.class);
            assertThat(small.submit(() -> "goes on").get()).isEqualTo("goes on");
        }
    }

    @FamilyTest
    @DisplayName("error: a result that can't be serialised, or is too large, fails its task alone")
    default void impossibleResults(ProcessPool pool) throws Exception {
        Throwable object = survivedFailureOf(pool, () -> Map.of("inside", new Object()));
        assertThat(object).isInstanceOf(NotSerializableTaskException.class).hasMessageContaining("java.lang.Object");
        Throwable large = survivedFailureOf(pool, () -> new byte[LARGEST_BYTES + (1 << 20)]);
        assertThat(large).hasMessageContaining("large");
        Throwable fussy = survivedFailureOf(pool, Fussy::new);
        assertThat(fussy).hasStackTraceContaining("I refuse to be read");
    }

    /** Ends the process that reads it. */
    final class Bomb implements Serializable {
        private static final long serialVersionUID = 1;

        private void readObject(java.io.ObjectInputStream stream) {
            Runtime.getRuntime().halt(9);
        }
    }

    @FamilyTest
    @DisplayName("error: an argument whose own code throws or ends the process fails its task")
    default void impossibleArguments(Multiprocessing mp, ProcessPool pool) throws Exception {
        Fussy fussy = new Fussy();
        assertThat(survivedFailureOf(pool, () -> fussy.hashCode())).hasStackTraceContaining("I refuse to be read");
        Bomb bomb = new Bomb();
        try (ProcessPool own = mp.pool(1)) {
            assertThat(failureOf(own.submit(() -> bomb.hashCode()))).isInstanceOfSatisfying(
                    WorkerDiedException.class, death -> assertThat(death.exitStatus()).hasValue(9));
            assertThat(own.submit(() -> "goes on").get()).isEqualTo("goes on");
        }
    }

    /** Serialisable, but for a field. */
    final class Holder implements Serializable {
        private static final long serialVersionUID = 1;

        @SuppressWarnings("serial") // which is the point
        final Thread thread = Thread.currentThread();
    }

    @FamilyTest
    @DisplayName("error: a task that can't be serialised is refused at the call, naming class and field; "
            + "nothing is sent")
    default void notSerializableTasks(ProcessPool pool) throws Exception {
        Holder holder = new Holder();
        assertThatExceptionOfType(NotSerializableTaskException.class)
                .isThrownBy(() -> pool.submit(() -> holder.hashCode()))
                .withMessageContaining("java.lang.Thread")
                .withMessageContaining("thread")
                .satisfies(e -> {
                    assertThat(e.className()).isEqualTo("java.lang.Thread");
                    assertThat(e.path()).contains(Holder.class.getName() + ".thread");
                });
        assertThatExceptionOfType(NotSerializableTaskException.class)
                .isThrownBy(() -> pool.map(List.of(1), number -> holder.hashCode()))
                .withMessageContaining("java.lang.Thread");
        assertThatExceptionOfType(NotSerializableTaskException.class)
                .isThrownBy(() -> pool.map(List.of(new Object()), Object::hashCode))
                .withMessageContaining("java.lang.Object");
        assertThat(pool.stats().waiting()).isZero();
        assertThat(pool.submit(() -> "goes on").get()).isEqualTo("goes on");
    }

    @FamilyTest
    @DisplayName("error: a plain lambda is refused at the call, naming its class and what it captured")
    default void plainLambdas(ProcessPool pool) {
        Object lock = new Object();
        Runnable runnable = () -> System.out.println(lock);
        Callable<Integer> callable = () -> 1;
        assertThatExceptionOfType(NotSerializableTaskException.class)
                .isThrownBy(() -> pool.execute(runnable))
                .withMessageContaining(ErrorContract.class.getName())
                .withMessageContaining("java.lang.Object")
                .withMessageContaining("Runnable")
                .satisfies(e -> assertThat(e.className()).isEqualTo("java.lang.Object"));
        assertThatExceptionOfType(NotSerializableTaskException.class)
                .isThrownBy(() -> pool.submit(runnable))
                .withMessageContaining(ErrorContract.class.getName());
        assertThatExceptionOfType(NotSerializableTaskException.class)
                .isThrownBy(() -> pool.submit(callable))
                .withMessageContaining(ErrorContract.class.getName())
                .withMessageContaining("Callable");
        assertThatExceptionOfType(NotSerializableTaskException.class)
                .isThrownBy(() -> pool.invokeAll(List.of(callable)))
                .withMessageContaining("Callable");
    }
}
