package io.multiprocessing.ipc.sharedmem;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is to read a link: that of its reading thread, or, while that sleeps between two frames, of a helper
 * that waits for something on this link anyway. Neither has to be woken for the turn to change:
 *
 * <pre>
 *   READING ──offer──▶ OFFERED ──borrow──▶ BORROWED ──giveBack──▶ OFFERED
 *      ▲                  │                    │ the reading thread woke up, and parks
 *      ├─────reclaim──────┘                    ▼
 *      └──────────────giveBack───────────── AWAITED
 * </pre>
 *
 * <p>What the reader keeps to itself passes from thread to thread by the changes of this state (SYNC POINT turn).
 */
final class ReadingTurn {
    private static final int READING = 0;
    private static final int OFFERED = 1;
    private static final int BORROWED = 2;
    private static final int AWAITED = 3;

    /** For so many waits the reading thread does not spin, since somebody who waits here too would rather read. */
    private static final int DEMAND = 64;

    private final AtomicInteger state = new AtomicInteger(READING);
    private volatile @Nullable Thread reader;
    private volatile int demand;

    /** Reading thread: whether it should leave spinning to helpers. */
    boolean isInDemand() {
        int current = demand;
        if (current > 0) {
            demand = current - 1;
        }
        return current > 0;
    }

    /** Reading thread: it is about to sleep. */
    void offer() {
        reader = Thread.currentThread();
        // SYNC POINT turn (release)
        state.set(OFFERED);
    }

    /** Reading thread: it is awake, and waits until it is its turn again. */
    void reclaim() {
        boolean interrupted = false;
        // SYNC POINT turn (acquire)
        while (!state.compareAndSet(OFFERED, READING)) {
            if (state.compareAndSet(BORROWED, AWAITED) || state.get() == AWAITED) {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            } else if (state.get() == READING) {
                break;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Helper: true when it is its turn, until {@link #giveBack}. */
    boolean borrow() {
        demand = DEMAND;
        // SYNC POINT turn (acquire)
        return state.get() == OFFERED && state.compareAndSet(OFFERED, BORROWED);
    }

    /** Helper: its turn is over. */
    void giveBack() {
        // SYNC POINT turn (release)
        if (!state.compareAndSet(BORROWED, OFFERED)) {
            state.set(READING);
            LockSupport.unpark(reader);
        }
    }
}
