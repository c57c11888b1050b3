package io.multiprocessing.ipc.sharedmem.lockdeath;

import java.util.ArrayList;
import java.util.List;

/** A place in a protocol, and what leads there. */
record Place(Act act, String point) {
    private static final String[] LOCK = {
        "monitor.claimed", "guard.acquired", "monitor.loaded", "monitor.written", "monitor.published", "guard.released",
        "monitor.released", "monitor.rung", "monitor.freed", "bell.armed", "bell.woken", "bell.quieted", "bell.rung",
        "lock.word-taken", "lock.word-freed", "lock.line-published", "lock.line-counts", "lock.idle-published",
        "lock.freed"
    };
    private static final String[] AWAIT = {
        "monitor.claimed", "monitor.loaded", "monitor.written", "monitor.published", "monitor.released",
        "monitor.freed",
        "lock.await-published", "lock.await-counts"
    };
    private static final String[] SIGNAL =
            {"monitor.loaded", "monitor.written", "monitor.published", "monitor.released"};
    private static final String[] TRANSITIONS = {
        "monitor.claimed", "monitor.written", "monitor.published", "guard.released", "monitor.released"
    };
    private static final String[] EVENT = {"monitor.written", "monitor.published", "monitor.released"};

    static List<Place> all() {
        List<Place> places = new ArrayList<>();
        add(places, Act.LOCK_ALONE, "lock.word-taken", "lock.word-freed");
        add(places, Act.LOCK, LOCK);
        add(places, Act.AWAIT, AWAIT);
        add(places, Act.SIGNAL, SIGNAL);
        add(places, Act.SEMAPHORE, TRANSITIONS);
        add(places, Act.BARRIER, TRANSITIONS);
        add(places, Act.EVENT, EVENT);
        return places;
    }

    @Override
    public String toString() {
        return act + ":" + point;
    }

    private static void add(List<Place> places, Act act, String... points) {
        for (String point : points) {
            places.add(new Place(act, point));
        }
    }
}
