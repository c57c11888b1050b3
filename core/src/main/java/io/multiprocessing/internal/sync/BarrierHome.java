package io.multiprocessing.internal.sync;

import io.multiprocessing.internal.call.IncomingCall;
import io.multiprocessing.internal.wire.MemberId;
import io.multiprocessing.internal.wire.ReplyStatus;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A barrier where it lives. Parties that have arrived wait until the last has; when there is an action, that one is told to
 * run it (the answer's body), and reports; meanwhile who arrives for the next round stays outside.
 *
 * <pre>
 *   filling --last arrives, no action--> filling (next round)
 *   filling --last arrives, action-----> acting --ACTION_DONE--> filling (next round)
 *   filling, acting --time-out, interrupt, death, ACTION_FAILED--> broken --RESET--> filling
 * </pre>
 */
final class BarrierHome extends SyncHome {
    static final int ARRIVE = 1;
    static final int ACTION_DONE = 2;
    static final int ACTION_FAILED = 3;
    static final int NUMBER_WAITING = 4;
    static final int IS_BROKEN = 5;
    static final int RESET = 6;

    private final int parties;
    private final ByteBuffer action;
    private final List<IncomingCall> arrived = new ArrayList<>();
    private final Deque<IncomingCall> outside = new ArrayDeque<>();
    /** Who runs the action, or null; and which run it is. */
    private @Nullable MemberId actor;

    private long run;
    /** One of those outside has given up: the next round can't be complete. */
    private boolean nextIsBroken;

    private boolean broken;

    /** @param action encoded; empty when there is none */
    BarrierHome(int parties, ByteBuffer action) {
        this.parties = parties;
        this.action = action;
    }

    @Override
    void serve(IncomingCall call) {
        switch (call.operation()) {
            case ARRIVE -> arrive(call);
            case ACTION_DONE, ACTION_FAILED -> acted(call);
            case NUMBER_WAITING -> call.ok(arrived.size());
            case IS_BROKEN -> call.ok(broken ? 1 : 0);
            case RESET -> {
                breakDown();
                broken = false;
                admit();
                call.ok();
            }
            default -> refuseUnknown(call);
        }
    }

    private void arrive(IncomingCall call) {
        if (broken) {
            refuse(call);
        } else if (actor != null) {
            outside.add(call);
        } else if (arrived.size() < parties - 1) {
            arrived.add(call);
        } else if (action.hasRemaining()) {
            actor = call.caller();
            call.ok(++run, action.duplicate());
        } else {
            letGo();
            call.ok(0);
        }
    }

    private static void refuse(IncomingCall call) {
        call.fail(ReplyStatus.NOT_NOW, "");
    }

    private void letGo() {
        for (int i = 0; i < arrived.size(); i++) {
            arrived.get(i).ok(parties - 1 - i);
        }
        arrived.clear();
    }

    private void acted(IncomingCall call) {
        if (actor == null || call.number() != run) {
            refuse(call);
            return;
        }
        actor = null;
        if (call.operation() == ACTION_DONE) {
            letGo();
        }
        if (call.operation() == ACTION_FAILED || nextIsBroken) {
            breakDown();
        }
        call.ok();
        admit();
    }

    private void admit() {
        while (actor == null && !outside.isEmpty()) {
            arrive(outside.remove());
        }
    }

    private void breakDown() {
        broken = true;
        nextIsBroken = false;
        actor = null;
        arrived.forEach(BarrierHome::refuse);
        arrived.clear();
    }

    @Override
    public synchronized void cancelled(IncomingCall call) {
        // While the action runs the round is complete: it is too late, as it is for a CyclicBarrier.
        if (outside.remove(call)) {
            call.fail(ReplyStatus.CANCELLED, "");
            nextIsBroken = true;
        } else if (actor == null && arrived.remove(call)) {
            call.fail(ReplyStatus.CANCELLED, "");
            breakDown();
        }
    }

    @Override
    public synchronized void gone(MemberId dead) {
        boolean waited = arrived.stream().anyMatch(call -> dead.contains(call.caller()));
        MemberId acting = actor;
        if (waited || (acting != null && dead.contains(acting))) {
            breakDown();
            admit();
        }
    }

    @Override
    Collection<IncomingCall> waiting() {
        return Stream.concat(arrived.stream(), outside.stream()).toList();
    }
}
