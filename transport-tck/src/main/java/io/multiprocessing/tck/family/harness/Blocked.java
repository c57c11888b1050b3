package io.multiprocessing.tck.family.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.spi.WordWait;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A call in a thread of its own, which is expected to block.
 *
 * @param <V> what the call returns
 */
public final class Blocked<V extends @Nullable Object> {
    private final CompletableFuture<V> outcome = new CompletableFuture<>();
    private final Duration patience;
    private final Thread thread;

    private Blocked(Duration patience, Callable<V> call) {
        this.patience = patience;
        this.thread = Thread.ofPlatform().daemon().name("blocked call").start(() -> {
            try {
                outcome.complete(call.call());
            } catch (Throwable e) {
                outcome.completeExceptionally(e);
            }
        });
    }

    /** Begins the call. */
    public static <V extends @Nullable Object> Blocked<V> run(Duration patience, Callable<V> call) {
        return new Blocked<>(patience, call);
    }

    /** Waits until the thread waits for something, and has not gone on at a second look. */
    public Blocked<V> awaitBlocked() {
        Await.until("the call blocks", patience, () -> {
            assertThat(outcome).as("a call that should block").isNotDone();
            if (!isWaiting()) {
                return false;
            }
            Thread.sleep(Duration.ofMillis(20));
            return isWaiting();
        });
        return this;
    }

    private boolean isWaiting() {
        return switch (thread.getState()) {
            case WAITING, TIMED_WAITING -> !outcome.isDone();
            // A thread that sleeps in the kernel on a word of shared memory looks as if it ran.
            case RUNNABLE -> Stream.of(thread.getStackTrace()).anyMatch(Blocked::isWaitForWord) && !outcome.isDone();
            default -> false;
        };
    }

    private static boolean isWaitForWord(StackTraceElement frame) {
        return frame.getMethodName().equals("await") && isWordWait(frame.getClassName());
    }

    private static boolean isWordWait(String className) {
        try {
            return WordWait.class.isAssignableFrom(Class.forName(className));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    public Blocked<V> interrupt() {
        thread.interrupt();
        return this;
    }

    public boolean isDone() {
        return outcome.isDone();
    }

    /** Waits for what the call returns. */
    public V value() throws InterruptedException {
        try {
            return outcome.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("The call threw", e.getCause());
        } catch (TimeoutException e) {
            throw stillBlocked();
        }
    }

    /** Waits for what the call throws. */
    public Throwable thrown() throws InterruptedException {
        try {
            throw new AssertionError("The call returned " + outcome.get(patience.toNanos(), TimeUnit.NANOSECONDS));
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (TimeoutException e) {
            throw stillBlocked();
        }
    }

    private AssertionError stillBlocked() {
        AssertionError error = new AssertionError("The call still blocks after " + patience);
        error.setStackTrace(thread.getStackTrace());
        return error;
    }
}
