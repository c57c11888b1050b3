package io.multiprocessing.internal.pool.thread;

import io.multiprocessing.TaskFuture;
import io.multiprocessing.internal.family.Offspring;
import io.multiprocessing.internal.family.progress.Waiting;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A future that is completed by who waits for it, when somebody does.
 *
 * <p>What came from a worker has yet to be decoded, which runs user code, so the thread that delivered it can't. The
 * first thread that waits does it itself: it is woken directly by the delivering thread, or it is that thread, since
 * while it waits it reads the worker's link for a moment ({@link Offspring#deliverUntil}). When nobody waits, or only
 * for a limited time, it is left to a virtual thread.
 *
 * <pre>
 *   waiter                                 deliverer
 *   waiter = me    ◀── SYNC POINT seat ──▶ arrival = completion
 *   arrival? take it, complete             waiter? unpark it; none? take arrival, complete elsewhere
 * </pre>
 *
 * <p>Its waiters count as waiting for other members: so a family that is being closed can tell that a child's main
 * thread goes on no sooner than its workers do.
 */
public abstract class AwaitedFuture<V> extends TaskFuture<V> {
    private final Waiting waiting;
    private final AtomicReference<@Nullable Thread> waiter = new AtomicReference<>();
    private final AtomicReference<@Nullable Runnable> arrival = new AtomicReference<>();
    private final AtomicBoolean wakesWaiter = new AtomicBoolean();

    protected AwaitedFuture(Waiting waiting) {
        this.waiting = waiting;
    }

    /** Whose link the result will come on; null while that is not known. */
    protected @Nullable Offspring carrier() {
        return null;
    }

    /** What is left to do to complete this has arrived. Called by a thread that delivers frames. */
    public void arrived(Runnable completion) {
        // SYNC POINT seat (both are volatile: either the waiter sees the arrival, or this sees the waiter)
        arrival.set(completion);
        Thread waiting = waiter.get();
        if (waiting == null) {
            completeElsewhere();
        } else if (waiting != Thread.currentThread()) {
            LockSupport.unpark(waiting);
        }
    }

    /** Lets another thread take what has arrived, unless somebody has. Tests override it. */
    void completeElsewhere() {
        Runnable completion = arrival.getAndSet(null);
        if (completion != null) {
            Elsewhere.run("mp-result", completion);
        }
    }

    /**
     * Waits in the seat of the one who completes this, if it is free; returns when there is nothing to wait for here.
     */
    private void awaitArrival(long deadline, boolean timed, boolean interruptible) {
        if (isDone() || !waiter.compareAndSet(null, Thread.currentThread())) {
            return;
        }
        boolean interrupted = false;
        try {
            Offspring link = carrier();
            if (link != null && arrival.get() == null) {
                link.deliverUntil(this::hasArrived);
            }
            while (!hasArrived()) {
                wakeWhenDone();
                if (Thread.currentThread().isInterrupted()) {
                    if (interruptible) {
                        break;
                    }
                    interrupted |= Thread.interrupted();
                }
                long left = timed ? deadline - System.nanoTime() : Long.MAX_VALUE;
                if (left <= 0) {
                    break;
                }
                if (timed) {
                    LockSupport.parkNanos(this, left);
                } else {
                    LockSupport.park(this);
                }
            }
            // Decoding may take long, or for ever: one who waits for a limited time leaves it to another thread.
            Runnable completion = timed ? null : arrival.getAndSet(null);
            if (completion != null) {
                completion.run();
            }
        } finally {
            waiter.set(null);
            // It may also have come after the last look, for a waiter that is not there any more.
            completeElsewhere();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Whether there is nothing to wait for any more. Tests override it. */
    boolean hasArrived() {
        return arrival.get() != null || isDone();
    }

    /**
     * It may also be completed in other ways than by an arrival: cancelled, timed out, its worker dead; or by another
     * thread that has taken the arrival, though this one has just seen it.
     */
    private void wakeWhenDone() {
        if (wakesWaiter.compareAndSet(false, true)) {
            whenComplete((value, thrown) -> LockSupport.unpark(waiter.get()));
        }
    }

    @Override
    public V get() throws InterruptedException, ExecutionException {
        BooleanSupplier outer = waiting.begin(this::hasArrived);
        try {
            awaitArrival(0, false, true);
            return super.get();
        } finally {
            waiting.end(outer);
        }
    }

    @Override
    public V get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        BooleanSupplier outer = waiting.begin(this::hasArrived);
        long deadline = System.nanoTime() + unit.toNanos(timeout);
        try {
            awaitArrival(deadline, true, true);
            return super.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } finally {
            waiting.end(outer);
        }
    }

    @Override
    public V join() {
        BooleanSupplier outer = waiting.begin(this::hasArrived);
        try {
            awaitArrival(0, false, false);
            return super.join();
        } finally {
            waiting.end(outer);
        }
    }
}
