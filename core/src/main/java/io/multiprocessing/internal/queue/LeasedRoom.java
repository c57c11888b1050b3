package io.multiprocessing.internal.queue;

import io.multiprocessing.internal.call.IncomingCall;
import io.multiprocessing.internal.wire.MemberId;
import io.multiprocessing.internal.wire.ReplyStatus;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link QueueHome} knows of the one process that may put elements ahead: the home's side of a {@link RoomLease}.
 * Guarded by the lock of its home, like which it never blocks.
 */
final class LeasedRoom {
    /** Nobody else has put anything for so many elements: then it is worth while. */
    private static final int IN_A_ROW = 16;

    private static final int FEWEST = 8;
    private static final int MOST = 256;

    /**
     * So long, five seconds in all, the others wait for a process that does not give back what it holds: it is stopped, or
     * cut off. After that they go on without it; what it still puts ahead, within what it held, is placed when it comes. In
     * many looks, since this process may itself have been held up between two of them.
     */
    private static final int LOOKS = 100;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    /** Room that its holder did not give back in time. */
    private record Overdue(long number, int room) {}

    private final LongPredicate look;
    private final LongConsumer whenOverdue;
    private final Deque<IncomingCall> heldUp = new ArrayDeque<>();
    private final Map<MemberId, Overdue> overdue = new HashMap<>();
    private @Nullable MemberId holder;
    private long number;
    private int room;
    private @Nullable IncomingCall recall;
    private boolean isRecalled;
    /** Counts the leases: their numbers are each holder's own. */
    private long count;

    private @Nullable MemberId lastPutter;
    private int putsInARow;

    /** @param look calls {@link #isOut} with the lock held; for a thread that has not got it */
    LeasedRoom(LongPredicate look, LongConsumer whenOverdue) {
        this.look = look;
        this.whenOverdue = whenOverdue;
    }

    private static boolean isSame(@Nullable MemberId one, MemberId other) {
        return one != null && one.equals(other);
    }

    /** Elements for which room is kept free. */
    int elements() {
        return room;
    }

    /** Bytes for which room is kept free. */
    long bytes() {
        return (long) room * RoomLease.MAX_ELEMENT_BYTES;
    }

    /** Somebody has asked to place an element. */
    void putAsked(MemberId putter) {
        putsInARow = isSame(lastPutter, putter) ? putsInARow + 1 : 1;
        lastPutter = putter;
    }

    /**
     * Whether this call could tell that the holder's last elements are still on their way. The holder's own can't: they come
     * the same way.
     */
    boolean isInTheWayOf(IncomingCall call, boolean isEmpty) {
        return holder != null && !isSame(holder, call.caller()) && switch (call.operation()) {
            case QueueHome.TAKE -> isEmpty && call.number() == QueueHome.NO_WAIT;
            case QueueHome.PEEK, QueueHome.DRAIN -> isEmpty;
            case QueueHome.LEASE, QueueHome.AWAIT_RECALL, QueueHome.TASK_DONE, QueueHome.IS_CLOSED -> false;
            default -> true;
        };
    }

    /** Keeps the call until the lease is over, and calls that back. */
    void holdUp(IncomingCall call) {
        heldUp.add(call);
        if (!isRecalled) {
            isRecalled = true;
            tellRecall();
            long recalled = count;
            Thread.ofVirtual().name("mp-lease").start(() -> awaitEnd(recalled));
        }
    }

    private void awaitEnd(long recalled) {
        try {
            for (int i = 0; i < LOOKS; i++) {
                Thread.sleep(BETWEEN_LOOKS);
                if (!look.test(recalled)) {
                    return;
                }
            }
            whenOverdue.accept(recalled);
        } catch (InterruptedException e) {
            throw new AssertionError("Nobody has this thread", e);
        }
    }

    private void tellRecall() {
        IncomingCall waiting = recall;
        if (waiting != null && isRecalled) {
            recall = null;
            waiting.ok();
        }
    }

    /**
     * Leases room, or more of it; 0 when it can't be. At most half of what is free, so that the others find room as well.
     *
     * @param asked the lease's number, as its holder counts
     */
    int grant(MemberId asker, long asked, long freeElements, long freeBytes) {
        boolean isHolder = isSame(holder, asker) && asked == number;
        boolean isFree = holder == null && isSame(lastPutter, asker) && putsInARow >= IN_A_ROW;
        long most = Math.min(Math.min(MOST - room, freeElements / 2), freeBytes / 2 / RoomLease.MAX_ELEMENT_BYTES);
        if (!isHolder && !isFree || isRecalled || most < FEWEST) {
            return 0;
        }
        if (!isHolder) {
            holder = asker;
            number = asked;
            count++;
        }
        room += (int) most;
        return (int) most;
    }

    /** The holder wants to know when it has to give back what it holds. */
    void awaitRecall(IncomingCall call) {
        if (!isSame(holder, call.caller()) || call.number() != number) {
            call.fail(ReplyStatus.NOT_NOW, "");
            return;
        }
        recall = call;
        tellRecall();
    }

    /** Whether a process may place an element without having asked. If so, it has used a part of its room. */
    boolean admits(MemberId from, long lease, int bytes) {
        if (bytes > RoomLease.MAX_ELEMENT_BYTES) {
            return false;
        }
        if (isSame(holder, from) && lease == number) {
            return room > 0 && room-- > 0;
        }
        Overdue late = overdue.get(from);
        if (late == null || late.number != lease || late.room == 0) {
            return false;
        }
        overdue.put(from, new Overdue(lease, late.room - 1));
        return true;
    }

    /** Whether this ends the lease of which the others wait for the end; then they go on. */
    boolean givesBack(MemberId from, long lease) {
        overdue.computeIfPresent(from, (member, late) -> late.number == lease ? null : late);
        return isSame(holder, from) && lease == number;
    }

    /** Whether the lease that was the so many-th is still to be given back. */
    boolean isOut(long lease) {
        return holder != null && count == lease;
    }

    /** As {@link #isOut}; what is left of it may still come, when others have gone on. */
    boolean isOverdue(long lease) {
        MemberId late = holder;
        if (late == null || count != lease) {
            return false;
        }
        overdue.put(late, new Overdue(number, room));
        return true;
    }

    /** Whether the holder is among the dead. */
    boolean diesWith(MemberId dead) {
        overdue.keySet().removeIf(dead::contains);
        return holder != null && dead.contains(holder);
    }

    /** Ends the lease; returns the calls that were held up, in the order in which they came. */
    Collection<IncomingCall> end() {
        holder = null;
        room = 0;
        recall = null;
        isRecalled = false;
        putsInARow = 0;
        List<IncomingCall> waiting = List.copyOf(heldUp);
        heldUp.clear();
        return waiting;
    }

    /** The caller of a call gave up; true if it was held up here. */
    boolean forget(IncomingCall call) {
        return heldUp.remove(call);
    }
}
