package io.multiprocessing.internal.ring;

import io.multiprocessing.internal.model.Model;
import io.multiprocessing.internal.ring.QueueState.Actor;
import io.multiprocessing.internal.ring.QueueState.Cell;
import io.multiprocessing.internal.ring.QueueState.Descriptor;
import io.multiprocessing.internal.ring.QueueState.Kind;
import io.multiprocessing.internal.ring.QueueState.Place;
import io.multiprocessing.internal.ring.QueueState.Repair;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A queue in mapped memory: guards, tail, head, rings that grow and go, and the bells, as {@link BlockingRing}, {@link
 * TailSide}, {@link HeadSide} and {@link RingChain} use them, about one shared access a step. There are at most two rings at a
 * time, of two granules each, of which an element takes one or both. Waiting for a guard is a spin; who sleeps at a bell sleeps until somebody
 * wakes it, without the net of 100 ms that there is.
 *
 * <p>Each participant is a process of one thread. It may die before any of its steps; the home, which does not, then
 * recovers. Ghosts tell what was placed and taken.
 */
final class QueueModel implements Model<QueueState> {
    /** What a participant does, in order. */
    enum Op {
        PUT,
        PUT_LARGE,
        /** Places two by one call. */
        ADD_TWO,
        /** May give up waiting for room. */
        TRY_PUT,
        TAKE,
        /** May give up waiting for an element. */
        TRY_TAKE,
        DRAIN,
        /** Takes out the second element, if there is one. */
        REMOVE_SECOND,
        CLOSE
    }

    /** Faults that the model must be found to have when they are built in. */
    enum Mutant {
        TAIL_BEFORE_THE_ELEMENT,
        HEAD_BEFORE_THE_ELEMENT_IS_READ,
        HOME_DOES_NOT_RING,
        HOME_TAKES_NO_GUARD,
        HOME_REPAIRS_WHAT_THE_LIVING_HOLD,
        HOME_ACTS_BEFORE_THE_END_IS_PROVEN,
        HOME_FORGETS_NO_FILE,
        HOME_DOES_NOT_MOVE_THE_TAKE_RING,
        HOME_DOES_NOT_COUNT_THE_REMOVED,
        LOOKS_BEFORE_THE_BELL_IS_ARMED,
        PUT_DOES_NOT_RING,
        TAKE_DOES_NOT_RING,
        TAKE_DOES_NOT_PASS_THE_RING_ON,
        WAITS_FOR_NO_RING,
        CLOSE_DOES_NOT_RING,
        CLOSED_WITHOUT_THE_GUARD,
        LOOKS_WHETHER_IT_IS_CLOSED_LAST,
        TAKES_WITHOUT_A_SECOND_LOOK,
        TAKE_RING_BEFORE_FILES_ARE_REMOVED,
        NEWEST_RING_BEFORE_ITS_FILE,
        FILE_BEFORE_ITS_NAME,
        GROWS_BEFORE_TAIL_IS_PUBLISHED,
        GROWS_OVER_RINGS_IN_USE,
        WRITES_WITHOUT_LOOKING_AT_HEAD,
        IGNORES_THE_REMOVED
    }

    /** Where a participant is. */
    enum At {
        NEXT_OP,
        PUT_GUARDED,
        PUT_LOADS_REMOVED,
        PUT_FITS,
        PUT_LOOKS,
        PUT_FINDS_RING,
        PUT_LOOKS_FOR_RING,
        GROW_PUBLISHES,
        GROW_CHECKS,
        GROW_DESCRIBES,
        GROW_NAMES,
        GROW_MAKES,
        GROW_NUMBERS,
        PUT_SKIPS,
        PUT_HEADER,
        PUT_PAYLOAD,
        PUT_PUBLISHES,
        PUT_RELEASES,
        PUT_RUNG_ITEMS,
        PUT_RUNG_ROOM,
        PUT_FAILED,
        LOADS_CLOSED,
        LOADS_TAIL,
        LOADS_HEAD,
        WANTS_TAKE_GUARD,
        TAKE_LOOKS,
        TAKE_MOVES,
        TAKE_PUBLISHES_RING,
        TAKE_READS,
        TAKE_UNCOUNTS,
        TAKE_PUBLISHES,
        TAKE_MOVED,
        TAKE_PUBLISHES_RING_AFTERWARDS,
        TAKE_RELEASES,
        TAKE_RUNG_ROOM,
        TRIES_AGAIN,
        REMOVE_GUARDED,
        REMOVE_COUNTS,
        REMOVE_RELEASES,
        CLOSE_GUARDED,
        CLOSE_RELEASES,
        CLOSE_QUIETS_ITEMS,
        CLOSE_WAKES_ITEMS,
        CLOSE_QUIETS_ROOM,
        CLOSE_WAKES_ROOM,
        RINGS_ITEMS,
        QUIETS_ITEMS,
        WAKES_ITEMS,
        RINGS_ROOM,
        QUIETS_ROOM,
        WAKES_ROOM,
        CHECKS,
        ARMS,
        CHECKS_AGAIN,
        ARMS_LATE,
        FALLS_ASLEEP,
        ASLEEP,
        OP_DONE,
        DONE,
        DEAD
    }

    private final List<List<Op>> scripts;
    private final int capacity;
    private final Set<Mutant> mutants;

    /** @param capacity the most elements that the queue holds */
    QueueModel(List<List<Op>> scripts, int capacity, Mutant... mutants) {
        this.scripts = scripts;
        this.capacity = capacity;
        this.mutants = Set.of(mutants);
    }

    private boolean has(Mutant mutant) {
        return mutants.contains(mutant);
    }

    private Op op(int who, Actor actor) {
        List<Op> script = scripts.get(who - 1);
        return script.get(Math.min(actor.op, script.size() - 1));
    }

    private boolean isPut(int who, Actor actor) {
        return switch (op(who, actor)) {
            case PUT, PUT_LARGE, ADD_TWO, TRY_PUT -> true;
            default -> false;
        };
    }

    private static int granules(Op op) {
        return op == Op.PUT_LARGE ? 2 : 1;
    }

    private int toPlace(int who, Actor actor) {
        return op(who, actor) == Op.ADD_TWO ? 2 : 1;
    }

    /** A number that no other element has. */
    private static int element(int who, Actor actor) {
        return who * 100 + actor.op * 10 + actor.count;
    }

    // ---- the model

    @Override
    public QueueState initial() {
        return QueueDraft.initial(scripts.size());
    }

    @Override
    public @Nullable String wrong(QueueState state) {
        return state.fault();
    }

    @Override
    public boolean isGoodEnd(QueueState state) {
        if (state.dead() != QueueState.NOBODY && state.repair() != Repair.DONE) {
            return false;
        }
        for (int who = 1; who <= scripts.size(); who++) {
            Actor actor = state.actors().get(who - 1);
            boolean rests = switch (actor.at) {
                case DONE, DEAD -> true;
                case ASLEEP -> isPut(who, actor) ? isFull(state) : isEmpty(state);
                default -> false;
            };
            if (!rests) {
                return false;
            }
        }
        return leavesNothing(state);
    }

    private static boolean isEmpty(QueueState state) {
        return state.placed().size() == state.taken().size() && !state.closed();
    }

    /** There is no room for one more element, or no ring for a large one. */
    private boolean isFull(QueueState state) {
        int held = state.placed().size() - state.taken().size();
        boolean allRingsUsed = held > 0 && state.newest() - state.takeRing() == QueueState.MOST_RINGS - 1;
        return !state.closed() && (held >= capacity || allRingsUsed);
    }

    /** The files are those of the rings in use, and what was removed is counted. */
    private static boolean leavesNothing(QueueState state) {
        QueueDraft look = new QueueDraft(state);
        int rings = state.newest() - state.takeRing() + (state.takeRing() > 0 ? 1 : 0);
        return look.countRemoved() == state.removed() && state.files().size() == 1 + rings;
    }

    @Override
    public List<Step<QueueState>> steps(QueueState state) {
        List<Step<QueueState>> steps = new ArrayList<>();
        for (int who = 1; who <= scripts.size(); who++) {
            Actor actor = state.actors().get(who - 1);
            if (actor.at != At.DEAD && actor.at != At.DONE) {
                addSteps(steps, state, who, actor);
            }
        }
        if (state.dead() != QueueState.NOBODY && state.repair() != Repair.DONE) {
            steps.add(new Step<>("home " + state.repair(), repair(state)));
        }
        return steps;
    }

    private void addSteps(List<Step<QueueState>> steps, QueueState state, int who, Actor actor) {
        String name = who + " " + op(who, actor) + " ";
        if (actor.at == At.WAKES_ITEMS || actor.at == At.WAKES_ROOM) {
            addWakes(steps, state, who, actor, name);
        } else {
            QueueDraft next = new QueueDraft(state);
            if (step(next, who, next.change(who))) {
                steps.add(new Step<>(name + actor.at, next.build()));
            }
        }
        boolean isTry = op(who, actor) == Op.TRY_PUT || op(who, actor) == Op.TRY_TAKE;
        if (isTry && (actor.at == At.FALLS_ASLEEP || actor.at == At.ASLEEP)) {
            QueueDraft giving = new QueueDraft(state);
            giveUp(who, giving.change(who));
            steps.add(new Step<>(name + "gives up", giving.build()));
        }
        if (state.dead() == QueueState.NOBODY) {
            QueueDraft death = new QueueDraft(state);
            death.dead = who;
            death.change(who).at = At.DEAD;
            steps.add(new Step<>(name + "dies at " + actor.at, death.build(), true));
            if (has(Mutant.HOME_ACTS_BEFORE_THE_END_IS_PROVEN)) {
                QueueDraft rumour = new QueueDraft(state);
                rumour.dead = who;
                steps.add(new Step<>(name + "is thought dead", rumour.build(), true));
            }
        }
    }

    /** Any one of those who sleep there, or nobody when there is none. */
    private void addWakes(List<Step<QueueState>> steps, QueueState state, int who, Actor actor, String name) {
        boolean items = actor.at == At.WAKES_ITEMS;
        boolean any = false;
        for (int other = 1; other <= scripts.size(); other++) {
            if (sleepsAt(state.actors().get(other - 1), other, items)) {
                QueueDraft next = new QueueDraft(state);
                next.change(other).at = At.ARMS;
                Actor waker = next.change(who);
                waker.at = waker.then;
                steps.add(new Step<>(name + "wakes " + other, next.build()));
                any = true;
            }
        }
        if (!any) {
            QueueDraft next = new QueueDraft(state);
            Actor waker = next.change(who);
            waker.at = waker.then;
            steps.add(new Step<>(name + "wakes nobody", next.build()));
        }
    }

    private boolean sleepsAt(Actor actor, int who, boolean items) {
        return actor.at == At.ASLEEP && isPut(who, actor) != items;
    }

    private void wakeAll(QueueDraft next, boolean items) {
        for (int other = 1; other <= scripts.size(); other++) {
            if (sleepsAt(next.actor(other), other, items)) {
                next.change(other).at = At.ARMS;
            }
        }
    }

    // ---- a participant's steps

    /** False when there is nothing that it can do. */
    private boolean step(QueueDraft next, int who, Actor actor) {
        switch (actor.at) {
            case NEXT_OP -> {
                return begin(next, who, actor);
            }
            case LOADS_CLOSED, LOADS_TAIL, LOADS_HEAD, WANTS_TAKE_GUARD, TAKE_LOOKS, TAKE_MOVES, TAKE_PUBLISHES_RING,
                    TAKE_READS, TAKE_UNCOUNTS, TAKE_PUBLISHES, TAKE_MOVED, TAKE_PUBLISHES_RING_AFTERWARDS,
                    TAKE_RELEASES, TAKE_RUNG_ROOM, TRIES_AGAIN -> {
                return take(next, who, actor);
            }
            case REMOVE_GUARDED -> removeSecond(next, actor);
            case REMOVE_COUNTS -> {
                next.removed++;
                actor.at = At.REMOVE_RELEASES;
            }
            case REMOVE_RELEASES -> {
                releaseTake(next, who);
                ring(actor, At.RINGS_ROOM, At.OP_DONE);
            }
            case CLOSE_GUARDED -> {
                next.closed = true;
                actor.at = has(Mutant.CLOSED_WITHOUT_THE_GUARD) ? At.CLOSE_QUIETS_ITEMS : At.CLOSE_RELEASES;
            }
            case CLOSE_RELEASES -> {
                releasePut(next, who);
                actor.at = has(Mutant.CLOSE_DOES_NOT_RING) ? At.OP_DONE : At.CLOSE_QUIETS_ITEMS;
            }
            case CLOSE_QUIETS_ITEMS -> {
                next.itemsWanted = false;
                actor.at = At.CLOSE_WAKES_ITEMS;
            }
            case CLOSE_WAKES_ITEMS -> {
                wakeAll(next, true);
                actor.at = At.CLOSE_QUIETS_ROOM;
            }
            case CLOSE_QUIETS_ROOM -> {
                next.roomWanted = false;
                actor.at = At.CLOSE_WAKES_ROOM;
            }
            case CLOSE_WAKES_ROOM -> {
                wakeAll(next, false);
                actor.at = At.OP_DONE;
            }
            case RINGS_ITEMS -> actor.at = next.itemsWanted ? At.QUIETS_ITEMS : actor.then;
            case QUIETS_ITEMS -> {
                next.itemsWanted = false;
                actor.at = At.WAKES_ITEMS;
            }
            case RINGS_ROOM -> actor.at = next.roomWanted ? At.QUIETS_ROOM : actor.then;
            case QUIETS_ROOM -> {
                next.roomWanted = false;
                actor.at = At.WAKES_ROOM;
            }
            case CHECKS, ARMS, CHECKS_AGAIN, ARMS_LATE, FALLS_ASLEEP -> await(next, who, actor);
            case ASLEEP -> {
                return false;
            }
            case OP_DONE -> endOp(next, who, actor);
            case WAKES_ITEMS, WAKES_ROOM, DONE, DEAD -> throw new IllegalStateException();
            default -> put(next, who, actor);
        }
        return true;
    }

    private boolean begin(QueueDraft next, int who, Actor actor) {
        if (actor.op == scripts.get(who - 1).size()) {
            actor.at = At.DONE;
            return true;
        }
        switch (op(who, actor)) {
            case PUT, PUT_LARGE, ADD_TWO, TRY_PUT -> {
                return acquirePut(next, who, actor, At.PUT_GUARDED);
            }
            case TAKE, TRY_TAKE, DRAIN -> actor.at = At.LOADS_CLOSED;
            case REMOVE_SECOND -> {
                return acquireTake(next, who, actor, At.REMOVE_GUARDED);
            }
            case CLOSE -> {
                if (has(Mutant.CLOSED_WITHOUT_THE_GUARD)) {
                    actor.at = At.CLOSE_GUARDED;
                } else {
                    return acquirePut(next, who, actor, At.CLOSE_GUARDED);
                }
            }
        }
        return true;
    }

    private void endOp(QueueDraft next, int who, Actor actor) {
        if (isPut(who, actor) && actor.isDone) {
            for (int number = 0; number < actor.count; number++) {
                int element = who * 100 + actor.op * 10 + number;
                if (!next.isPlaced(element)) {
                    next.fault = "acknowledged and not placed: " + element;
                }
            }
        }
        next.set(who, actor.begun(actor.op + 1));
    }

    private static boolean acquirePut(QueueDraft next, int who, Actor actor, At then) {
        if (next.putGuard != QueueState.NOBODY) {
            return false;
        }
        next.putGuard = who;
        actor.at = then;
        return true;
    }

    private static boolean acquireTake(QueueDraft next, int who, Actor actor, At then) {
        if (next.takeGuard != QueueState.NOBODY) {
            return false;
        }
        next.takeGuard = who;
        actor.at = then;
        return true;
    }

    private static void releasePut(QueueDraft next, int who) {
        if (next.putGuard != who) {
            next.fault = who + " has lost the put guard to " + next.putGuard;
        }
        next.putGuard = QueueState.NOBODY;
    }

    private static void releaseTake(QueueDraft next, int who) {
        if (next.takeGuard != who) {
            next.fault = who + " has lost the take guard to " + next.takeGuard;
        }
        next.takeGuard = QueueState.NOBODY;
    }

    private static void ring(Actor actor, At bell, At then) {
        actor.at = bell;
        actor.then = then;
    }

    // ---- waiting

    private void await(QueueDraft next, int who, Actor actor) {
        boolean isPut = isPut(who, actor);
        boolean isWorthTrying = isPut
                ? !next.head.equals(actor.seen) || next.removed != actor.removedSeen || next.closed
                        || next.takeRing != actor.ring && !has(Mutant.WAITS_FOR_NO_RING)
                : !next.head.equals(next.tail) || next.closed;
        switch (actor.at) {
            case CHECKS -> {
                At waits = has(Mutant.LOOKS_BEFORE_THE_BELL_IS_ARMED) ? At.CHECKS_AGAIN : At.ARMS;
                goOnOr(actor, isWorthTrying, waits);
            }
            case ARMS -> {
                arm(next, isPut);
                actor.at = At.CHECKS_AGAIN;
            }
            case CHECKS_AGAIN -> {
                At waits = has(Mutant.LOOKS_BEFORE_THE_BELL_IS_ARMED) ? At.ARMS_LATE : At.FALLS_ASLEEP;
                goOnOr(actor, isWorthTrying, waits);
            }
            case ARMS_LATE -> {
                arm(next, isPut);
                actor.at = At.FALLS_ASLEEP;
            }
            case FALLS_ASLEEP -> {
                boolean wanted = isPut ? next.roomWanted : next.itemsWanted;
                actor.at = wanted ? At.ASLEEP : At.ARMS;
            }
            default -> throw new IllegalStateException();
        }
    }

    private static void goOnOr(Actor actor, boolean isWorthTrying, At waits) {
        if (isWorthTrying) {
            actor.wasWoken = true;
            actor.at = At.TRIES_AGAIN;
        } else {
            actor.at = waits;
        }
    }

    private static void arm(QueueDraft next, boolean isPut) {
        if (isPut) {
            next.roomWanted = true;
        } else {
            next.itemsWanted = true;
        }
    }

    private void giveUp(int who, Actor actor) {
        At bell = isPut(who, actor) ? At.RINGS_ROOM : At.RINGS_ITEMS;
        ring(actor, bell, At.OP_DONE);
    }

    // ---- placing

    private void put(QueueDraft next, int who, Actor actor) {
        int granules = granules(op(who, actor));
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
                int removed = has(Mutant.IGNORES_THE_REMOVED) ? 0 : next.removed;
                int used = actor.place.elements() - next.knownHead.elements() - removed;
                boolean fits = used < capacity;
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
                        new Cell(Kind.ELEMENT, granules, element(who, actor), false));
                if (has(Mutant.TAIL_BEFORE_THE_ELEMENT)) {
                    publish(next, who, actor, actor.place.forward(1, granules), actor.count + 1);
                }
                actor.at = At.PUT_PAYLOAD;
            }
            case PUT_PAYLOAD -> {
                next.write(next.newest, actor.place.granules(),
                        new Cell(Kind.ELEMENT, granules, element(who, actor), true));
                actor.place = actor.place.forward(1, granules);
                actor.count++;
                actor.hasLooked = false;
                actor.at = actor.count == toPlace(who, actor) ? At.PUT_PUBLISHES : At.PUT_FITS;
            }
            case PUT_PUBLISHES -> {
                publish(next, who, actor, actor.place, actor.count);
                actor.seen = next.knownHead;
                actor.isDone = actor.count > 0;
                actor.at = At.PUT_RELEASES;
                actor.then = At.PUT_RUNG_ITEMS;
            }
            case PUT_RELEASES -> {
                releasePut(next, who);
                boolean rings = !has(Mutant.PUT_DOES_NOT_RING);
                actor.at = rings ? At.RINGS_ITEMS : actor.then;
            }
            case PUT_RUNG_ITEMS -> {
                if (actor.isDone) {
                    ring(actor, At.RINGS_ROOM, At.OP_DONE);
                } else if (actor.wasWoken) {
                    ring(actor, At.RINGS_ROOM, At.CHECKS);
                } else {
                    actor.at = At.CHECKS;
                }
            }
            case PUT_FAILED -> ring(actor, actor.wasWoken ? At.RINGS_ROOM : At.OP_DONE, At.OP_DONE);
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
            next.place(who * 100 + actor.op * 10 + number);
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
                || has(Mutant.WRITES_WITHOUT_LOOKING_AT_HEAD) && skipped + granules <= next.descriptor(ring).granules();
        if (hasRoom) {
            actor.at = skipped > 0 ? At.PUT_SKIPS : At.PUT_HEADER;
        } else if (!actor.hasLooked) {
            actor.at = At.PUT_LOOKS_FOR_RING;
        } else {
            actor.at = has(Mutant.GROWS_BEFORE_TAIL_IS_PUBLISHED) ? At.GROW_CHECKS : At.GROW_PUBLISHES;
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
                if (isUsed && !has(Mutant.GROWS_OVER_RINGS_IN_USE)) {
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
                actor.at = has(Mutant.FILE_BEFORE_ITS_NAME) ? At.GROW_MAKES : At.GROW_NAMES;
            }
            case GROW_NAMES -> {
                next.describe(ring,
                        new Descriptor(true, described.base(), described.granules(), described.file()));
                boolean numbers = has(Mutant.FILE_BEFORE_ITS_NAME) || has(Mutant.NEWEST_RING_BEFORE_ITS_FILE);
                actor.at = numbers ? At.GROW_NUMBERS : At.GROW_MAKES;
            }
            case GROW_MAKES -> {
                // With a mutant it has its number already.
                Descriptor made = has(Mutant.NEWEST_RING_BEFORE_ITS_FILE) ? next.descriptor(next.newest) : described;
                next.makeFile(made.file(), made.granules());
                actor.at = has(Mutant.FILE_BEFORE_ITS_NAME) ? At.GROW_NAMES
                        : has(Mutant.NEWEST_RING_BEFORE_ITS_FILE) ? At.PUT_HEADER
                        : At.GROW_NUMBERS;
            }
            case GROW_NUMBERS -> {
                next.newest = ring;
                actor.at = has(Mutant.NEWEST_RING_BEFORE_ITS_FILE) ? At.GROW_MAKES : At.PUT_HEADER;
            }
            default -> throw new IllegalStateException(actor.toString());
        }
    }

    // ---- taking

    private boolean take(QueueDraft next, int who, Actor actor) {
        switch (actor.at) {
            case TRIES_AGAIN -> {
                if (isPut(who, actor)) {
                    return acquirePut(next, who, actor, At.PUT_GUARDED);
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
                boolean wasClosed = has(Mutant.LOOKS_WHETHER_IT_IS_CLOSED_LAST) ? next.closed : actor.wasClosed;
                if (!next.head.equals(actor.place)) {
                    actor.at = At.WANTS_TAKE_GUARD;
                } else if (wasClosed) {
                    endsForGood(next, actor);
                } else {
                    actor.at = op(who, actor) == Op.DRAIN ? At.OP_DONE : At.CHECKS;
                }
            }
            case WANTS_TAKE_GUARD -> {
                return acquireTake(next, who, actor, At.TAKE_LOOKS);
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
                releaseTake(next, who);
                ring(actor, has(Mutant.TAKE_DOES_NOT_RING) ? At.TAKE_RUNG_ROOM : At.RINGS_ROOM, At.TAKE_RUNG_ROOM);
            }
            case TAKE_RUNG_ROOM -> {
                boolean rings = !next.head.equals(next.tail) && !has(Mutant.TAKE_DOES_NOT_PASS_THE_RING_ON);
                At then = actor.isDone ? At.OP_DONE : At.LOADS_CLOSED;
                ring(actor, rings ? At.RINGS_ITEMS : then, then);
            }
            default -> throw new IllegalStateException(actor.toString());
        }
        return true;
    }

    private static void endsForGood(QueueDraft next, Actor actor) {
        if (next.holdsAny() && next.head.equals(actor.place) && !next.head.equals(next.tail)) {
            next.fault = "told that it is closed and empty, while it holds something";
        }
        ring(actor, actor.wasWoken ? At.RINGS_ITEMS : At.OP_DONE, At.OP_DONE);
    }

    private void lookAtHead(QueueDraft next, int who, Actor actor) {
        boolean isDrain = op(who, actor) == Op.DRAIN;
        if (next.head.equals(next.tail) && !has(Mutant.TAKES_WITHOUT_A_SECOND_LOOK)) {
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
        if (has(Mutant.TAKE_RING_BEFORE_FILES_ARE_REMOVED)) {
            next.takeRing = actor.ring;
        } else {
            retire(next, next.takeRing, actor.ring);
        }
        actor.at = then;
    }

    private void publishRing(QueueDraft next, Actor actor) {
        if (has(Mutant.TAKE_RING_BEFORE_FILES_ARE_REMOVED)) {
            retire(next, actor.ring - 1, actor.ring);
        } else {
            next.takeRing = actor.ring;
        }
    }

    private static void retire(QueueDraft next, int from, int to) {
        for (int old = from; old < to; old++) {
            if (old != 0) {
                next.removeFile(next.descriptor(old).file());
            }
        }
    }

    private void read(QueueDraft next, int who, Actor actor) {
        if (op(who, actor) == Op.DRAIN) {
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
        } else if (has(Mutant.HEAD_BEFORE_THE_ELEMENT_IS_READ) && !actor.isDone) {
            // Comes here again, with head moved.
            next.head = actor.place.forward(1, cell.granules());
            actor.isDone = true;
        } else {
            requireWhole(next, next.takeRing, actor.place.granules(), cell);
            if (has(Mutant.HEAD_BEFORE_THE_ELEMENT_IS_READ)) {
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
        if (!has(Mutant.HEAD_BEFORE_THE_ELEMENT_IS_READ)) {
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

    private static void removeSecond(QueueDraft next, Actor actor) {
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

    // ---- the home

    private QueueState repair(QueueState state) {
        QueueDraft next = new QueueDraft(state);
        int dead = state.dead();
        switch (state.repair()) {
            case NONE -> {
                boolean takes = next.putGuard == dead && !has(Mutant.HOME_TAKES_NO_GUARD);
                next.putGuard = takes ? QueueState.HOME : next.putGuard;
                boolean repairs = takes || has(Mutant.HOME_REPAIRS_WHAT_THE_LIVING_HOLD);
                next.repair = repairs ? Repair.PUT_GUARD_TAKEN : Repair.PUT_SIDE_DONE;
            }
            case PUT_GUARD_TAKEN -> {
                int ring = next.newest + 1;
                boolean isUsed = ring - next.takeRing >= QueueState.MOST_RINGS;
                if (!isUsed && next.descriptor(ring).named() && !has(Mutant.HOME_FORGETS_NO_FILE)) {
                    next.removeFile(next.descriptor(ring).file());
                }
                next.repair = Repair.FORGOTTEN;
            }
            case FORGOTTEN -> {
                next.putGuard = next.putGuard == QueueState.HOME ? QueueState.NOBODY : next.putGuard;
                next.repair = Repair.PUT_SIDE_DONE;
            }
            case PUT_SIDE_DONE -> {
                boolean takes = next.takeGuard == dead && !has(Mutant.HOME_TAKES_NO_GUARD);
                next.takeGuard = takes ? QueueState.HOME : next.takeGuard;
                next.repair = takes ? Repair.TAKE_GUARD_TAKEN : Repair.TAKE_SIDE_DONE;
            }
            case TAKE_GUARD_TAKEN -> {
                next.repairRing = has(Mutant.HOME_DOES_NOT_MOVE_THE_TAKE_RING)
                        ? next.takeRing
                        : next.ringOf(next.head.granules(), next.takeRing);
                retire(next, next.takeRing, next.repairRing);
                next.repair = Repair.RETIRED;
            }
            case RETIRED -> {
                next.takeRing = next.repairRing;
                next.repair = Repair.MOVED;
            }
            case MOVED -> {
                next.removed = has(Mutant.HOME_DOES_NOT_COUNT_THE_REMOVED) ? next.removed : next.countRemoved();
                next.repair = Repair.COUNTED;
            }
            case COUNTED -> {
                next.takeGuard = QueueState.NOBODY;
                next.repair = Repair.TAKE_SIDE_DONE;
            }
            case TAKE_SIDE_DONE -> {
                if (!has(Mutant.HOME_DOES_NOT_RING)) {
                    next.itemsWanted = false;
                    wakeAll(next, true);
                }
                next.repair = Repair.ITEMS_RUNG;
            }
            case ITEMS_RUNG -> {
                if (!has(Mutant.HOME_DOES_NOT_RING)) {
                    next.roomWanted = false;
                    wakeAll(next, false);
                }
                next.repair = Repair.DONE;
            }
            case DONE -> throw new IllegalStateException();
        }
        return next.build();
    }
}
