package io.multiprocessing.internal.direct;

import io.multiprocessing.internal.call.IncomingCall;
import io.multiprocessing.internal.call.Service;
import io.multiprocessing.internal.wire.MemberId;
import io.multiprocessing.internal.wire.ReplyStatus;
import io.multiprocessing.spi.OwnerRecord;
import io.multiprocessing.spi.Words;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What the maker of an object in mapped memory keeps for it: who has which slot, and the repair of what the dead have
 * left behind. A slot is free for another process once that is done.
 */
public abstract class DirectHome implements Service {
    /** Asks for a slot, the answer's number; the body is {@link #thisProcess}. */
    public static final int ATTACH = 1;

    /** Long enough for who is within a transition at this moment, and short for a thread that must not block. */
    private static final long MOMENT_NANOS = 20_000;

    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

    private final Attachment own;
    private final Map<MemberId, Integer> slots = new HashMap<>();
    /** The member that has, or had last, a slot. */
    private final Map<Integer, MemberId> members = new HashMap<>();
    /** By slot: for those whose end nobody sees but by looking for them. */
    private final Map<Integer, OwnerRecord> processes = new HashMap<>();
    /** Used again as late as can be, so that a slot still tells who died. */
    private final Queue<Integer> free = new ArrayDeque<>();

    private int highest;
    private boolean left;

    /**
     * The home's process has the first slot.
     *
     * @param maker this process
     */
    protected DirectHome(Attachment own, MemberId maker) {
        this.own = own;
        this.highest = own.slot();
        slots.put(maker, own.slot());
        members.put(own.slot(), maker);
    }

    static ByteBuffer thisProcess() {
        return StandardCharsets.US_ASCII.encode(OwnerRecord.ofThisProcess().fileName());
    }

    protected abstract DirectObject object();

    /**
     * Repairs what the process of that slot has left behind. May be called again for the same.
     *
     * @return false when patience ended before it was done
     */
    protected abstract boolean recover(int deadSlot, Patience patience);

    /** Which member has, or had last, that slot; for messages. */
    public final synchronized String memberAt(int slot) {
        return String.valueOf(members.get(slot));
    }

    /** A request of the object's own. */
    protected void serve(IncomingCall call) {
        call.fail(ReplyStatus.REFUSED, "it has no operation " + call.operation());
    }

    /** The caller has given up; if its request was not answered at once, it is to be answered now. */
    protected void dropped(IncomingCall call) {}

    /**
     * A member and all below it have ended, or are about to. Whoever of them had a slot is {@link #recover}ed from
     * besides.
     */
    protected void lost(MemberId dead) {}

    /** This process leaves the family: what waits for an answer is to get it. */
    protected void left() {}

    private static boolean attempt(Predicate<Patience> action, Patience patience) {
        try {
            return action.test(patience);
        } catch (InternalError e) {
            // Its file was truncated: whoever uses it is told so by this error, and there is nothing to be done.
            return true;
        }
    }

    /**
     * The object is over although this process goes on: nobody can use it from now on, and who waits there is told so.
     */
    protected final void end() {
        synchronized (this) {
            left = true;
        }
        // SYNC POINT left (release)
        Words.storeInt(own.memory(), DirectLayout.STATE, DirectLayout.LEFT);
        object().ringForAll();
    }

    @Override
    public final void request(IncomingCall call) {
        if (call.operation() == ATTACH) {
            attach(call);
        } else {
            try {
                serve(call);
            } catch (InternalError e) {
                call.fail(ReplyStatus.REFUSED, "its memory can't be read or written any more: " + e);
            }
        }
    }

    private void attach(IncomingCall call) {
        synchronized (this) {
            if (left) {
                call.fail(ReplyStatus.CLOSED, "");
                return;
            }
            Integer slot = slots.get(call.caller());
            if (slot == null) {
                if (free.isEmpty() && highest == DirectLayout.MOST_SLOTS) {
                    call.fail(ReplyStatus.REFUSED, "it can be used by " + DirectLayout.MOST_SLOTS
                            + " processes at the same time, and is");
                    return;
                }
                Integer known = highest < DirectLayout.MOST_SLOTS ? null : free.poll();
                slot = known == null ? highest + 1 : known;
                highest = Math.max(highest, slot);
                slots.put(call.caller(), slot);
                members.put(slot, call.caller());
                OwnerRecord process = OwnerRecord.parse(StandardCharsets.US_ASCII.decode(call.body()).toString());
                if (process != null) {
                    processes.put(slot, process);
                }
                Words.storeInt(own.memory(), DirectLayout.slot(slot), DirectLayout.ATTACHED);
                // SYNC POINT attached (release)
                Words.storeInt(own.memory(), DirectLayout.HIGHEST, highest);
            }
            call.ok(slot);
        }
        // Whoever sleeps relied on all being able to wake him: the new one can't yet.
        object().ringForAll();
    }

    @Override
    public final void cancelled(IncomingCall call) {
        dropped(call);
    }

    @Override
    public final void gone(MemberId dead) {
        Map<MemberId, Integer> slotsLost;
        synchronized (this) {
            slotsLost = slots.entrySet()
                    .stream()
                    .filter(entry -> dead.contains(entry.getKey()))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            slots.keySet().removeAll(slotsLost.keySet());
        }
        slotsLost.forEach((member, slot) -> {
            // Its parent waited for its end. What it had started itself halts when it notices, or is stopped and does
            // not.
            boolean isProven = member.equals(dead) || hasEnded(slot);
            if (!isProven || !repair(slot, Patience.of(MOMENT_NANOS, false))) {
                repairLater(slot, isProven);
            }
        });
        attempt(unused -> {
            lost(dead);
            return true;
        }, Patience.none());
    }

    private synchronized boolean hasEnded(int slot) {
        OwnerRecord process = processes.get(slot);
        return process == null || process.isProvenDead();
    }

    private synchronized boolean hasLeft() {
        return left;
    }

    /** A guard is held by a process that is stopped, or by somebody at this moment: and this thread must not block. */
    private void repairLater(int slot, boolean isProven) {
        Thread.ofPlatform().daemon().name("mp-recovery").start(() -> {
            if (isProven || awaitEnd(slot)) {
                repair(slot, Patience.endless());
            }
        });
    }

    /** False when the object has ended before. */
    private boolean awaitEnd(int slot) {
        try {
            while (!hasEnded(slot)) {
                if (hasLeft()) {
                    return false;
                }
                Thread.sleep(LOOK_AGAIN);
            }
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** False when patience ended before it was done. */
    private boolean repair(int slot, Patience patience) {
        return attempt(brief -> {
            if (!recover(slot, brief)) {
                return false;
            }
            synchronized (this) {
                Words.storeInt(own.memory(), DirectLayout.slot(slot), DirectLayout.FREE);
                processes.remove(slot);
                free.add(slot);
            }
            object().ringForAll();
            return true;
        }, patience);
    }

    @Override
    public final void leaving() {
        end();
        left();
    }
}
