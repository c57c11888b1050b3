package io.multiprocessing.internal.sync.state;

import java.nio.LongBuffer;

/**
 * A barrier. Parties that have arrived wait until the last has; when there is an action, that one is told to run it,
 * and reports; meanwhile who arrives for the next round stays outside. Answers {@code NOT_NOW} mean that it is broken.
 *
 * <pre>
 *   filling --last arrives, no action--> filling (next round)
 *   filling --last arrives, action-----> acting --ACTION_DONE--> filling (next round)
 *   filling, acting --time-out, interrupt, BREAK, death, ACTION_FAILED--> broken --RESET--> filling
 * </pre>
 */
public final class BarrierState extends SyncState {
    /** The answer's number: how many had still to come; or below 0: run the action, and report with this number. */
    public static final int ARRIVE = 1;

    public static final int ACTION_DONE = 2;
    public static final int ACTION_FAILED = 3;
    public static final int NUMBER_WAITING = 4;
    public static final int IS_BROKEN = 5;
    public static final int RESET = 6;
    /** A party that should have arrived never will. */
    public static final int BREAK = 7;

    private int parties;
    private boolean hasAction;
    private final Tickets arrived = new Tickets();
    private final Tickets outside = new Tickets();
    /** Who runs the action, or 0; and which run it is. */
    private int actor;

    private long run;
    /** One of those outside has given up: the next round can't be complete. */
    private boolean nextIsBroken;

    private boolean broken;

    public BarrierState(int parties, boolean hasAction) {
        this.parties = parties;
        this.hasAction = hasAction;
    }

    @Override
    public void request(int slot, long ticket, int operation, long number, long detail, Answers answers) {
        switch (operation) {
            case ARRIVE -> arrive(slot, ticket, answers);
            case ACTION_DONE, ACTION_FAILED -> acted(ticket, operation, -number, answers);
            case NUMBER_WAITING -> answers.ok(ticket, arrived.size());
            case IS_BROKEN -> answers.ok(ticket, broken ? 1 : 0);
            case RESET -> {
                breakDown(answers);
                broken = false;
                admit(answers);
                answers.ok(ticket);
            }
            case BREAK -> breakRound(ticket, answers);
            default -> throw unknown(operation);
        }
    }

    private void arrive(int slot, long ticket, Answers answers) {
        if (broken) {
            answers.notNow(ticket);
        } else if (actor != 0) {
            outside.add(ticket, slot);
        } else if (arrived.size() < parties - 1) {
            arrived.add(ticket, slot);
        } else if (hasAction) {
            actor = slot;
            answers.ok(ticket, -++run);
        } else {
            letGo(answers);
            answers.ok(ticket, 0);
        }
    }

    private void breakRound(long ticket, Answers answers) {
        if (broken) {
            answers.notNow(ticket);
            return;
        }
        if (actor == 0) {
            breakDown(answers);
        } else {
            nextIsBroken = true;
        }
        answers.ok(ticket);
    }

    private void letGo(Answers answers) {
        int[] stillToCome = {parties - 1};
        arrived.forEachRemoved(ticket -> answers.ok(ticket, stillToCome[0]--));
    }

    private void acted(long ticket, int operation, long ofRun, Answers answers) {
        if (actor == 0 || ofRun != run) {
            answers.notNow(ticket);
            return;
        }
        actor = 0;
        if (operation == ACTION_DONE) {
            letGo(answers);
        }
        if (operation == ACTION_FAILED || nextIsBroken) {
            breakDown(answers);
        }
        answers.ok(ticket);
        admit(answers);
    }

    private void admit(Answers answers) {
        while (actor == 0 && outside.size() > 0) {
            outside.admitFirst((slot, ticket) -> arrive(slot, ticket, answers));
        }
    }

    private void breakDown(Answers answers) {
        broken = true;
        nextIsBroken = false;
        actor = 0;
        arrived.forEachRemoved(answers::notNow);
    }

    /** Fewer could never be complete. */
    @Override
    public int leastRoom() {
        return parties;
    }

    @Override
    public void cancel(long ticket, Answers answers) {
        // While the action runs the round is complete: it is too late, as it is for a CyclicBarrier.
        if (outside.remove(ticket)) {
            answers.cancelled(ticket);
            nextIsBroken = true;
        } else if (actor == 0 && arrived.remove(ticket)) {
            answers.cancelled(ticket);
            breakDown(answers);
        }
    }

    @Override
    public void gone(int slot, Answers answers) {
        nextIsBroken |= outside.removeAllOf(slot);
        boolean waited = arrived.removeAllOf(slot);
        if (waited || actor == slot) {
            breakDown(answers);
            admit(answers);
        }
    }

    @Override
    public void save(LongBuffer out) {
        out.put((long) parties << 1 | (hasAction ? 1 : 0))
                .put(actor)
                .put(run)
                .put((nextIsBroken ? 2 : 0) | (broken ? 1 : 0));
        arrived.save(out);
        outside.save(out);
    }

    @Override
    public void load(LongBuffer in) {
        long fixed = in.get();
        parties = (int) (fixed >> 1);
        hasAction = (fixed & 1) != 0;
        actor = (int) in.get();
        run = in.get();
        long flags = in.get();
        nextIsBroken = (flags & 2) != 0;
        broken = (flags & 1) != 0;
        arrived.load(in);
        outside.load(in);
    }
}
