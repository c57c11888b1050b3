package io.multiprocessing.ipc.sharedmem;

import java.util.concurrent.locks.LockSupport;
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
    interface Condition {
        boolean holds();
    }

    private static final int CHECKS_PER_CLOCK = 16;
    private static final long SLEEP_NANOS =
            1_000_000 * Long.getLong(SharedMemoryOptions.SLEEP_MILLIS_PROPERTY, SharedMemoryOptions.SLEEP_MILLIS);

    private static final long SHORTEST_NAP_NANOS = 20_000;
    private static final long LONGEST_NAP_NANOS = 1_000_000;
    private static final long IDLE_AFTER_NANOS = 1_000_000_000;

    private static final int MOST_CREDIT = 64;
    private static final int CREDIT_OF_A_HIT = 8;
    private static final int WAITS_PER_TRIAL = 32;

    private final Doorbell bell;
    private final long spinNanos;
    private int spinCredit = MOST_CREDIT / 4;
    private int waitsWithoutSpin;
    private volatile @Nullable Thread sleeper;

    /** @param spinNanos how long to spin at most; 0 for never */
    Waiter(Doorbell bell, long spinNanos) {
        this.bell = bell;
        this.spinNanos = spinNanos;
    }

    void await(Condition condition) {
        if (!spin(condition)) {
            sleep(condition);
        }
    }

    /** Makes the waiting thread, if there is one in this process, look at its condition, which was made true before. */
    void wake() {
        LockSupport.unpark(sleeper);
        bell.ring();
    }

    private boolean spin(Condition condition) {
        if (spinNanos <= 0 || !isSpinningWorthwhile()) {
            return false;
        }
        long began = System.nanoTime();
        do {
            for (int i = 0; i < CHECKS_PER_CLOCK; i++) {
                if (condition.holds()) {
                    spinCredit = Math.min(MOST_CREDIT, spinCredit + CREDIT_OF_A_HIT);
                    return true;
                }
                Thread.onSpinWait();
            }
        } while (System.nanoTime() - began < spinNanos);
        spinCredit = Math.max(0, spinCredit - 1);
        return false;
    }

    private boolean isSpinningWorthwhile() {
        if (spinCredit > 0 || ++waitsWithoutSpin >= WAITS_PER_TRIAL) {
            waitsWithoutSpin = 0;
            return true;
        }
        return false;
    }

    private void sleep(Condition condition) {
        long began = System.nanoTime();
        boolean interrupted = false;
        // A thread that sleeps in the kernel would keep its carrier from other virtual threads.
        boolean mayBlock = !Thread.currentThread().isVirtual();
        sleeper = Thread.currentThread();
        try {
            while (!condition.holds()) {
                if (mayBlock && bell.isUsable()) {
                    bell.arm();
                    if (!condition.holds()) {
                        bell.sleep(SLEEP_NANOS);
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

    private static void nap(Condition condition, long waitedNanos) {
        if (waitedNanos < IDLE_AFTER_NANOS) {
            LockSupport.parkNanos(condition, Math.clamp(waitedNanos / 4, SHORTEST_NAP_NANOS, LONGEST_NAP_NANOS));
        } else {
            IdleWatch.park(condition, SLEEP_NANOS);
        }
    }
}
