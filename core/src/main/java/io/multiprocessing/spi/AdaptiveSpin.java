package io.multiprocessing.spi;

import java.util.function.BooleanSupplier;

/**
 * Spins for a short time before a thread sleeps, since a hand-off to one who spins costs 0.3 µs and to one who sleeps
 * 60; and seldom when it did not pay lately. Each wait that spinning ended gives credit, each one that it did not end
 * takes some; without credit, one wait in 32 is a trial, which lasts longer: two who wait for each other in turns, and
 * both sleep since each takes longer than the other spins, fall into step again so.
 *
 * <p>Threads may share one: what they count together need not be exact.
 */
public final class AdaptiveSpin {
    private static final int CHECKS_PER_CLOCK = 16;
    private static final int MOST_CREDIT = 64;
    private static final int CREDIT_OF_A_HIT = 8;
    private static final int WAITS_PER_TRIAL = 32;
    /** A sleeper that must be woken first answers within about so many times what is worth spinning. */
    private static final int TRIAL_FACTOR = 8;

    private final long nanos;
    private int credit = MOST_CREDIT / 4;
    private int waitsWithout;

    /** @param nanos how long to spin at most; 0 for never, which is right where there is one processor only */
    public AdaptiveSpin(long nanos) {
        this.nanos = nanos;
    }

    /** Returns whether the condition became true while this thread spun, if it did. Not affected by interrupts. */
    public boolean await(BooleanSupplier condition) {
        if (nanos <= 0) {
            return false;
        }
        boolean trial = credit <= 0;
        if (trial && ++waitsWithout < WAITS_PER_TRIAL) {
            return false;
        }
        waitsWithout = 0;
        long limit = trial ? TRIAL_FACTOR * nanos : nanos;
        long began = System.nanoTime();
        do {
            for (int i = 0; i < CHECKS_PER_CLOCK; i++) {
                if (condition.getAsBoolean()) {
                    credit = Math.min(MOST_CREDIT, credit + CREDIT_OF_A_HIT);
                    return true;
                }
                Thread.onSpinWait();
            }
        } while (System.nanoTime() - began < limit);
        credit = Math.max(0, credit - 1);
        return false;
    }
}
