package io.multiprocessing.internal.ring;

import io.multiprocessing.internal.model.Model;
import io.multiprocessing.internal.ring.QueueState.Actor;
import io.multiprocessing.internal.ring.QueueState.Repair;
import io.multiprocessing.internal.ring.chain.HeadSide;
import io.multiprocessing.internal.ring.chain.RingChain;
import io.multiprocessing.internal.ring.chain.TailSide;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A queue in mapped memory: guards, tail, head, rings that grow and go, and the bells, as {@link BlockingRing}, {@link
 * TailSide}, {@link HeadSide} and {@link RingChain} use them, about one shared access a step. There are at most two
 * rings at a time, of two granules each, of which an element takes one or both. Waiting for a guard is a spin; who
 * sleeps at a bell sleeps until somebody wakes it, without the net of 100 ms that there is.
 *
 * <p>Here is what can be done and where one can be; what is done there say {@link PlacingSteps}, {@link TakingSteps},
 * {@link WaitingSteps} and {@link HomeSteps}.
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

    private final QueueScript script;
    private final WaitingSteps waiting;
    private final PlacingSteps placing;
    private final TakingSteps taking;
    private final HomeSteps home;

    /** @param capacity the most elements that the queue holds */
    QueueModel(List<List<Op>> scripts, int capacity, Mutant... mutants) {
        this.script = new QueueScript(scripts, capacity, Set.of(mutants));
        this.waiting = new WaitingSteps(script);
        this.placing = new PlacingSteps(script);
        this.taking = new TakingSteps(script);
        this.home = new HomeSteps(script, waiting);
    }

    // ---- the model

    @Override
    public QueueState initial() {
        return QueueDraft.initial(script.participants());
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
        for (int who = 1; who <= script.participants(); who++) {
            Actor actor = state.actors().get(who - 1);
            boolean rests = switch (actor.at) {
                case DONE, DEAD -> true;
                case ASLEEP -> script.isPut(who, actor) ? isFull(state) : isEmpty(state);
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
        return !state.closed() && (held >= script.capacity() || allRingsUsed);
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
        for (int who = 1; who <= script.participants(); who++) {
            Actor actor = state.actors().get(who - 1);
            if (actor.at != At.DEAD && actor.at != At.DONE) {
                addSteps(steps, state, who, actor);
            }
        }
        if (state.dead() != QueueState.NOBODY && state.repair() != Repair.DONE) {
            steps.add(new Step<>("home " + state.repair(), home.step(state)));
        }
        return steps;
    }

    private void addSteps(List<Step<QueueState>> steps, QueueState state, int who, Actor actor) {
        String name = who + " " + script.op(who, actor) + " ";
        if (actor.at == At.WAKES_ITEMS || actor.at == At.WAKES_ROOM) {
            waiting.addWakes(steps, state, who, actor, name);
        } else {
            QueueDraft next = new QueueDraft(state);
            if (step(next, who, next.change(who))) {
                steps.add(new Step<>(name + actor.at, next.build()));
            }
        }
        boolean isTry = script.op(who, actor) == Op.TRY_PUT || script.op(who, actor) == Op.TRY_TAKE;
        if (isTry && (actor.at == At.FALLS_ASLEEP || actor.at == At.ASLEEP)) {
            QueueDraft giving = new QueueDraft(state);
            waiting.giveUp(who, giving.change(who));
            steps.add(new Step<>(name + "gives up", giving.build()));
        }
        if (state.dead() == QueueState.NOBODY) {
            QueueDraft death = new QueueDraft(state);
            death.dead = who;
            death.change(who).at = At.DEAD;
            steps.add(new Step<>(name + "dies at " + actor.at, death.build(), true));
            if (script.has(Mutant.HOME_ACTS_BEFORE_THE_END_IS_PROVEN)) {
                QueueDraft rumour = new QueueDraft(state);
                rumour.dead = who;
                steps.add(new Step<>(name + "is thought dead", rumour.build(), true));
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
                return taking.step(next, who, actor);
            }
            case REMOVE_GUARDED -> TakingSteps.removeSecond(next, actor);
            case REMOVE_COUNTS -> {
                next.removed++;
                actor.at = At.REMOVE_RELEASES;
            }
            case REMOVE_RELEASES -> {
                next.releaseTake(who);
                actor.rings(At.RINGS_ROOM, At.OP_DONE);
            }
            case CLOSE_GUARDED -> {
                next.closed = true;
                actor.at = script.has(Mutant.CLOSED_WITHOUT_THE_GUARD) ? At.CLOSE_QUIETS_ITEMS : At.CLOSE_RELEASES;
            }
            case CLOSE_RELEASES -> {
                next.releasePut(who);
                actor.at = script.has(Mutant.CLOSE_DOES_NOT_RING) ? At.OP_DONE : At.CLOSE_QUIETS_ITEMS;
            }
            case CLOSE_QUIETS_ITEMS -> {
                next.itemsWanted = false;
                actor.at = At.CLOSE_WAKES_ITEMS;
            }
            case CLOSE_WAKES_ITEMS -> {
                waiting.wakeAll(next, true);
                actor.at = At.CLOSE_QUIETS_ROOM;
            }
            case CLOSE_QUIETS_ROOM -> {
                next.roomWanted = false;
                actor.at = At.CLOSE_WAKES_ROOM;
            }
            case CLOSE_WAKES_ROOM -> {
                waiting.wakeAll(next, false);
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
            case CHECKS, ARMS, CHECKS_AGAIN, ARMS_LATE, FALLS_ASLEEP -> waiting.step(next, who, actor);
            case ASLEEP -> {
                return false;
            }
            case OP_DONE -> endOp(next, who, actor);
            case WAKES_ITEMS, WAKES_ROOM, DONE, DEAD -> throw new IllegalStateException();
            default -> placing.step(next, who, actor);
        }
        return true;
    }

    private boolean begin(QueueDraft next, int who, Actor actor) {
        if (script.isOver(who, actor)) {
            actor.at = At.DONE;
            return true;
        }
        switch (script.op(who, actor)) {
            case PUT, PUT_LARGE, ADD_TWO, TRY_PUT -> {
                return next.acquirePut(who, actor, At.PUT_GUARDED);
            }
            case TAKE, TRY_TAKE, DRAIN -> actor.at = At.LOADS_CLOSED;
            case REMOVE_SECOND -> {
                return next.acquireTake(who, actor, At.REMOVE_GUARDED);
            }
            case CLOSE -> {
                if (script.has(Mutant.CLOSED_WITHOUT_THE_GUARD)) {
                    actor.at = At.CLOSE_GUARDED;
                } else {
                    return next.acquirePut(who, actor, At.CLOSE_GUARDED);
                }
            }
        }
        return true;
    }

    private void endOp(QueueDraft next, int who, Actor actor) {
        if (script.isPut(who, actor) && actor.isDone) {
            for (int number = 0; number < actor.count; number++) {
                int element = QueueScript.element(who, actor, number);
                if (!next.isPlaced(element)) {
                    next.fault = "acknowledged and not placed: " + element;
                }
            }
        }
        next.set(who, actor.begun(actor.op + 1));
    }
}
