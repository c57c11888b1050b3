package io.multiprocessing.internal.ring;

import io.multiprocessing.internal.ring.QueueModel.Mutant;
import io.multiprocessing.internal.ring.QueueModel.Op;
import io.multiprocessing.internal.ring.QueueState.Actor;
import java.util.List;
import java.util.Set;

/**
 * What the participants of a {@link QueueModel} do, in which queue, with which faults.
 *
 * @param capacity the most elements that the queue holds
 */
record QueueScript(List<List<Op>> scripts, int capacity, Set<Mutant> mutants) {
    boolean has(Mutant mutant) {
        return mutants.contains(mutant);
    }

    int participants() {
        return scripts.size();
    }

    boolean isOver(int who, Actor actor) {
        return actor.op == scripts.get(who - 1).size();
    }

    /** The current operation, or the last one when it is over. */
    Op op(int who, Actor actor) {
        List<Op> script = scripts.get(who - 1);
        return script.get(Math.min(actor.op, script.size() - 1));
    }

    boolean isPut(int who, Actor actor) {
        return switch (op(who, actor)) {
            case PUT, PUT_LARGE, ADD_TWO, TRY_PUT -> true;
            default -> false;
        };
    }

    /** How many it places in its current operation, if there is room. */
    int toPlace(int who, Actor actor) {
        return op(who, actor) == Op.ADD_TWO ? 2 : 1;
    }

    /** A number that no other element has. */
    static int element(int who, Actor actor, int number) {
        return who * 100 + actor.op * 10 + number;
    }
}
