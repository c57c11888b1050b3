package io.multiprocessing.benchmarks.scenario.lock;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.Lock;

/**
 * Two parties that want one lock all the time, and memory in which the one that gives it back leaves word.
 *
 * <pre>
 *   0   who held it last       8   when that party began to give it back, by {@link System#nanoTime}
 *   16  whether the relay runs
 * </pre>
 *
 * <p>A party holds the lock for a while, so that the other is waiting by then, and after giving it back it stays away
 * until the other has had it. What is measured is the time from giving back to having, in the other party.
 */
final class Relay {
    static final int BYTES = 64;
    static final int FIRST = 1;
    static final int SECOND = 2;

    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();
    private static final long LAST_HOLDER = 0;
    private static final long GIVEN_BACK = 8;
    private static final long STATE = 16;
    private static final long RESTING = 0;
    private static final long RUNNING = 1;
    private static final long OVER = 2;
    private static final long HOLD_NANOS = 60_000;
    private static final int REST_MILLIS = 1;

    private final MemorySegment memory;
    private final Lock lock;
    private final int party;

    Relay(MemorySegment memory, Lock lock, int party) {
        this.memory = memory;
        this.lock = lock;
        this.party = party;
    }

    void start() {
        set(STATE, RUNNING);
    }

    /** The other party goes on to wait, without using the processor. */
    void rest() {
        set(STATE, RESTING);
    }

    void end() {
        set(STATE, OVER);
    }

    /** What the other party does until the end. */
    void follow() throws InterruptedException {
        while (get(STATE) != OVER) {
            if (get(STATE) == RUNNING) {
                pass();
            } else {
                Thread.sleep(REST_MILLIS);
            }
        }
    }

    /**
     * Takes the lock, holds it for a while and gives it back.
     *
     * @return how long it was on the way from the other party, in nanoseconds; negative if nobody else had it before
     */
    long pass() {
        while (get(LAST_HOLDER) == party && get(STATE) == RUNNING) {
            Thread.onSpinWait();
        }
        lock.lock();
        long now = System.nanoTime();
        long took = get(LAST_HOLDER) == party ? -1 : now - get(GIVEN_BACK);
        set(LAST_HOLDER, party);
        while (System.nanoTime() - now < HOLD_NANOS) {
            Thread.onSpinWait();
        }
        set(GIVEN_BACK, System.nanoTime());
        lock.unlock();
        return took;
    }

    private long get(long offset) {
        return (long) LONG.getVolatile(memory, offset);
    }

    private void set(long offset, long value) {
        LONG.setVolatile(memory, offset, value);
    }
}
