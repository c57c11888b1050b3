package io.multiprocessing.internal.direct;

import io.multiprocessing.internal.call.IncomingCall;
import io.multiprocessing.internal.call.Service;
import io.multiprocessing.internal.wire.MemberId;
import io.multiprocessing.internal.wire.ReplyStatus;
import io.multiprocessing.spi.Words;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the maker of an object in mapped memory keeps for it: who has which slot, and the repair of what the dead have left
 * behind. A slot is free for another process once that is done.
 */
public abstract class DirectHome implements Service {
    /** Asks for a slot: the answer's number. */
    public static final int ATTACH = 1;

    private final Attachment own;
    private final Map<MemberId, Integer> slots = new HashMap<>();
    private final Set<Integer> free = new TreeSet<>();
    private int highest;
    private boolean left;

    /** The home's process takes the first slot. */
    protected DirectHome(Attachment own) {
        this.own = own;
        this.highest = own.slot();
    }

    protected abstract DirectObject object();

    /**
     * Repairs what the process of that slot has left behind. May be called again for the same.
     *
     * @return false when patience ended before it was done
     */
    protected abstract boolean recover(int deadSlot, MemberId dead, Patience patience);

    /** A request of the object's own. */
    protected void serve(IncomingCall call) {
        call.fail(ReplyStatus.REFUSED, "it has no operation " + call.operation());
    }

    @Override
    public final void request(IncomingCall call) {
        if (call.operation() == ATTACH) {
            attach(call);
        } else {
            serve(call);
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
                slot = free.isEmpty() ? highest + 1 : free.iterator().next();
                free.remove(slot);
                highest = Math.max(highest, slot);
                slots.put(call.caller(), slot);
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
        // All are answered at once.
    }

    @Override
    public final void gone(MemberId dead) {
        Map<MemberId, Integer> lost;
        synchronized (this) {
            lost = slots.entrySet()
                    .stream()
                    .filter(entry -> dead.contains(entry.getKey()))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            slots.keySet().removeAll(lost.keySet());
        }
        lost.forEach((member, slot) -> {
            if (recover(slot, member, Patience.of(0, false))) {
                recovered(slot);
            } else {
                recoverLater(slot, member);
            }
        });
    }

    private void recoverLater(int slot, MemberId dead) {
        // A guard is held by a process that is stopped, or by somebody at this moment: and this thread must not block.
        Thread.ofPlatform().daemon().name("mp-recovery").start(() -> {
            if (recover(slot, dead, Patience.endless())) {
                recovered(slot);
            }
        });
    }

    private void recovered(int slot) {
        synchronized (this) {
            Words.storeInt(own.memory(), DirectLayout.slot(slot), DirectLayout.FREE);
            free.add(slot);
        }
        object().ringForAll();
    }

    @Override
    public final void leaving() {
        synchronized (this) {
            left = true;
        }
        // SYNC POINT left (release)
        Words.storeInt(own.memory(), DirectLayout.STATE, DirectLayout.LEFT);
        object().ringForAll();
    }
}
