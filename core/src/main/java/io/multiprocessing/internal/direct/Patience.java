package io.multiprocessing.internal.direct;

import java.util.concurrent.TimeUnit;

/** How long a thread is ready to wait, and whether an interrupt ends that. One for each operation. */
public final class Patience {
    /** What may last as long as a holder of a guard needs, which is no time unless its process is stopped. */
    private static final long BRIEFLY = TimeUnit.SECONDS.toNanos(1);

    private final boolean endless;
    private final boolean interruptible;
    private final boolean none;
    private final long deadline;

    private Patience(long nanos, boolean interruptible) {
        this.endless = nanos == Long.MAX_VALUE;
        this.interruptible = interruptible;
        this.none = nanos <= 0;
        this.deadline = System.nanoTime() + (none ? BRIEFLY : endless ? 0 : nanos);
    }

    /** @param nanos {@link Long#MAX_VALUE} for ever; 0 or less not at all */
    public static Patience of(long nanos, boolean interruptible) {
        return new Patience(nanos, interruptible);
    }

    /** For ever, whatever happens to the thread. */
    public static Patience endless() {
        return new Patience(Long.MAX_VALUE, false);
    }

    /** Not at all: only as long as others that are in the way need for what they are just doing. */
    public static Patience none() {
        return new Patience(0, false);
    }

    public boolean isNone() {
        return none;
    }

    public boolean isOver() {
        return leftNanos() <= 0;
    }

    /** Whether an interrupt has just ended it; the thread's interrupt status is cleared then. */
    public boolean isInterrupted() {
        return interruptible && Thread.interrupted();
    }

    boolean isInterruptible() {
        return interruptible;
    }

    long leftNanos() {
        return endless ? Long.MAX_VALUE : deadline - System.nanoTime();
    }
}
