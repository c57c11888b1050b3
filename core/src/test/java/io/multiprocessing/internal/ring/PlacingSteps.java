package io.multiprocessing.internal.ring;

import io.multiprocessing.internal.ring.QueueModel.At;
import io.multiprocessing.internal.ring.QueueModel.Mutant;
import io.multiprocessing.internal.ring.QueueModel.Op;
import io.multiprocessing.internal.ring.QueueState.Actor;
import io.multiprocessing.internal.ring.QueueState.Cell;
import io.multiprocessing.internal.ring.QueueState.Descriptor;
import io.multiprocessing.internal.ring.QueueState.Kind;
import io.multiprocessing.internal.ring.QueueState.Place;
import io.multiprocessing.internal.ring.chain.RingChain;
import io.multiprocessing.internal.ring.chain.TailSide;

/**
 * The steps of those who place something in a {@link QueueModel}: {@link BlockingRing#putAll}, {@link TailSide}, {@link
 * RingChain#grow}.
 */
final class PlacingSteps {
    private final QueueScript script;

    PlacingSteps(QueueScript script) {
        this.script = script;
    }

    void step(QueueDraft next, int who, Actor actor) {
        int granules = script.op(who, actor) == Op.PUT_LARGE ? 2 : 1;
        switch (actor.at) {
            case PUT_GUARDED -> {
                if (next.closed) {
                    actor.at = At.PUT_RELEASES;
                    actor.then = At.PUT_FAILED;
                } else {
                    actor.at = At.PUT_LOADS_REMOVED;
                }
            }
            case PUT_LOADS_REMOVED -> {
                actor.removedSeen = next.removed;
                actor.ring = next.takeRing;
                actor.place = next.tail;
                actor.hasLooked = false;
                actor.at = At.PUT_FITS;
            }
            case PUT_FITS -> {
                int removed = script.has(Mutant.IGNORES_THE_REMOVED) ? 0 : next.removed;
                int used = actor.place.elements() - next.knownHead.elements() - removed;
                boolean fits = used < script.capacity();
                actor.at = fits ? At.PUT_FINDS_RING : actor.hasLooked ? At.PUT_PUBLISHES : At.PUT_LOOKS;
                actor.hasLooked &= !fits;
            }
            case PUT_LOOKS -> look(next, actor, At.PUT_FITS);
            case PUT_FINDS_RING -> findRing(next, actor, granules);
            case PUT_LOOKS_FOR_RING -> look(next, actor, At.PUT_FINDS_RING);
            case PUT_SKIPS -> {
                int ring = next.newest;
                int skipped = granulesToEnd(next, ring, actor.place.granules());
                // Written as one cell: what is behind it in the ring is not looked at.
                next.write(ring, actor.place.granules(), new Cell(Kind.SKIP, skipped, 0, true));
                actor.place = actor.place.forward(0, skipped);
                actor.at = At.PUT_HEADER;
            }
            case PUT_HEADER -> {
                next.write(next.newest, actor.place.granules(),
                        new Cell(Kind.ELEMENT, granules, QueueScript.element(who, actor, actor.count), false));
                if (script.has(Mutant.TAIL_BEFORE_THE_ELEMENT)) {
                    publish(next, who, actor, actor.place.forward(1, granules), actor.count + 1);
                }
                actor.at = At.PUT_PAYLOAD;
            }
            case PUT_PAYLOAD -> {
                next.write(next.newest, actor.place.granules(),
                        new Cell(Kind.ELEMENT, granules, QueueScript.element(who, actor, actor.count), true));
                actor.place = actor.place.forward(1, granules);
                actor.count++;
                actor.hasLooked = false;
                actor.at = actor.count == script.toPlace(who, actor) ? At.PUT_PUBLISHES : At.PUT_FITS;
            }
            case PUT_PUBLISHES -> {
                publish(next, who, actor, actor.place, actor.count);
                actor.seen = next.knownHead;
                actor.isDone = actor.count > 0;
                actor.at = At.PUT_RELEASES;
                actor.then = At.PUT_RUNG_ITEMS;
            }
            case PUT_RELEASES -> {
                next.releasePut(who);
                boolean rings = !script.has(Mutant.PUT_DOES_NOT_RING);
                actor.at = rings ? At.RINGS_ITEMS : actor.then;
            }
            case PUT_RUNG_ITEMS -> {
                if (actor.isDone) {
                    actor.rings(At.RINGS_ROOM, At.OP_DONE);
                } else if (actor.wasWoken) {
                    actor.rings(At.RINGS_ROOM, At.CHECKS);
                } else {
                    actor.at = At.CHECKS;
                }
            }
            case PUT_FAILED -> actor.rings(actor.wasWoken ? At.RINGS_ROOM : At.OP_DONE, At.OP_DONE);
            default -> grow(next, who, actor, granules);
        }
    }

    private static void look(QueueDraft next, Actor actor, At then) {
        next.knownHead = next.head;
        actor.hasLooked = true;
        actor.at = then;
    }

    /** Tail, and the ghost of what it passes. */
    private static void publish(QueueDraft next, int who, Actor actor, Place tail, int count) {
        next.tail = tail;
        for (int number = 0; number < count; number++) {
            next.place(QueueScript.element(who, actor, number));
        }
    }

    private static int granulesToEnd(QueueDraft next, int ring, int granule) {
        return next.descriptor(ring).granules() - next.index(ring, granule);
    }

    private void findRing(QueueDraft next, Actor actor, int granules) {
        int ring = next.newest;
        int toEnd = granulesToEnd(next, ring, actor.place.granules());
        int skipped = granules <= toEnd ? 0 : toEnd;
        int first = next.knownHead.granules();
        if (ring != next.takeRing) {
            first = Math.max(first, next.descriptor(ring).base());
        }
        int used = actor.place.granules() - first;
        boolean hasRoom = used + skipped + granules <= next.descriptor(ring).granules()
                || script.has(Mutant.WRITES_WITHOUT_LOOKING_AT_HEAD)
                        && skipped + granules <= next.descriptor(ring).granules();
        if (hasRoom) {
            actor.at = skipped > 0 ? At.PUT_SKIPS : At.PUT_HEADER;
        } else if (!actor.hasLooked) {
            actor.at = At.PUT_LOOKS_FOR_RING;
        } else {
            actor.at = script.has(Mutant.GROWS_BEFORE_TAIL_IS_PUBLISHED) ? At.GROW_CHECKS : At.GROW_PUBLISHES;
        }
    }

    private void grow(QueueDraft next, int who, Actor actor, int granules) {
        int ring = next.newest + 1;
        Descriptor described = next.descriptor(ring);
        switch (actor.at) {
            case GROW_PUBLISHES -> {
                publish(next, who, actor, actor.place, actor.count);
                actor.at = At.GROW_CHECKS;
            }
            case GROW_CHECKS -> {
                boolean isUsed = ring - next.takeRing >= QueueState.MOST_RINGS;
                if (isUsed && !script.has(Mutant.GROWS_OVER_RINGS_IN_USE)) {
                    actor.at = At.PUT_PUBLISHES;
                } else {
                    next.describe(ring,
                            new Descriptor(false, described.base(), described.granules(), described.file()));
                    actor.at = At.GROW_DESCRIBES;
                }
            }
            case GROW_DESCRIBES -> {
                int size = Math.max(next.descriptor(next.newest).granules(), granules);
                next.named++;
                next.describe(ring, new Descriptor(false, actor.place.granules(), size, next.named));
                actor.at = script.has(Mutant.FILE_BEFORE_ITS_NAME) ? At.GROW_MAKES : At.GROW_NAMES;
            }
            case GROW_NAMES -> {
                next.describe(ring,
                        new Descriptor(true, described.base(), described.granules(), described.file()));
                boolean numbers =
                        script.has(Mutant.FILE_BEFORE_ITS_NAME) || script.has(Mutant.NEWEST_RING_BEFORE_ITS_FILE);
                actor.at = numbers ? At.GROW_NUMBERS : At.GROW_MAKES;
            }
            case GROW_MAKES -> {
                // With a mutant it has its number already.
                Descriptor made =
                        script.has(Mutant.NEWEST_RING_BEFORE_ITS_FILE) ? next.descriptor(next.newest) : described;
                next.makeFile(made.file(), made.granules());
                actor.at = script.has(Mutant.FILE_BEFORE_ITS_NAME) ? At.GROW_NAMES
                        : script.has(Mutant.NEWEST_RING_BEFORE_ITS_FILE) ? At.PUT_HEADER
                        : At.GROW_NUMBERS;
            }
            case GROW_NUMBERS -> {
                next.newest = ring;
                actor.at = script.has(Mutant.NEWEST_RING_BEFORE_ITS_FILE) ? At.GROW_MAKES : At.PUT_HEADER;
            }
            default -> throw new IllegalStateException(actor.toString());
        }
    }
}
