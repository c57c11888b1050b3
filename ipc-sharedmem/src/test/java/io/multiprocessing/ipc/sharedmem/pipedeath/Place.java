package io.multiprocessing.ipc.sharedmem.pipedeath;

import java.util.ArrayList;
import java.util.List;

/** A place in the protocol of pipes, and what leads there. */
record Place(PipeAct act, String point) {
    /** Those that a pipe has of its own, and some within its rings. */
    static List<Place> ofPipes() {
        List<Place> places = new ArrayList<>();
        add(places, PipeAct.SEND, "pipe.end.claimed", "ring.put.written", "ring.put.published");
        add(places, PipeAct.SEND_TO_FULL, "bell.woken");
        add(places, PipeAct.SEND_LARGE, "ring.grow.made");
        add(places, PipeAct.SEND_TO_WAITING, "ring.put.published", "pipe.watch.taken");
        add(places, PipeAct.RECEIVE, "ring.take.read", "ring.take.published");
        add(places, PipeAct.RECEIVE_FROM_EMPTY, "bell.armed");
        add(places, PipeAct.RECEIVE_LARGE, "ring.move.removed");
        add(places, PipeAct.SHARE, "pipe.end.claimed", "ring.put.written", "ring.take.read", "guard.released");
        add(places, PipeAct.CLOSE, "pipe.close.stored", "pipe.close.rung");
        return places;
    }

    /** All at which a user of a pipe can die. */
    static List<Place> all() {
        List<Place> places = new ArrayList<>(ofPipes());
        add(places, PipeAct.SEND, "guard.acquired", "ring.put.guarded", "ring.put.looked", "ring.put.skipped",
                "ring.put.header", "guard.released");
        add(places, PipeAct.SEND_TO_FULL, "bell.armed");
        add(places, PipeAct.SEND_LARGE, "ring.grow.describing", "ring.grow.described", "ring.grow.published");
        add(places, PipeAct.RECEIVE, "guard.acquired", "ring.take.guarded", "guard.released");
        add(places, PipeAct.RECEIVE_FROM_EMPTY, "attach.ready", "bell.woken");
        add(places, PipeAct.RECEIVE_LARGE, "ring.move.begun", "ring.move.published");
        add(places, PipeAct.SHARE, "guard.acquired", "ring.put.header", "ring.put.published",
                "ring.take.published");
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
            case "ring.grow.describing", "ring.grow.described", "ring.grow.made", "ring.grow.published" -> 1;
            case "ring.move.begun", "ring.move.removed", "ring.move.published" -> 1;
            case "ring.put.skipped", "ring.put.looked" -> 3;
            default -> act == PipeAct.SHARE ? 5 : 20;
        };
    }

    @Override
    public String toString() {
        return act + ":" + point;
    }
}
