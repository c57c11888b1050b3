package io.multiprocessing.internal.sync;

import io.multiprocessing.internal.call.IncomingCall;
import io.multiprocessing.internal.call.Reply;
import io.multiprocessing.internal.call.Service;
import io.multiprocessing.internal.sync.state.LockState;
import io.multiprocessing.internal.sync.state.SyncState;
import io.multiprocessing.internal.wire.MemberId;
import io.multiprocessing.internal.wire.ReplyStatus;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An object where it lives, when it is asked for by messages: its state, under the lock of this, and the calls that
 * wait.
 *
 * <p>A call's body is the detail of the request; an answer's text, who died, when it names somebody.
 */
final class ServedSync implements Service {
    /** Asks for what the maker keeps beside the state: the answer's body. */
    static final int ATTACHMENT = -1;

    private final SyncState state;
    private final ByteBuffer attachment;
    private final Map<Long, IncomingCall> calls = new HashMap<>();
    private final Map<MemberId, Integer> slots = new HashMap<>();
    /** Those that the state remembers. */
    private final Map<Integer, MemberId> dead = new HashMap<>();

    private int lastSlot;
    private long lastTicket;
    private boolean left;

    private final SyncState.Answers answers = this::answer;

    ServedSync(SyncState state, ByteBuffer attachment) {
        this.state = state;
        this.attachment = attachment;
    }

    @Override
    public synchronized void request(IncomingCall call) {
        if (call.operation() == ATTACHMENT) {
            call.ok(0, attachment.duplicate());
        } else if (left) {
            call.fail(ReplyStatus.CLOSED, "");
        } else {
            int slot = slots.computeIfAbsent(call.caller(), unused -> ++lastSlot);
            long ticket = ++lastTicket;
            calls.put(ticket, call);
            long detail = call.body().hasRemaining() ? call.body().getLong() : 0;
            try {
                state.request(slot, ticket, call.operation(), call.number(), detail, answers);
            } catch (IllegalArgumentException e) {
                calls.remove(ticket);
                call.fail(ReplyStatus.REFUSED, String.valueOf(e.getMessage()));
            }
        }
    }

    private void answer(long ticket, int status, long number) {
        IncomingCall call = calls.remove(ticket);
        if (call != null) {
            call.reply(new Reply(status, number, former(number), Reply.NO_BODY));
        }
    }

    private String former(long number) {
        MemberId member = dead.get(LockState.formerSlot(number));
        return member == null ? "" : "member " + member + ", thread " + LockState.formerThread(number);
    }

    @Override
    public synchronized void cancelled(IncomingCall call) {
        calls.entrySet()
                .stream()
                .filter(entry -> entry.getValue() == call)
                .findFirst()
                .ifPresent(entry -> state.cancel(entry.getKey(), answers));
    }

    /**
     * Nothing: {@link #gone} forgets all that the dead one waited for at once. To cancel call by call would bring its
     * waiter at a condition back into the line for the lock, which it could get, only to be reported as one that
     * abandoned it.
     */
    @Override
    public void abandoned(IncomingCall call) {}

    @Override
    public synchronized void gone(MemberId member) {
        Map<MemberId, Integer> lost = new HashMap<>(slots);
        lost.keySet().removeIf(one -> !member.contains(one));
        slots.keySet().removeAll(lost.keySet());
        lost.forEach((one, slot) -> {
            dead.put(slot, one);
            calls.values().removeIf(call -> call.caller().equals(one));
            state.gone(slot, answers);
        });
        dead.keySet().removeIf(slot -> !state.remembers(slot));
    }

    @Override
    public synchronized void leaving() {
        left = true;
        List.copyOf(calls.values()).forEach(call -> call.fail(ReplyStatus.CLOSED, ""));
        calls.clear();
    }
}
