package io.multiprocessing.ipc.sharedmem;

import io.multiprocessing.spi.AdaptiveSpin;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits until a condition on shared memory holds: first spinning, since a hand-off to one who spins costs 0.3 µs and to
 * one who sleeps 60; then asleep at a {@link Doorbell}; or, where that can't be used, in naps.
 *
 * <pre>
 *   spin    at most 20 µs; not on a single processor; seldom when it did not pay lately
 *   sleep   until rung, and at most half a second at a time, as a safety net
 *   nap     a quarter of what was waited so far, 20 µs to 1 ms; after a second, an {@link IdleWatch} naps for all
 * </pre>
 *
 * <p>Used by one thread at a time. The interrupt status of the thread has no effect and is kept.
 */
final class Waiter {
    /** What is waited for: true for good once it is true, until the waiter itself changes that. */
    interface Condition extends BooleanSupplier {}

    private static final long SLEEP_NANOS =
            1_000_000 * Long.getLong(SharedMemoryOptions.SLEEP_MILLIS_PROPERTY, SharedMemoryOptions.SLEEP_MILLIS);

    private static final long SHORTEST_NAP_NANOS = 20_000;
    private static final long LONGEST_NAP_NANOS = 1_000_000;
    private static final long IDLE_AFTER_NANOS = 1_000_000_000;

    private final Doorbell bell;
    private final AdaptiveSpin spin;
    private volatile @Nullable Thread sleeper;

    /** @param spinNanos how long to spin at most; 0 for never */
    Waiter(Doorbell bell, long spinNanos) {
        this.bell = bell;
        this.spin = new AdaptiveSpin(spinNanos);
    }

    void await(Condition condition) {
        if (!spin.await(condition)) {
            sleep(condition, null);
        }
    }

    /** As {@link #await}, and offers its turn to others while it sleeps. */
    void await(Condition condition, ReadingTurn turn) {
        if (turn.isInDemand() || !spin.await(condition)) {
            sleep(condition, turn);
        }
    }

    /** Helper, in its turn: from now on nobody need ring. */
    void hush() {
        bell.disarm();
    }

    /**
     * Helper, at the end of its turn: the thread that sleeps here is to be rung for again; see what came before that.
     */
    void rearm() {
        bell.arm();
    }

    /** Makes the waiting thread, if there is one in this process, look at its condition, which was made true before. */
    void wake() {
        LockSupport.unpark(sleeper);
        bell.ringAnyway();
    }

    private void sleep(Condition condition, @Nullable ReadingTurn turn) {
        long began = System.nanoTime();
        boolean interrupted = false;
        // A thread that sleeps in the kernel would keep its carrier from other virtual threads.
        boolean mayBlock = !Thread.currentThread().isVirtual();
        sleeper = Thread.currentThread();
        try {
            while (!condition.getAsBoolean()) {
                if (mayBlock && bell.isUsable()) {
                    bell.arm();
                    if (!condition.getAsBoolean()) {
                        sleepOnce(turn);
                    }
                    bell.disarm();
                } else {
                    interrupted |= Thread.interrupted();
                    nap(condition, System.nanoTime() - began);
                }
            }
        } finally {
            sleeper = null;
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void sleepOnce(@Nullable ReadingTurn turn) {
        if (turn == null) {
            bell.sleep(SLEEP_NANOS);
        } else {
            turn.offer();
            bell.sleep(SLEEP_NANOS);
            turn.reclaim();
        }
    }

    private static void nap(Condition condition, long waitedNanos) {
        if (waitedNanos < IDLE_AFTER_NANOS) {
            LockSupport.parkNanos(condition, Math.clamp(waitedNanos / 4, SHORTEST_NAP_NANOS, LONGEST_NAP_NANOS));
        } else {
            IdleWatch.park(condition, SLEEP_NANOS);
        }
    }
}
