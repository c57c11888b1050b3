package io.multiprocessing.internal.ring;

import io.multiprocessing.internal.ring.QueueModel.Mutant;
import io.multiprocessing.internal.ring.QueueState.Repair;

/** The steps of the home in a {@link QueueModel}, when a death is proven: {@link RingUpkeep#recoverFrom}. */
final class HomeSteps {
    private final QueueScript script;
    private final WaitingSteps waiting;

    HomeSteps(QueueScript script, WaitingSteps waiting) {
        this.script = script;
        this.waiting = waiting;
    }

    QueueState step(QueueState state) {
        QueueDraft next = new QueueDraft(state);
        int dead = state.dead();
        switch (state.repair()) {
            case NONE -> {
                boolean takes = next.putGuard == dead && !script.has(Mutant.HOME_TAKES_NO_GUARD);
                next.putGuard = takes ? QueueState.HOME : next.putGuard;
                boolean repairs = takes || script.has(Mutant.HOME_REPAIRS_WHAT_THE_LIVING_HOLD);
                next.repair = repairs ? Repair.PUT_GUARD_TAKEN : Repair.PUT_SIDE_DONE;
            }
            case PUT_GUARD_TAKEN -> {
                int ring = next.newest + 1;
                boolean isUsed = ring - next.takeRing >= QueueState.MOST_RINGS;
                if (!isUsed && next.descriptor(ring).named() && !script.has(Mutant.HOME_FORGETS_NO_FILE)) {
                    next.removeFile(next.descriptor(ring).file());
                }
                next.repair = Repair.FORGOTTEN;
            }
            case FORGOTTEN -> {
                next.putGuard = next.putGuard == QueueState.HOME ? QueueState.NOBODY : next.putGuard;
                next.repair = Repair.PUT_SIDE_DONE;
            }
            case PUT_SIDE_DONE -> {
                boolean takes = next.takeGuard == dead && !script.has(Mutant.HOME_TAKES_NO_GUARD);
                next.takeGuard = takes ? QueueState.HOME : next.takeGuard;
                next.repair = takes ? Repair.TAKE_GUARD_TAKEN : Repair.TAKE_SIDE_DONE;
            }
            case TAKE_GUARD_TAKEN -> {
                next.repairRing = script.has(Mutant.HOME_DOES_NOT_MOVE_THE_TAKE_RING)
                        ? next.takeRing
                        : next.ringOf(next.head.granules(), next.takeRing);
                next.retire(next.takeRing, next.repairRing);
                next.repair = Repair.RETIRED;
            }
            case RETIRED -> {
                next.takeRing = next.repairRing;
                next.repair = Repair.MOVED;
            }
            case MOVED -> {
                next.removed = script.has(Mutant.HOME_DOES_NOT_COUNT_THE_REMOVED) ? next.removed : next.countRemoved();
                next.repair = Repair.COUNTED;
            }
            case COUNTED -> {
                next.takeGuard = QueueState.NOBODY;
                next.repair = Repair.TAKE_SIDE_DONE;
            }
            case TAKE_SIDE_DONE -> {
                if (!script.has(Mutant.HOME_DOES_NOT_RING)) {
                    next.itemsWanted = false;
                    waiting.wakeAll(next, true);
                }
                next.repair = Repair.ITEMS_RUNG;
            }
            case ITEMS_RUNG -> {
                if (!script.has(Mutant.HOME_DOES_NOT_RING)) {
                    next.roomWanted = false;
                    waiting.wakeAll(next, false);
                }
                next.repair = Repair.DONE;
            }
            case DONE -> throw new IllegalStateException();
        }
        return next.build();
    }
}
