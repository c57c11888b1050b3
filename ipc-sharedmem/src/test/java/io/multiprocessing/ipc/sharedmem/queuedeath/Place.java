package io.multiprocessing.ipc.sharedmem.queuedeath;

import io.multiprocessing.ipc.sharedmem.death.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A place in the protocol of queues, and what leads there. */
record Place(QueueAct act, String point) {
    private static final int DRAINED_AT_MOST = 5;

    /** Of those who take something: where they have taken it and not yet returned. */
    private static final Set<String> IN_HAND = Set.of("queue.take.published", "queue.move.begun", "queue.move.removed",
            "queue.move.published", "queue.remove.marked", "queue.remove.counted", "guard.released", "bell.quieted",
            "bell.rung", "attach.ready");

    static List<Place> all() {
        List<Place> places = new ArrayList<>();
        add(places, QueueAct.PUT, "guard.acquired", "queue.put.guarded", "queue.put.looked", "queue.put.skipped",
                "queue.put.header", "queue.put.written", "queue.put.published", "guard.released");
        add(places, QueueAct.PUT_IN_PLACE, "queue.put.header", "letter.half-written", "queue.put.written",
                "queue.put.published");
        add(places, QueueAct.PUT_IN_FULL, "bell.armed", "bell.woken");
        add(places, QueueAct.PUT_IN_EMPTY, "bell.quieted", "bell.rung");
        add(places, QueueAct.ADD_ALL, "queue.put.header", "queue.put.written", "queue.put.published");
        add(places, QueueAct.GROW, "queue.grow.describing", "queue.grow.described", "queue.grow.made",
                "queue.grow.published");
        add(places, QueueAct.TAKE, "guard.acquired", "queue.take.guarded", "queue.take.read", "queue.take.published",
                "guard.released");
        add(places, QueueAct.TAKE_IN_PLACE, "letter.half-read", "queue.take.read", "queue.take.published");
        add(places, QueueAct.TAKE_FROM_FULL, "bell.quieted", "bell.rung");
        add(places, QueueAct.TAKE_FROM_EMPTY, "attach.ready", "bell.armed", "bell.woken");
        add(places, QueueAct.MOVE, "queue.move.begun", "queue.move.removed", "queue.move.published");
        add(places, QueueAct.DRAIN, "queue.drain.read", "queue.drain.uncounted", "queue.take.published");
        add(places, QueueAct.REMOVE, "queue.remove.marked", "queue.remove.counted", "queue.take.uncounted");
        add(places, QueueAct.CLEAR, "queue.clear.uncounted", "queue.take.published");
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
            default -> point.equals("attach.ready") ? 1 : point.equals("queue.put.skipped") ? 5 : 20;
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
