package io.multiprocessing.suites.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.Multiprocessing;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.RemoteCallable;
import io.multiprocessing.TaskFuture;
import io.multiprocessing.tck.family.harness.Blocked;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** A family over each transport, one after the other, with one other process in it. */
@ParameterizedClass(name = "{0}")
@ValueSource(strings = {"pipe", "socket", "sharedmem"})
abstract class OnEachTransport {
    /** Against hangs. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Long enough to see that somebody waits. */
    static final Duration SHORTLY = Duration.ofMillis(30);

    /** One family for all tests of a class. */
    private record Stage(Multiprocessing family, ProcessPool pool) {
        static Stage open(String transport) {
            Multiprocessing family = Multiprocessing.builder().transport(transport).open();
            return new Stage(family, family.pool(1));
        }

        void close() {
            pool.close();
            family.close();
        }
    }

    private static final Map<String, Stage> STAGES = new ConcurrentHashMap<>();

    @Parameter
    String transport;

    @AfterAll
    static void close() {
        STAGES.values().forEach(Stage::close);
        STAGES.clear();
    }

    @AfterEach
    void forgetInterrupts() {
        Thread.interrupted();
    }

    private Stage stage() {
        return STAGES.computeIfAbsent(transport, Stage::open);
    }

    Multiprocessing family() {
        return stage().family();
    }

    /** Begins to do it in the other process. */
    <T> TaskFuture<T> elsewhere(RemoteCallable<T> call) {
        return stage().pool().submit(call);
    }

    /** Begins to do it in a thread of this process. */
    static <T> Blocked<T> here(Callable<T> call) {
        return Blocked.run(PATIENCE, call);
    }

    /** A call that throws InterruptedException when its thread is interrupted, and clears its status. */
    static void assertInterruptible(Callable<?> call) throws Exception {
        Blocked<Boolean> status = here(() -> {
            try {
                call.call();
            } catch (InterruptedException e) {
                return Thread.currentThread().isInterrupted();
            }
            throw new AssertionError("It was not interrupted");
        });
        status.awaitBlocked().interrupt();
        assertThat(status.value()).as("the interrupt status afterwards").isFalse();
        assertEndsWhenInterruptedBefore(call);
    }

    /** A call that throws InterruptedException at once when its thread has been interrupted before. */
    static void assertEndsWhenInterruptedBefore(Callable<?> call) throws Exception {
        Blocked<Boolean> status = here(() -> {
            Thread.currentThread().interrupt();
            try {
                call.call();
            } catch (InterruptedException e) {
                return Thread.currentThread().isInterrupted();
            }
            throw new AssertionError("It was not interrupted");
        });
        assertThat(status.value()).as("the interrupt status afterwards").isFalse();
    }

    /** Of a call that waits no less than {@link #SHORTLY}. */
    static <T> T assertWaits(Callable<T> call) throws Exception {
        long began = System.nanoTime();
        T result = call.call();
        assertThat(System.nanoTime() - began).as("nanoseconds waited").isGreaterThanOrEqualTo(SHORTLY.toNanos());
        return result;
    }
}
