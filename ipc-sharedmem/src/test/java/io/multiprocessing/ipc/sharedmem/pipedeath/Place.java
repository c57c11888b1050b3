package io.multiprocessing.ipc.sharedmem.pipedeath;

import java.util.ArrayList;
import java.util.List;

/** A place in the protocol of pipes, and what leads there. */
record Place(PipeAct act, String point) {
    /** Those that a pipe has of its own, and some within its rings. */
    static List<Place> ofPipes() {
        List<Place> places = new ArrayList<>();
        add(places, PipeAct.SEND, "pipe.end.claimed", "queue.put.written", "queue.put.published");
        add(places, PipeAct.SEND_TO_FULL, "bell.woken");
        add(places, PipeAct.SEND_LARGE, "queue.grow.made");
        add(places, PipeAct.SEND_TO_WAITING, "queue.put.published", "pipe.watch.taken");
        add(places, PipeAct.RECEIVE, "queue.take.read", "queue.take.published");
        add(places, PipeAct.RECEIVE_FROM_EMPTY, "bell.armed");
        add(places, PipeAct.RECEIVE_LARGE, "queue.move.removed");
        add(places, PipeAct.SHARE, "pipe.end.claimed", "queue.put.written", "queue.take.read", "guard.released");
        add(places, PipeAct.CLOSE, "pipe.close.stored", "pipe.close.rung");
        return places;
    }

    /** All at which a user of a pipe can die. */
    static List<Place> all() {
        List<Place> places = new ArrayList<>(ofPipes());
        add(places, PipeAct.SEND, "guard.acquired", "queue.put.guarded", "queue.put.looked", "queue.put.skipped",
                "queue.put.header", "guard.released");
        add(places, PipeAct.SEND_TO_FULL, "bell.armed");
        add(places, PipeAct.SEND_LARGE, "queue.grow.describing", "queue.grow.described", "queue.grow.published");
        add(places, PipeAct.RECEIVE, "guard.acquired", "queue.take.guarded", "guard.released");
        add(places, PipeAct.RECEIVE_FROM_EMPTY, "attach.ready", "bell.woken");
        add(places, PipeAct.RECEIVE_LARGE, "queue.move.begun", "queue.move.published");
        add(places, PipeAct.SHARE, "guard.acquired", "queue.put.header", "queue.put.published",
                "queue.take.published");
        return places;
    }

    private static void add(List<Place> places, PipeAct act, String... points) {
        for (String point : points) {
            places.add(new Place(act, point));
        }
    }

    /** How often a victim comes here for certain. */
    int mostNth() {
        return switch (point) {
            case "pipe.end.claimed", "attach.ready", "pipe.close.stored", "pipe.close.rung" -> 1;
            case "queue.grow.describing", "queue.grow.described", "queue.grow.made", "queue.grow.published" -> 1;
            case "queue.move.begun", "queue.move.removed", "queue.move.published" -> 1;
            case "queue.put.skipped", "queue.put.looked" -> 3;
            default -> act == PipeAct.SHARE ? 5 : 20;
        };
    }

    @Override
    public String toString() {
        return act + ":" + point;
    }
}
