package io.multiprocessing.ipc.sharedmem.queuedeath;

import io.multiprocessing.ipc.sharedmem.death.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A place in the protocol of queues, and what leads there. */
record Place(QueueAct act, String point) {
    private static final int DRAINED_AT_MOST = 5;

    /** Of those who take something: where they have taken it and not yet returned. */
    private static final Set<String> IN_HAND = Set.of("ring.take.published", "ring.move.begun", "ring.move.removed",
            "ring.move.published", "ring.remove.marked", "ring.remove.counted", "guard.released", "bell.quieted",
            "bell.rung", "attach.ready");

    static List<Place> all() {
        List<Place> places = new ArrayList<>();
        add(places, QueueAct.PUT, "guard.acquired", "ring.put.guarded", "ring.put.looked", "ring.put.skipped",
                "ring.put.header", "ring.put.written", "ring.put.published", "guard.released");
        add(places, QueueAct.PUT_IN_PLACE, "ring.put.header", "letter.half-written", "ring.put.written",
                "ring.put.published");
        add(places, QueueAct.PUT_IN_FULL, "bell.armed", "bell.woken");
        add(places, QueueAct.PUT_IN_EMPTY, "bell.quieted", "bell.rung");
        add(places, QueueAct.ADD_ALL, "ring.put.header", "ring.put.written", "ring.put.published");
        add(places, QueueAct.GROW, "ring.grow.describing", "ring.grow.described", "ring.grow.made",
                "ring.grow.published");
        add(places, QueueAct.TAKE, "guard.acquired", "ring.take.guarded", "ring.take.read", "ring.take.published",
                "guard.released");
        add(places, QueueAct.TAKE_IN_PLACE, "letter.half-read", "ring.take.read", "ring.take.published");
        add(places, QueueAct.TAKE_FROM_FULL, "bell.quieted", "bell.rung");
        add(places, QueueAct.TAKE_FROM_EMPTY, "attach.ready", "bell.armed", "bell.woken");
        add(places, QueueAct.MOVE, "ring.move.begun", "ring.move.removed", "ring.move.published");
        add(places, QueueAct.DRAIN, "ring.drain.read", "ring.drain.uncounted", "ring.take.published");
        add(places, QueueAct.REMOVE, "ring.remove.marked", "ring.remove.counted", "ring.take.uncounted");
        add(places, QueueAct.CLEAR, "ring.clear.uncounted", "ring.take.published");
        add(places, QueueAct.DONE, "queue.done.counted");
        add(places, QueueAct.CLOSE, "guard.acquired", "queue.close.stored", "guard.released", "bell.all-quieted");
        return places;
    }

    private static void add(List<Place> places, QueueAct act, String... points) {
        for (String point : points) {
            places.add(new Place(act, point));
        }
    }

    /** How often a victim comes here for certain. */
    int mostNth() {
        return switch (act) {
            case CLOSE -> 1;
            case GROW, MOVE -> 2;
            default -> point.equals("attach.ready") ? 1 : point.equals("ring.put.skipped") ? 5 : 20;
        };
    }

    /** How many letters the victim may have taken with it. */
    int mostInHand(Fate fate) {
        boolean maybe = fate == Fate.STOPPED_AND_CONTINUED || IN_HAND.contains(point);
        return switch (act) {
            case CLEAR -> Integer.MAX_VALUE;
            // It takes them in several steps, if they come one by one, and returns after the last.
            case DRAIN -> maybe ? DRAINED_AT_MOST : DRAINED_AT_MOST - 1;
            case TAKE, TAKE_IN_PLACE, TAKE_FROM_FULL, TAKE_FROM_EMPTY, MOVE, REMOVE, DONE -> maybe ? 1 : 0;
            default -> 0;
        };
    }

    @Override
    public String toString() {
        return act + ":" + point;
    }
}
