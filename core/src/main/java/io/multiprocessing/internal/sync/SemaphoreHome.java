package io.multiprocessing.internal.sync;

import io.multiprocessing.internal.call.IncomingCall;
import io.multiprocessing.internal.wire.MemberId;
import io.multiprocessing.internal.wire.ReplyStatus;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * A semaphore where it lives. Its permits are owned: it knows how many each member holds, so what a dead one held can come
 * back. A release takes from what the releasing member holds, as far as that goes; so in {@code available + held} there can
 * be more permits than initially when others release, and fewer never. What the dead held comes back as far as the sum stays
 * within the initial number.
 */
final class SemaphoreHome extends SyncHome {
    static final int ACQUIRE = 1;
    static final int TRY_ACQUIRE = 2;
    static final int RELEASE = 3;
    static final int AVAILABLE = 4;
    static final int DRAIN = 5;

    private final int initial;
    private final boolean bounded;
    private final Map<MemberId, Long> held = new HashMap<>();
    private final Deque<IncomingCall> line = new ArrayDeque<>();
    private int available;

    SemaphoreHome(int permits, boolean bounded) {
        this.initial = permits;
        this.bounded = bounded;
        this.available = permits;
    }

    @Override
    void serve(IncomingCall call) {
        int permits = (int) call.number();
        switch (call.operation()) {
            case ACQUIRE -> {
                if (line.isEmpty() && permits <= available) {
                    grant(call);
                } else {
                    line.add(call);
                }
            }
            case TRY_ACQUIRE -> {
                if (permits <= available) {
                    grant(call);
                } else {
                    call.fail(ReplyStatus.NOT_NOW, "");
                }
            }
            case RELEASE -> release(call, permits);
            case AVAILABLE -> call.ok(available);
            case DRAIN -> {
                int drained = available;
                available = 0;
                held.merge(call.caller(), (long) drained, Long::sum);
                call.ok(drained);
            }
            default -> refuseUnknown(call);
        }
    }

    private void grant(IncomingCall call) {
        available -= (int) call.number();
        held.merge(call.caller(), call.number(), Long::sum);
        call.ok();
    }

    private void release(IncomingCall call, int permits) {
        long after = (long) available + permits;
        if (after > (bounded ? initial : Integer.MAX_VALUE)) {
            call.fail(ReplyStatus.REFUSED, "released more often than acquired: permits=" + permits + " available="
                    + available + " limit=" + (bounded ? initial : Integer.MAX_VALUE));
            return;
        }
        held.computeIfPresent(call.caller(), (member, holds) -> holds > permits ? holds - permits : null);
        available = (int) after;
        call.ok();
        admit();
    }

    private void admit() {
        for (IncomingCall first = line.peek(); first != null && first.number() <= available; first = line.peek()) {
            line.remove();
            grant(first);
        }
    }

    @Override
    public synchronized void cancelled(IncomingCall call) {
        if (line.remove(call)) {
            call.fail(ReplyStatus.CANCELLED, "");
            // It may have wanted more than those behind it.
            admit();
        }
    }

    @Override
    public synchronized void gone(MemberId dead) {
        long lost = 0;
        for (Iterator<Map.Entry<MemberId, Long>> all = held.entrySet().iterator(); all.hasNext();) {
            Map.Entry<MemberId, Long> holder = all.next();
            if (dead.contains(holder.getKey())) {
                lost += holder.getValue();
                all.remove();
            }
        }
        long stillHeld = held.values().stream().mapToLong(Long::longValue).sum();
        long missing = Math.max(0, initial - available - stillHeld);
        available += (int) Math.min(lost, missing);
        admit();
    }

    @Override
    Collection<IncomingCall> waiting() {
        return line;
    }
}
