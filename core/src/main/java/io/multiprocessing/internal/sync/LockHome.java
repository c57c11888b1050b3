package io.multiprocessing.internal.sync;

import io.multiprocessing.internal.call.IncomingCall;
import io.multiprocessing.internal.call.Reply;
import io.multiprocessing.internal.wire.MemberId;
import io.multiprocessing.internal.wire.ReplyStatus;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A lock and its conditions where they live. A thread is known by its member and its number there. Invariants, under the
 * lock of this object:
 *
 * <ul>
 *   <li>while the lock is free nobody stands in line: an unlock hands it to the first
 *   <li>a waiter is in line, or at one condition, or answered
 *   <li>no condition in the map is without waiters
 *   <li>who has been at a condition is answered when it has the lock again, never before
 * </ul>
 *
 * <p>An answer that grants the lock has a number other than 0 and the former owner as text when that one died with it.
 */
final class LockHome extends SyncHome {
    static final int LOCK = 1;
    static final int TRY_LOCK = 2;
    static final int UNLOCK = 3;
    static final int HOLD_COUNT = 4;
    static final int IS_LOCKED = 5;
    static final int QUEUE_LENGTH = 6;
    static final int NEW_CONDITION = 7;
    /** The body of these is the number of a condition. */
    static final int AWAIT = 8;

    static final int SIGNAL = 9;
    static final int SIGNAL_ALL = 10;

    /** Number of an answer: the lock was abandoned. */
    static final long ABANDONED = 1;

    private static final long NO_CONDITION = 0;

    private record Owner(MemberId member, long thread) {}

    private static final class Waiter {
        final IncomingCall call;
        final Owner owner;
        final int holds;
        final long condition;
        boolean cancelled;

        Waiter(IncomingCall call, int holds, long condition) {
            this.call = call;
            this.owner = ownerOf(call);
            this.holds = holds;
            this.condition = condition;
        }

        /** Whether it stands in line because of a signal, which is lost with it. */
        boolean hasSignal() {
            return condition != NO_CONDITION && !cancelled;
        }
    }

    private final Deque<Waiter> line = new ArrayDeque<>();
    private final Map<Long, Deque<Waiter>> conditions = new HashMap<>();
    private @Nullable Owner owner;
    private int holds;
    private long lastCondition;
    /** Who died with the lock, until the next owner has been told. */
    private @Nullable String abandonedBy;
    /** The owner has the lock only in order to return from a condition that it gave up: it has changed nothing. */
    private boolean isReturning;

    @Override
    void serve(IncomingCall call) {
        switch (call.operation()) {
            case LOCK, TRY_LOCK -> lock(call);
            case UNLOCK -> unlock(call);
            case HOLD_COUNT -> call.ok(isOwner(call) ? holds : 0);
            case IS_LOCKED -> call.ok(owner == null ? 0 : 1);
            case QUEUE_LENGTH -> call.ok(line.size());
            case NEW_CONDITION -> call.ok(++lastCondition);
            case AWAIT -> await(call);
            case SIGNAL, SIGNAL_ALL -> signal(call);
            default -> refuseUnknown(call);
        }
    }

    private static Owner ownerOf(IncomingCall call) {
        return new Owner(call.caller(), call.number());
    }

    private boolean isOwner(IncomingCall call) {
        boolean result = ownerOf(call).equals(owner);
        isReturning &= !result;
        return result;
    }

    private void lock(IncomingCall call) {
        if (owner == null) {
            grant(new Waiter(call, 1, NO_CONDITION));
        } else if (isOwner(call)) {
            holds++;
            call.ok();
        } else if (call.operation() == LOCK) {
            line.add(new Waiter(call, 1, NO_CONDITION));
        } else {
            call.fail(ReplyStatus.NOT_NOW, "");
        }
    }

    private void grant(Waiter waiter) {
        owner = waiter.owner;
        holds = waiter.holds;
        isReturning = waiter.cancelled;
        int status = waiter.cancelled ? ReplyStatus.CANCELLED : ReplyStatus.OK;
        String former = abandonedBy;
        abandonedBy = null;
        waiter.call
                .reply(new Reply(status, former == null ? 0 : ABANDONED, former == null ? "" : former, Reply.NO_BODY));
    }

    private void unlock(IncomingCall call) {
        if (!isOwner(call)) {
            refuseStranger(call);
            return;
        }
        holds--;
        call.ok();
        if (holds == 0) {
            passOn();
        }
    }

    private static void refuseStranger(IncomingCall call) {
        call.fail(ReplyStatus.REFUSED, "this thread does not hold it");
    }

    private void passOn() {
        owner = null;
        holds = 0;
        Waiter next = line.poll();
        if (next != null) {
            grant(next);
        }
    }

    private void await(IncomingCall call) {
        if (!isOwner(call)) {
            refuseStranger(call);
            return;
        }
        long condition = call.body().getLong();
        conditions.computeIfAbsent(condition, unused -> new ArrayDeque<>()).add(new Waiter(call, holds, condition));
        passOn();
    }

    private void signal(IncomingCall call) {
        if (!isOwner(call)) {
            refuseStranger(call);
            return;
        }
        long condition = call.body().getLong();
        boolean again = signalOne(condition);
        while (again && call.operation() == SIGNAL_ALL) {
            again = signalOne(condition);
        }
        call.ok();
    }

    /** Moves the first waiter of a condition into the line. The lock is held by somebody. */
    private boolean signalOne(long condition) {
        Deque<Waiter> waiters = conditions.get(condition);
        if (waiters == null) {
            return false;
        }
        line.add(waiters.remove());
        if (waiters.isEmpty()) {
            conditions.remove(condition);
        }
        return true;
    }

    @Override
    public synchronized void cancelled(IncomingCall call) {
        Waiter inLine = find(line, call);
        if (inLine == null) {
            conditions.values()
                    .stream()
                    .map(waiters -> find(waiters, call))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .ifPresent(this::giveUp);
        } else if (inLine.condition == NO_CONDITION) {
            line.remove(inLine);
            call.fail(ReplyStatus.CANCELLED, "");
        }
        // One in line that has been signalled is about to return: too late.
    }

    private static @Nullable Waiter find(Deque<Waiter> waiters, IncomingCall call) {
        return waiters.stream().filter(waiter -> waiter.call == call).findFirst().orElse(null);
    }

    /** Leaves its condition without a signal; it has to have the lock again all the same. */
    private void giveUp(Waiter waiter) {
        conditions.values().forEach(waiters -> waiters.remove(waiter));
        conditions.values().removeIf(Deque::isEmpty);
        waiter.cancelled = true;
        line.add(waiter);
        if (owner == null) {
            passOn();
        }
    }

    @Override
    public synchronized void gone(MemberId dead) {
        conditions.values().forEach(waiters -> waiters.removeIf(waiter -> dead.contains(waiter.owner.member)));
        conditions.values().removeIf(Deque::isEmpty);
        Deque<Waiter> lost = new ArrayDeque<>();
        for (Waiter waiter : line) {
            if (dead.contains(waiter.owner.member)) {
                lost.add(waiter);
            }
        }
        line.removeAll(lost);
        for (Waiter waiter : lost) {
            if (waiter.hasSignal()) {
                signalOne(waiter.condition);
            }
        }
        Owner last = owner;
        if (last == null) {
            passOn();
        } else if (dead.contains(last.member)) {
            if (!isReturning) {
                abandonedBy = "member " + last.member + ", thread " + last.thread;
            }
            passOn();
        }
    }

    @Override
    Collection<IncomingCall> waiting() {
        return Stream.concat(line.stream(), conditions.values().stream().flatMap(Deque::stream))
                .map(waiter -> waiter.call)
                .toList();
    }
}
