package io.multiprocessing.internal.call.lease;

import io.multiprocessing.internal.call.Reference;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What one handle puts ahead into an object that others may own. Thread-safe. */
public final class PutsAhead {
    private static final int FIRST_ASKS_AFTER = 16;
    private static final int LAST_ASKS_AFTER = 256;

    private final Lane lane;
    /** Null where nothing can be put ahead. */
    private final @Nullable RoomLeases leases;
    /** How many elements were put with an answer since this last asked for a lease. */
    private final AtomicInteger puts = new AtomicInteger();

    private volatile int asksAfter = FIRST_ASKS_AFTER;

    /**
     * One of an object's ways in.
     *
     * @param number 0 or 1
     */
    record Lane(Reference home, int number) {
        /** By hand, as is the other: to link those of a record takes a fresh JVM tens of milliseconds. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Lane that && number == that.number && home.equals(that.home);
        }

        @Override
        public int hashCode() {
            return home.hashCode() * 31 + number;
        }
    }

    public PutsAhead(Reference home, int lane) {
        this.lane = new Lane(home, lane);
        this.leases = RoomLeases.arePossible(home) ? RoomLeases.of(home.member()) : null;
    }

    /**
     * Puts an element if there is room leased for it; false when it has to be put with an answer. May block while the
     * channel is full, or until it is known whether there is more room.
     */
    public boolean put(ByteBuffer element) {
        RoomLease lease = leases == null ? null : leases.get(lane);
        return lease != null && lease.put(element);
    }

    /** An element was put with an answer. After some of them this asks for a lease, and less and less often. */
    public void putWithAnswer() {
        if (leases != null && puts.incrementAndGet() >= asksAfter) {
            puts.set(0);
            asksAfter = Math.min(2 * asksAfter, LAST_ASKS_AFTER);
            leases.ask(lane);
        }
    }
}
