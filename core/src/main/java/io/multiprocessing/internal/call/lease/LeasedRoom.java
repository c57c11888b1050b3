package io.multiprocessing.internal.call.lease;

import io.multiprocessing.TransportException;
import io.multiprocessing.internal.call.IncomingCall;
import io.multiprocessing.internal.wire.MemberId;
import io.multiprocessing.internal.wire.ReplyStatus;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an object knows of the one process that may put elements ahead: the owner's side of a {@link RoomLease}. Guarded
 * by the owner's lock, and never blocks.
 */
public final class LeasedRoom {
    /**
     * Asked: room, or more of it; answered with how much. The argument of this and the next three: the lease's number.
     */
    public static final int LEASE = 64;
    /** Asked: answered when the room is to be given back. */
    public static final int AWAIT_RECALL = 65;
    /** Told: an element that goes into leased room. */
    public static final int PUT_AHEAD = 66;
    /** Told: there will be no more of those. */
    public static final int GIVE_BACK = 67;

    /** Nobody else has put anything for so many elements: then it is worth while. */
    private static final int IN_A_ROW = 16;

    private static final int FEWEST = 8;
    private static final int MOST = 256;

    /**
     * So long, five seconds in all, the others wait for a process that does not give back what it holds: it is stopped,
     * or cut off. After that they go on without it; what it still puts ahead, within what it held, is placed when it
     * comes. In many looks, since this process may itself have been held up between two of them.
     */
    private static final int LOOKS = 100;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    /** Whose room it is. Called with its lock held. */
    public interface Owner {
        /** For how many more elements there is room; 0 when nothing may be put ahead now. */
        long freeElements();

        /** For how many more bytes there is room. */
        long freeBytes();

        /** Places an element for which room was kept. */
        void place(MemberId from, ByteBuffer element);

        /** Answers a call that was held up. */
        void resume(IncomingCall call);

        /** There is more room than before. */
        void admitMore();
    }

    /** Room that its holder did not give back in time. */
    private record Overdue(long number, int room) {}

    private final Object lock;
    private final Owner owner;
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

    public LeasedRoom(Object lock, Owner owner) {
        this.lock = lock;
        this.owner = owner;
    }

    private static boolean isSame(@Nullable MemberId one, MemberId other) {
        return one != null && one.equals(other);
    }

    /** Elements for which room is kept free. */
    public int elements() {
        return room;
    }

    /** Bytes for which room is kept free. */
    public long bytes() {
        return (long) room * RoomLease.MAX_ELEMENT_BYTES;
    }

    /** Somebody has asked to place an element. */
    public void putAsked(MemberId putter) {
        putsInARow = isSame(lastPutter, putter) ? putsInARow + 1 : 1;
        lastPutter = putter;
    }

    /**
     * Whether elements may be on their way that this process could miss. The holder's own calls come the same way as
     * its elements.
     */
    public boolean isHeldByOtherThan(MemberId caller) {
        return holder != null && !isSame(holder, caller);
    }

    /** Keeps the call until the lease is over, and calls that back. */
    public void holdUp(IncomingCall call) {
        heldUp.add(call);
        recall();
    }

    /** Calls back the lease, if there is one. */
    public void recall() {
        if (holder != null && !isRecalled) {
            isRecalled = true;
            tellRecall();
            long recalled = count;
            Thread.ofVirtual().name("mp-lease").start(() -> awaitEnd(recalled));
        }
    }

    private void tellRecall() {
        IncomingCall waiting = recall;
        if (waiting != null && isRecalled) {
            recall = null;
            waiting.ok();
        }
    }

    private void awaitEnd(long recalled) {
        try {
            for (int i = 0; i < LOOKS; i++) {
                Thread.sleep(BETWEEN_LOOKS);
                synchronized (lock) {
                    if (holder == null || count != recalled) {
                        return;
                    }
                }
            }
        } catch (InterruptedException e) {
            throw new AssertionError("Nobody has this thread", e);
        }
        synchronized (lock) {
            MemberId late = holder;
            if (late != null && count == recalled) {
                overdue.put(late, new Overdue(number, room));
                end();
            }
        }
    }

    /** Answers the call if it is about a lease; false when it is not. */
    public boolean answers(IncomingCall call) {
        switch (call.operation()) {
            case LEASE -> call.ok(grant(call.caller(), call.number()));
            case AWAIT_RECALL -> awaitRecall(call);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** At most half of what is free, so that the others find room as well. */
    private int grant(MemberId asker, long asked) {
        boolean isHolder = isSame(holder, asker) && asked == number;
        boolean isFree = holder == null && isSame(lastPutter, asker) && putsInARow >= IN_A_ROW;
        if (!isHolder && !isFree || isRecalled) {
            return 0;
        }
        long most = Math.min(MOST - room, owner.freeElements() / 2);
        most = Math.min(most, owner.freeBytes() / 2 / RoomLease.MAX_ELEMENT_BYTES);
        if (most < FEWEST) {
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

    private void awaitRecall(IncomingCall call) {
        if (!isSame(holder, call.caller()) || call.number() != number) {
            call.fail(ReplyStatus.NOT_NOW, "");
            return;
        }
        recall = call;
        tellRecall();
    }

    /**
     * Takes what its holder tells.
     *
     * @throws TransportException when it is nothing that the process may say
     */
    public void told(MemberId from, int operation, long lease, ByteBuffer element) {
        switch (operation) {
            case PUT_AHEAD -> {
                if (!admits(from, lease, element.remaining())) {
                    throw new TransportException(
                            "Member " + from + " puts something where it has no room: lease=" + lease
                                    + " bytes=" + element.remaining());
                }
                owner.place(from, element);
            }
            case GIVE_BACK -> {
                overdue.computeIfPresent(from, (member, late) -> late.number == lease ? null : late);
                if (isSame(holder, from) && lease == number) {
                    end();
                }
            }
            default -> throw new TransportException("Member " + from + " tells what is not understood: " + operation);
        }
    }

    private boolean admits(MemberId from, long lease, int bytes) {
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

    /** A member and all below it have ended; what they told has come before. */
    public void gone(MemberId dead) {
        overdue.keySet().removeIf(dead::contains);
        MemberId current = holder;
        if (current != null && dead.contains(current)) {
            end();
        }
    }

    /** Those that were held up go on, in the order in which they came. */
    private void end() {
        forget().forEach(owner::resume);
        owner.admitMore();
    }

    /** Ends the lease without telling its holder; returns the calls that were held up. */
    public List<IncomingCall> forget() {
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
    public boolean forget(IncomingCall call) {
        return heldUp.remove(call);
    }
}
