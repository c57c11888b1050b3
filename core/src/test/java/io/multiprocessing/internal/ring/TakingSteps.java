package io.multiprocessing.internal.ring;

import io.multiprocessing.internal.ring.QueueModel.At;
import io.multiprocessing.internal.ring.QueueModel.Mutant;
import io.multiprocessing.internal.ring.QueueModel.Op;
import io.multiprocessing.internal.ring.QueueState.Actor;
import io.multiprocessing.internal.ring.QueueState.Cell;
import io.multiprocessing.internal.ring.QueueState.Kind;
import io.multiprocessing.internal.ring.QueueState.Place;
import io.multiprocessing.internal.ring.chain.HeadSide;
import io.multiprocessing.internal.ring.chain.RingChain;

/**
 * The steps of those who take something in a {@link QueueModel}: {@link BlockingRing#take}, {@link HeadSide}, {@link
 * RingChain#advance}.
 */
final class TakingSteps {
    private final QueueScript script;

    TakingSteps(QueueScript script) {
        this.script = script;
    }

    boolean step(QueueDraft next, int who, Actor actor) {
        switch (actor.at) {
            case TRIES_AGAIN -> {
                if (script.isPut(who, actor)) {
                    return next.acquirePut(who, actor, At.PUT_GUARDED);
                }
                actor.at = At.LOADS_CLOSED;
            }
            case LOADS_CLOSED -> {
                actor.wasClosed = next.closed;
                actor.at = At.LOADS_TAIL;
            }
            case LOADS_TAIL -> {
                actor.place = next.tail;
                actor.at = At.LOADS_HEAD;
            }
            case LOADS_HEAD -> {
                boolean wasClosed = script.has(Mutant.LOOKS_WHETHER_IT_IS_CLOSED_LAST) ? next.closed : actor.wasClosed;
                if (!next.head.equals(actor.place)) {
                    actor.at = At.WANTS_TAKE_GUARD;
                } else if (wasClosed) {
                    endsForGood(next, actor);
                } else {
                    actor.at = script.op(who, actor) == Op.DRAIN ? At.OP_DONE : At.CHECKS;
                }
            }
            case WANTS_TAKE_GUARD -> {
                return next.acquireTake(who, actor, At.TAKE_LOOKS);
            }
            case TAKE_LOOKS -> lookAtHead(next, who, actor);
            case TAKE_MOVES -> moveRing(next, actor, At.TAKE_PUBLISHES_RING);
            case TAKE_PUBLISHES_RING -> {
                publishRing(next, actor);
                actor.at = At.TAKE_READS;
            }
            case TAKE_READS -> read(next, who, actor);
            case TAKE_UNCOUNTS -> {
                next.removed -= actor.count;
                actor.count = 0;
                actor.at = At.TAKE_PUBLISHES;
            }
            case TAKE_PUBLISHES -> publishHead(next, actor);
            case TAKE_MOVED -> moveRing(next, actor, At.TAKE_PUBLISHES_RING_AFTERWARDS);
            case TAKE_PUBLISHES_RING_AFTERWARDS -> {
                publishRing(next, actor);
                actor.at = actor.isDone ? At.TAKE_RELEASES : At.TAKE_LOOKS;
            }
            case TAKE_RELEASES -> {
                next.releaseTake(who);
                actor.rings(script.has(Mutant.TAKE_DOES_NOT_RING) ? At.TAKE_RUNG_ROOM : At.RINGS_ROOM,
                        At.TAKE_RUNG_ROOM);
            }
            case TAKE_RUNG_ROOM -> {
                boolean rings = !next.head.equals(next.tail) && !script.has(Mutant.TAKE_DOES_NOT_PASS_THE_RING_ON);
                At then = actor.isDone ? At.OP_DONE : At.LOADS_CLOSED;
                actor.rings(rings ? At.RINGS_ITEMS : then, then);
            }
            default -> throw new IllegalStateException(actor.toString());
        }
        return true;
    }

    private static void endsForGood(QueueDraft next, Actor actor) {
        if (next.holdsAny() && next.head.equals(actor.place) && !next.head.equals(next.tail)) {
            next.fault = "told that it is closed and empty, while it holds something";
        }
        actor.rings(actor.wasWoken ? At.RINGS_ITEMS : At.OP_DONE, At.OP_DONE);
    }

    private void lookAtHead(QueueDraft next, int who, Actor actor) {
        boolean isDrain = script.op(who, actor) == Op.DRAIN;
        if (next.head.equals(next.tail) && !script.has(Mutant.TAKES_WITHOUT_A_SECOND_LOOK)) {
            actor.isDone = isDrain;
            actor.at = At.TAKE_RELEASES;
        } else {
            actor.place = next.head;
            // A drain looks along the rings, and moves afterwards.
            boolean moves = !isDrain && next.ringOf(next.head.granules(), next.takeRing) != next.takeRing;
            actor.at = moves ? At.TAKE_MOVES : At.TAKE_READS;
        }
    }

    /** Removes the files of rings before the one that a position is in: of one, since there are no more. */
    private void moveRing(QueueDraft next, Actor actor, At then) {
        actor.ring = next.ringOf(actor.place.granules(), next.takeRing);
        if (script.has(Mutant.TAKE_RING_BEFORE_FILES_ARE_REMOVED)) {
            next.takeRing = actor.ring;
        } else {
            next.retire(next.takeRing, actor.ring);
        }
        actor.at = then;
    }

    private void publishRing(QueueDraft next, Actor actor) {
        if (script.has(Mutant.TAKE_RING_BEFORE_FILES_ARE_REMOVED)) {
            next.retire(actor.ring - 1, actor.ring);
        } else {
            next.takeRing = actor.ring;
        }
    }

    private void read(QueueDraft next, int who, Actor actor) {
        if (script.op(who, actor) == Op.DRAIN) {
            drain(next, actor);
            return;
        }
        Cell cell = next.read(next.takeRing, actor.place.granules());
        if (cell.kind() == Kind.SKIP) {
            actor.place = actor.place.forward(0, cell.granules());
            actor.at = At.TAKE_PUBLISHES;
        } else if (cell.kind() == Kind.REMOVED) {
            actor.place = actor.place.forward(1, cell.granules());
            actor.count = 1;
            actor.at = At.TAKE_UNCOUNTS;
        } else if (script.has(Mutant.HEAD_BEFORE_THE_ELEMENT_IS_READ) && !actor.isDone) {
            // Comes here again, with head moved.
            next.head = actor.place.forward(1, cell.granules());
            actor.isDone = true;
        } else {
            requireWhole(next, next.takeRing, actor.place.granules(), cell);
            if (script.has(Mutant.HEAD_BEFORE_THE_ELEMENT_IS_READ)) {
                next.take(cell.element());
            }
            actor.place = actor.place.forward(1, cell.granules());
            actor.isDone = true;
            actor.at = At.TAKE_PUBLISHES;
        }
    }

    private static void requireWhole(QueueDraft next, int ring, int granule, Cell cell) {
        if (next.fault == null && (cell.kind() != Kind.ELEMENT || !next.isWhole(ring, granule))) {
            next.fault = "torn: " + cell;
        }
    }

    private static void drain(QueueDraft next, Actor actor) {
        int ring = next.takeRing;
        Place place = next.head;
        int passed = 0;
        while (place.granules() < next.tail.granules() && next.fault == null) {
            ring = next.ringOf(place.granules(), ring);
            Cell cell = next.read(ring, place.granules());
            if (cell.kind() != Kind.SKIP && cell.kind() != Kind.REMOVED) {
                requireWhole(next, ring, place.granules(), cell);
            }
            passed += cell.kind() == Kind.REMOVED ? 1 : 0;
            place = place.forward(cell.kind() == Kind.SKIP ? 0 : 1, cell.granules());
        }
        actor.place = place;
        actor.count = passed;
        actor.isDone = true;
        actor.at = At.TAKE_UNCOUNTS;
    }

    /** One store; the ghost of what it takes. */
    private void publishHead(QueueDraft next, Actor actor) {
        if (!script.has(Mutant.HEAD_BEFORE_THE_ELEMENT_IS_READ)) {
            for (Cell cell : next.between(next.head, actor.place)) {
                if (cell.kind() == Kind.ELEMENT) {
                    next.take(cell.element());
                }
            }
        }
        next.head = actor.place;
        boolean moves = next.ringOf(next.head.granules(), next.takeRing) != next.takeRing;
        actor.at = moves ? At.TAKE_MOVED : actor.isDone ? At.TAKE_RELEASES : At.TAKE_LOOKS;
    }

    /** Marks the second element, if there is one. */
    static void removeSecond(QueueDraft next, Actor actor) {
        int ring = next.takeRing;
        int found = 0;
        for (int granule = next.head.granules(); granule < next.tail.granules();) {
            ring = next.ringOf(granule, ring);
            Cell cell = next.read(ring, granule);
            found += cell.kind() == Kind.ELEMENT ? 1 : 0;
            if (found == 2) {
                next.write(ring, granule, new Cell(Kind.REMOVED, cell.granules(), cell.element(), true));
                next.take(cell.element());
                actor.at = At.REMOVE_COUNTS;
                return;
            }
            granule += cell.granules();
        }
        actor.at = At.REMOVE_RELEASES;
    }
}
