package io.multiprocessing.internal.ring;

import io.multiprocessing.internal.ring.chain.Position;
import io.multiprocessing.internal.ring.chain.RingLayout;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A state of {@link QueueModel}: the words of {@link RingLayout}, with small numbers, and where everybody is.
 *
 * @param descriptors at a ring's number modulo {@link #MOST_RINGS}
 * @param files of rings by name; ring 0 is always there
 * @param named how many names of files were given
 * @param dead whom the home repairs after; 0 when nobody has died
 * @param repairRing what the home will make the take ring
 * @param placed a ghost: the elements that tail has passed, in their order
 * @param taken a ghost: those that head has passed, or that were removed
 */
record QueueState(
        int putGuard,
        int takeGuard,
        Place tail,
        Place knownHead,
        Place head,
        int removed,
        int takeRing,
        int newest,
        boolean closed,
        List<Descriptor> descriptors,
        Map<Integer, List<Cell>> files,
        int named,
        boolean itemsWanted,
        boolean roomWanted,
        List<Actor> actors,
        int dead,
        Repair repair,
        int repairRing,
        List<Integer> placed,
        List<Integer> taken,
        @Nullable String fault) {
    static final int MOST_RINGS = 2;
    static final int FIRST_RING = 2;
    static final int FIRST_FILE = 0;

    static final int NOBODY = 0;
    static final int HOME = 9;

    /** A {@link Position}. */
    record Place(int elements, int granules) {
        static final Place BEGINNING = new Place(0, 0);

        Place forward(int moreElements, int moreGranules) {
            return new Place(elements + moreElements, granules + moreGranules);
        }
    }

    record Descriptor(boolean named, int base, int granules, int file) {}

    enum Kind {
        UNWRITTEN,
        ELEMENT,
        SKIP,
        REMOVED,
        /** What an element goes on over. */
        REST
    }

    /** A granule of a ring. */
    record Cell(Kind kind, int granules, int element, boolean isWhole) {
        static final Cell UNWRITTEN = new Cell(Kind.UNWRITTEN, 1, 0, false);
    }

    /** What the home has done for the dead process. */
    enum Repair {
        NONE,
        PUT_GUARD_TAKEN,
        FORGOTTEN,
        PUT_SIDE_DONE,
        TAKE_GUARD_TAKEN,
        RETIRED,
        MOVED,
        COUNTED,
        TAKE_SIDE_DONE,
        ITEMS_RUNG,
        DONE
    }

    /** Where a participant is, and what it remembers. Never changed once it is part of a state. */
    static final class Actor {
        QueueModel.At at;
        int op;
        /** Where it goes on after it has rung. */
        QueueModel.At then;
        /** Tail or head as it will be. */
        Place place;
        /** The head with which there was no room. */
        Place seen;
        int removedSeen;
        /** The take ring: with which there was no room, for who places something; as it will be, for who takes. */
        int ring;
        /** How many it has placed in this operation, or will have. */
        int count;
        boolean hasLooked;
        boolean wasWoken;
        boolean wasClosed;
        boolean isDone;

        Actor() {
            at = QueueModel.At.NEXT_OP;
            then = QueueModel.At.NEXT_OP;
            place = Place.BEGINNING;
            seen = Place.BEGINNING;
        }

        Actor(Actor other) {
            at = other.at;
            op = other.op;
            then = other.then;
            place = other.place;
            seen = other.seen;
            removedSeen = other.removedSeen;
            ring = other.ring;
            count = other.count;
            hasLooked = other.hasLooked;
            wasWoken = other.wasWoken;
            wasClosed = other.wasClosed;
            isDone = other.isDone;
        }

        /** Forgets what it remembers. */
        Actor begun(int newOp) {
            Actor fresh = new Actor();
            fresh.op = newOp;
            return fresh;
        }

        /** Rings a bell next. */
        void rings(QueueModel.At bell, QueueModel.At afterwards) {
            at = bell;
            then = afterwards;
        }

        private List<Object> facts() {
            return List.of(at, op, then, place, seen, removedSeen, ring, count, hasLooked, wasWoken, wasClosed, isDone);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Actor actor && at == actor.at && op == actor.op && then == actor.then
                    && place.equals(actor.place) && seen.equals(actor.seen) && removedSeen == actor.removedSeen
                    && ring == actor.ring && count == actor.count && hasLooked == actor.hasLooked
                    && wasWoken == actor.wasWoken
                    && wasClosed == actor.wasClosed && isDone == actor.isDone;
        }

        @Override
        public int hashCode() {
            return Objects.hash(at.ordinal(), op, then.ordinal(), place, seen, removedSeen, ring, count, hasLooked,
                    wasWoken,
                    wasClosed, isDone);
        }

        @Override
        public String toString() {
            return facts().toString();
        }
    }
}
