package io.multiprocessing.internal.family;

import io.multiprocessing.ProcessDeath;
import io.multiprocessing.internal.family.progress.Waiting;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A child's end as others learn of it: those who are called at it before those who ask or wait. So who has been waiting
 * finds everything settled that the end entails.
 *
 * <pre>
 *   begin ──▶ noted: {@link #notice} ──▶ the child's Birth.atEnd ──▶ told: {@link #death}, and all waits are over
 * </pre>
 *
 * <p>Thread-safe.
 */
public final class AwaitedEnd {
    private final Waiting waiting;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CompletableFuture<ProcessDeath> told = new CompletableFuture<>();
    private volatile @Nullable ProcessDeath notice;

    AwaitedEnd(Waiting waiting) {
        this.waiting = waiting;
    }

    // ---- how it comes: called by Offspring

    /** True for the one caller that shall see to the rest. */
    boolean begin() {
        return begun.compareAndSet(false, true);
    }

    boolean hasBegun() {
        return begun.get();
    }

    void note(ProcessDeath death) {
        notice = death;
    }

    void tell(ProcessDeath death) {
        told.complete(death);
    }

    // ---- who asks

    boolean isTold() {
        return told.isDone();
    }

    /** How it ended; null while it has not. */
    public @Nullable ProcessDeath death() {
        return told.getNow(null);
    }

    /** As {@link #death}, and already known to those that are called at its end. */
    public ProcessDeath notice() {
        ProcessDeath known = notice;
        if (known == null) {
            throw new IllegalStateException("It has not ended");
        }
        return known;
    }

    /** Completes, in the thread that noticed, when it has ended. */
    public CompletableFuture<ProcessDeath> whenTold() {
        return told;
    }

    // ---- who waits

    /** Waits until it has ended. */
    public void join() throws InterruptedException {
        BooleanSupplier outer = waiting.begin(told::isDone);
        try {
            told.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            waiting.end(outer);
        }
    }

    /** Waits until it has ended, at most so long; true when it has. */
    public boolean join(Duration timeout) throws InterruptedException {
        if (timeout.isNegative() || timeout.isZero()) {
            return isTold();
        }
        return await(saturatedNanos(timeout));
    }

    /** Waits until it has ended; true when it has. Not ended by an interrupt, which is kept. */
    boolean awaitUninterruptibly(Duration timeout) {
        boolean interrupted = false;
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            while (true) {
                try {
                    return await(Math.max(0, deadline - System.nanoTime()));
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean await(long nanos) throws InterruptedException {
        try {
            told.get(nanos, TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return isTold();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long saturatedNanos(Duration timeout) {
        return timeout.compareTo(Duration.ofNanos(Long.MAX_VALUE)) >= 0 ? Long.MAX_VALUE : timeout.toNanos();
    }
}
