package io.multiprocessing.internal.ring;

import io.multiprocessing.internal.ring.QueueModel.At;
import io.multiprocessing.internal.ring.QueueState.Actor;
import io.multiprocessing.internal.ring.QueueState.Cell;
import io.multiprocessing.internal.ring.QueueState.Descriptor;
import io.multiprocessing.internal.ring.QueueState.Kind;
import io.multiprocessing.internal.ring.QueueState.Place;
import io.multiprocessing.internal.ring.QueueState.Repair;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The next {@link QueueState}, in the making, and what can be read of the rings in it. */
final class QueueDraft {
    int putGuard;
    int takeGuard;
    Place tail;
    Place knownHead;
    Place head;
    int removed;
    int takeRing;
    int newest;
    boolean closed;
    private List<Descriptor> descriptors;
    private Map<Integer, List<Cell>> files;
    int named;
    boolean itemsWanted;
    boolean roomWanted;
    private List<Actor> actors;
    int dead;
    Repair repair;
    int repairRing;
    private List<Integer> placed;
    private List<Integer> taken;
    @Nullable String fault;

    QueueDraft(QueueState state) {
        putGuard = state.putGuard();
        takeGuard = state.takeGuard();
        tail = state.tail();
        knownHead = state.knownHead();
        head = state.head();
        removed = state.removed();
        takeRing = state.takeRing();
        newest = state.newest();
        closed = state.closed();
        descriptors = state.descriptors();
        files = state.files();
        named = state.named();
        itemsWanted = state.itemsWanted();
        roomWanted = state.roomWanted();
        actors = state.actors();
        dead = state.dead();
        repair = state.repair();
        repairRing = state.repairRing();
        placed = state.placed();
        taken = state.taken();
        fault = state.fault();
    }

    static QueueState initial(int participants) {
        List<Actor> actors = new ArrayList<>();
        for (int i = 0; i < participants; i++) {
            actors.add(new Actor());
        }
        Descriptor first = new Descriptor(false, 0, QueueState.FIRST_RING, QueueState.FIRST_FILE);
        Descriptor none = new Descriptor(false, 0, 0, -1);
        return new QueueState(QueueState.NOBODY, QueueState.NOBODY, Place.BEGINNING, Place.BEGINNING, Place.BEGINNING,
                0, 0, 0, false, List.of(first, none), Map.of(QueueState.FIRST_FILE, empty(QueueState.FIRST_RING)), 0,
                false, false, List.copyOf(actors), QueueState.NOBODY, Repair.NONE, 0, List.of(), List.of(), null);
    }

    QueueState build() {
        return new QueueState(putGuard, takeGuard, tail, knownHead, head, removed, takeRing, newest, closed,
                descriptors, files, named, itemsWanted, roomWanted, actors, dead, repair, repairRing, placed, taken,
                fault);
    }

    private static <T> List<T> with(List<T> list, int index, T value) {
        List<T> changed = new ArrayList<>(list);
        changed.set(index, value);
        return changed;
    }

    private static <T> List<T> plus(List<T> list, T value) {
        List<T> changed = new ArrayList<>(list);
        changed.add(value);
        return changed;
    }

    Actor actor(int who) {
        return actors.get(who - 1);
    }

    void set(int who, Actor actor) {
        actors = with(actors, who - 1, actor);
    }

    /** A copy of that participant, which takes its place. */
    Actor change(int who) {
        Actor copy = new Actor(actor(who));
        set(who, copy);
        return copy;
    }

    // ---- guards

    boolean acquirePut(int who, Actor actor, At then) {
        if (putGuard != QueueState.NOBODY) {
            return false;
        }
        putGuard = who;
        actor.at = then;
        return true;
    }

    boolean acquireTake(int who, Actor actor, At then) {
        if (takeGuard != QueueState.NOBODY) {
            return false;
        }
        takeGuard = who;
        actor.at = then;
        return true;
    }

    void releasePut(int who) {
        if (putGuard != who) {
            fault = who + " has lost the put guard to " + putGuard;
        }
        putGuard = QueueState.NOBODY;
    }

    void releaseTake(int who) {
        if (takeGuard != who) {
            fault = who + " has lost the take guard to " + takeGuard;
        }
        takeGuard = QueueState.NOBODY;
    }

    // ---- rings

    private static List<Cell> empty(int granules) {
        return Collections.nCopies(granules, Cell.UNWRITTEN);
    }

    Descriptor descriptor(int ring) {
        return descriptors.get(ring % QueueState.MOST_RINGS);
    }

    void describe(int ring, Descriptor descriptor) {
        descriptors = with(descriptors, ring % QueueState.MOST_RINGS, descriptor);
    }

    void makeFile(int name, int granules) {
        put(name, empty(granules));
    }

    void removeFile(int name) {
        files = new HashMap<>(files);
        files.remove(name);
    }

    private void put(int name, List<Cell> cells) {
        files = new HashMap<>(files);
        files.put(name, cells);
    }

    /** The number of the ring that a position is in, which is that one or a newer one. */
    int ringOf(int granule, int from) {
        int ring = from;
        while (ring != newest && granule - descriptor(ring + 1).base() >= 0) {
            ring++;
        }
        return ring;
    }

    int index(int ring, int granule) {
        return Math.floorMod(granule - descriptor(ring).base(), descriptor(ring).granules());
    }

    private @Nullable List<Cell> cells(int ring) {
        List<Cell> cells = files.get(descriptor(ring).file());
        if (cells == null) {
            fault = "the file of ring " + ring + " is not there";
        }
        return cells;
    }

    Cell read(int ring, int granule) {
        List<Cell> cells = cells(ring);
        return cells == null ? Cell.UNWRITTEN : cells.get(index(ring, granule));
    }

    /** Where a larger element goes on, what was there before means nothing any more. */
    void write(int ring, int granule, Cell cell) {
        List<Cell> cells = cells(ring);
        if (cells == null) {
            return;
        }
        List<Cell> changed = new ArrayList<>(cells);
        int at = index(ring, granule);
        changed.set(at, cell);
        for (int i = 1; i < cell.granules(); i++) {
            changed.set(at + i, new Cell(Kind.REST, 1, cell.element(), cell.isWhole()));
        }
        put(descriptor(ring).file(), changed);
    }

    /** An element whose granules are all its own. */
    boolean isWhole(int ring, int granule) {
        Cell first = read(ring, granule);
        boolean whole = first.isWhole();
        for (int i = 1; i < first.granules(); i++) {
            Cell rest = read(ring, granule + i);
            whole &= rest.kind() == Kind.REST && rest.isWhole() && rest.element() == first.element();
        }
        return whole;
    }

    /** Removes the files of those rings. */
    void retire(int from, int to) {
        for (int old = from; old < to; old++) {
            if (old != 0) {
                removeFile(descriptor(old).file());
            }
        }
    }

    // ---- looking from head to tail

    /** What lies between two positions, in order. */
    List<Cell> between(Place from, Place to) {
        List<Cell> all = new ArrayList<>();
        int ring = takeRing;
        for (int granule = from.granules(); granule < to.granules() && fault == null;) {
            ring = ringOf(granule, ring);
            Cell cell = read(ring, granule);
            all.add(cell);
            granule += cell.granules();
        }
        return all;
    }

    int countRemoved() {
        return (int) between(head, tail).stream().filter(cell -> cell.kind() == Kind.REMOVED).count();
    }

    // ---- ghosts

    void place(int element) {
        if (!placed.contains(element)) {
            placed = plus(placed, element);
        }
    }

    boolean isPlaced(int element) {
        return placed.contains(element);
    }

    boolean holdsAny() {
        return placed.size() > taken.size();
    }

    void take(int element) {
        if (taken.contains(element)) {
            fault = "doubled: " + element;
        } else if (!placed.contains(element)) {
            fault = "never placed: " + element;
        }
        taken = plus(taken, element);
    }
}
