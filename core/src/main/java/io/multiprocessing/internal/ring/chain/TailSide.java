package io.multiprocessing.internal.ring.chain;

import io.multiprocessing.internal.direct.KillPoint;
import java.util.List;

/** What the holder of the put guard does: room, and elements behind tail. */
public final class TailSide {
    private final RingWords words;
    private final RingChain rings;
    private final int capacity;
    private final long budget;

    /**
     * Behind the truth, so that there is at least as much room as it says. A copy of the shared word, while the guard
     * is held: what this process alone remembered could be older than positions can be told apart.
     */
    private long knownHead;

    /** The newest ring once elements are taken from it, which stays so while it is the newest. */
    private int takenFrom = -1;

    public TailSide(RingWords words, RingChain rings) {
        this.words = words;
        this.rings = rings;
        this.capacity = words.capacity();
        this.budget = words.budget();
    }

    public int capacity() {
        return capacity;
    }

    /** The head with which there was no room. */
    public long knownHead() {
        return knownHead;
    }

    /** Places as many as there is room for, made visible by one store for each ring; returns how many. */
    public int place(List<? extends Payload<?>> elements) {
        long tail = words.tail();
        knownHead = words.knownHead();
        int placed = 0;
        for (Payload<?> element : elements) {
            long behind = placed(tail, element);
            if (behind == tail) {
                break;
            }
            tail = behind;
            placed++;
        }
        publish(tail);
        return placed;
    }

    private <V> long placed(long tail, Payload<V> element) {
        return placed(tail, element.source(), element.value(), element.length());
    }

    /** The position behind an element; tail when there was no room. */
    private <V> long placed(long tail, Source<V> source, V value, int length) {
        return hasRoomFor(tail, length) ? write(tail, source, value, length) : tail;
    }

    /** Places one, if there is room. */
    public <V> boolean place(Source<V> source, V value, int length) {
        long tail = words.tail();
        knownHead = words.knownHead();
        long behind = placed(tail, source, value, length);
        publish(behind);
        return behind != tail;
    }

    private void publish(long tail) {
        if (tail != words.tail()) {
            KillPoint.reach("ring.put.written");
            words.storeTail(tail);
            KillPoint.reach("ring.put.published");
        }
    }

    private void lookAtHead() {
        knownHead = words.head();
        words.storeKnownHead(knownHead);
        KillPoint.reach("ring.put.looked");
    }

    private boolean hasRoomFor(long tail, int length) {
        if (fits(tail, length)) {
            return true;
        }
        lookAtHead();
        return fits(tail, length);
    }

    /** With a head that is older than the truth, and a later count of the removed: never more than there is. */
    private boolean fits(long tail, int length) {
        int used = Position.elements(tail) - Position.elements(knownHead) - words.removed();
        return used < capacity && (used <= 0 || Position.bytes(knownHead, tail) + length <= budget);
    }

    /**
     * Writes an element at tail, where consumers do not look yet; returns the position behind it, or tail: no ring has
     * room.
     */
    private <V> long write(long tail, Source<V> source, V value, int length) {
        int granules = RingLayout.granules(length);
        Ring ring = rings.ring(rings.newest());
        int toEnd = ring.granulesToEnd(Position.granule(tail));
        int skipped = granules <= toEnd ? 0 : toEnd;
        if (!hasRoom(ring, tail, skipped + granules)) {
            // A ring begins at the tail that all see: a process that dies here, or fails to make one, leaves none that
            // begins later.
            publish(tail);
            Ring next = rings.grow(Position.granule(tail), granules);
            if (next == null) {
                return tail;
            }
            ring = next;
            skipped = 0;
        }
        if (skipped > 0) {
            ring.header(ring.offsetOf(Position.granule(tail)),
                    skipped * RingLayout.GRANULE - RingLayout.ELEMENT_HEADER, RingLayout.SKIP);
            KillPoint.reach("ring.put.skipped");
        }
        int at = ring.offsetOf(Position.granule(tail) + skipped);
        ring.header(at, length, source.kind);
        KillPoint.reach("ring.put.header");
        source.write(value, ring, at, length);
        return Position.forward(tail, 1, skipped + granules);
    }

    private boolean hasRoom(Ring ring, long tail, int granules) {
        if (used(ring, tail) + granules <= ring.granules()) {
            return true;
        }
        lookAtHead();
        return used(ring, tail) + granules <= ring.granules();
    }

    /** How many granules of the ring consumers may still read. */
    private long used(Ring ring, long tail) {
        int first = Position.granule(knownHead);
        // Of a ring through which 16 GiB and more have passed, positions don't tell any more what was before its base.
        if (!isTakenFrom(ring) && first - ring.base() < 0) {
            first = ring.base();
        }
        return Integer.toUnsignedLong(Position.granule(tail) - first);
    }

    private boolean isTakenFrom(Ring ring) {
        if (takenFrom == ring.number()) {
            return true;
        }
        if (!rings.isTakenFrom(ring)) {
            return false;
        }
        takenFrom = ring.number();
        return true;
    }
}
