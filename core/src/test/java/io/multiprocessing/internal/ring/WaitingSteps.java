package io.multiprocessing.internal.ring;

import io.multiprocessing.internal.model.Model.Step;
import io.multiprocessing.internal.ring.QueueModel.At;
import io.multiprocessing.internal.ring.QueueModel.Mutant;
import io.multiprocessing.internal.ring.QueueState.Actor;
import java.util.List;

/** The steps at bells in a {@link QueueModel}: {@link io.multiprocessing.internal.direct.Bell}. */
final class WaitingSteps {
    private final QueueScript script;

    WaitingSteps(QueueScript script) {
        this.script = script;
    }

    /** Any one of those who sleep there, or nobody when there is none. */
    void addWakes(List<Step<QueueState>> steps, QueueState state, int who, Actor actor, String name) {
        boolean items = actor.at == At.WAKES_ITEMS;
        boolean any = false;
        for (int other = 1; other <= script.participants(); other++) {
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
        return actor.at == At.ASLEEP && script.isPut(who, actor) != items;
    }

    /** All who sleep there. */
    void wakeAll(QueueDraft next, boolean items) {
        for (int other = 1; other <= script.participants(); other++) {
            if (sleepsAt(next.actor(other), other, items)) {
                next.change(other).at = At.ARMS;
            }
        }
    }

    void step(QueueDraft next, int who, Actor actor) {
        boolean isPut = script.isPut(who, actor);
        boolean isWorthTrying = isPut
                ? !next.head.equals(actor.seen) || next.removed != actor.removedSeen || next.closed
                        || next.takeRing != actor.ring && !script.has(Mutant.WAITS_FOR_NO_RING)
                : !next.head.equals(next.tail) || next.closed;
        switch (actor.at) {
            case CHECKS -> {
                At waits = script.has(Mutant.LOOKS_BEFORE_THE_BELL_IS_ARMED) ? At.CHECKS_AGAIN : At.ARMS;
                goOnOr(actor, isWorthTrying, waits);
            }
            case ARMS -> {
                arm(next, isPut);
                actor.at = At.CHECKS_AGAIN;
            }
            case CHECKS_AGAIN -> {
                At waits = script.has(Mutant.LOOKS_BEFORE_THE_BELL_IS_ARMED) ? At.ARMS_LATE : At.FALLS_ASLEEP;
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

    void giveUp(int who, Actor actor) {
        At bell = script.isPut(who, actor) ? At.RINGS_ROOM : At.RINGS_ITEMS;
        actor.rings(bell, At.OP_DONE);
    }
}
