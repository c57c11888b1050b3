package io.multiprocessing.internal.pipe;

import io.multiprocessing.internal.call.IncomingCall;
import io.multiprocessing.internal.call.Service;
import io.multiprocessing.internal.call.lease.LeasedRoom;
import io.multiprocessing.internal.wire.MemberId;
import io.multiprocessing.internal.wire.ReplyStatus;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A pipe where it lives: for each end the messages on their way to it, and who is known to hold it.
 *
 * <p>An end is closed by {@code close}, or by the death of its holder: the member that used it last or that it was sent
 * to last. An end that nobody has claimed is closed when all members that the whole pipe was sent to have died: then
 * nobody but the maker could still use it, who has the other end to use.
 */
final class PipeHome implements Service {
    static final int SEND = 1;
    static final int RECEIVE = 2;
    static final int RECEIVE_NOW = 3;
    static final int AWAIT_READY = 4;
    static final int IS_READY = 5;
    static final int CLOSE_END = 6;
    static final int CLOSE_BOTH = 7;
    /** number: the end, or {@link #BOTH}; body: the path of the member it was sent to, or empty: the caller. */
    static final int GIVE = 8;

    static final int BOTH = 2;

    /** A direction takes no further message while it holds as many bytes. */
    private static final long DIRECTION_BYTES = 4 << 20;

    /** One end: what has been sent to it, and those of its users that wait. */
    private final class End implements LeasedRoom.Owner {
        final Deque<ByteBuffer> messages = new ArrayDeque<>();
        final Deque<IncomingCall> receivers = new ArrayDeque<>();
        final Deque<IncomingCall> readyWaiters = new ArrayDeque<>();
        /** Waiting to send to this end: users of the other one. */
        final Deque<IncomingCall> senders = new ArrayDeque<>();

        final LeasedRoom lease = new LeasedRoom(PipeHome.this, this);
        long bytes;
        boolean closed;
        @Nullable MemberId holder;

        boolean hasRoom() {
            return bytes + lease.bytes() < DIRECTION_BYTES;
        }

        @Override
        public long freeElements() {
            return ends[0].closed || ends[1].closed || !senders.isEmpty() ? 0 : Long.MAX_VALUE;
        }

        @Override
        public long freeBytes() {
            return DIRECTION_BYTES - bytes - lease.bytes();
        }

        @Override
        public void place(MemberId from, ByteBuffer message) {
            other(this).holder = from;
            if (!closed) {
                pass(message, this);
            }
        }

        @Override
        public void resume(IncomingCall call) {
            request(call);
        }

        @Override
        public void admitMore() {
            while (hasRoom() && !senders.isEmpty()) {
                IncomingCall sender = senders.remove();
                pass(sender.body(), this);
                sender.ok();
            }
        }
    }

    private final End[] ends = {new End(), new End()};
    private final Set<MemberId> sentTo = new HashSet<>();

    /** The end of which a number speaks in its lowest bit. */
    private End end(long number) {
        return ends[(int) number & 1];
    }

    private End other(End end) {
        return end == ends[0] ? ends[1] : ends[0];
    }

    @Override
    public synchronized void request(IncomingCall call) {
        LeasedRoom lease = leaseInTheWayOf(call);
        if (lease != null) {
            lease.holdUp(call);
        } else {
            serve(call);
        }
    }

    /** Of the direction in which messages may be on their way that the call could miss, or go ahead of. */
    private @Nullable LeasedRoom leaseInTheWayOf(IncomingCall call) {
        End own = end(call.number());
        End other = other(own);
        boolean in = own.lease.isHeldByOtherThan(call.caller()) && switch (call.operation()) {
            case RECEIVE_NOW -> own.messages.isEmpty();
            case IS_READY -> !isReady(own, other);
            case CLOSE_END, CLOSE_BOTH -> true;
            default -> false;
        };
        if (in) {
            return own.lease;
        }
        boolean out = other.lease.isHeldByOtherThan(call.caller()) && switch (call.operation()) {
            case SEND, CLOSE_END, CLOSE_BOTH -> true;
            default -> false;
        };
        return out ? other.lease : null;
    }

    private void serve(IncomingCall call) {
        if (call.operation() == GIVE) {
            give(call);
            return;
        }
        if (call.operation() == CLOSE_BOTH) {
            close(ends[0], ends[1]);
            close(ends[1], ends[0]);
            call.ok();
            return;
        }
        End own = end(call.number());
        End other = other(own);
        switch (call.operation()) {
            case SEND -> {
                own.holder = call.caller();
                send(call, own, other);
            }
            case RECEIVE, RECEIVE_NOW -> {
                own.holder = call.caller();
                receive(call, own, other);
            }
            case AWAIT_READY -> {
                if (isReady(own, other)) {
                    call.ok();
                } else {
                    own.readyWaiters.add(call);
                }
            }
            case IS_READY -> call.ok(isReady(own, other) ? 1 : 0);
            case CLOSE_END -> {
                close(own, other);
                call.ok();
            }
            default -> {
                // Its number, and so its lowest bit, is the lease's: that of the end to which messages are put ahead.
                if (!own.lease.answers(call)) {
                    call.fail(ReplyStatus.REFUSED, "a pipe has no operation " + call.operation());
                }
            }
        }
    }

    private void give(IncomingCall call) {
        MemberId receiver = receiver(call);
        if (call.number() == BOTH) {
            sentTo.add(receiver);
        } else {
            ends[(int) call.number() & 1].holder = receiver;
        }
        call.ok();
    }

    /** Whom {@link #GIVE} is about. */
    static MemberId receiver(IncomingCall call) {
        ByteBuffer path = call.body();
        return path.hasRemaining()
                ? MemberId.parse(StandardCharsets.ISO_8859_1.decode(path).toString())
                : call.caller();
    }

    @Override
    public synchronized void told(MemberId from, int operation, long number, ByteBuffer body) {
        end(number).lease.told(from, operation, number, body);
    }

    private static void send(IncomingCall call, End own, End other) {
        other.lease.putAsked(call.caller());
        if (own.closed || other.closed) {
            refuse(call);
        } else if (other.hasRoom() && other.senders.isEmpty()) {
            pass(call.body(), other);
            call.ok();
        } else {
            other.senders.add(call);
        }
    }

    private static void pass(ByteBuffer message, End target) {
        IncomingCall receiver = target.receivers.poll();
        if (receiver != null) {
            receiver.ok(0, message);
        } else {
            target.messages.add(message);
            target.bytes += message.remaining();
            tellReady(target);
        }
    }

    private static void tellReady(End end) {
        end.readyWaiters.forEach(IncomingCall::ok);
        end.readyWaiters.clear();
    }

    private static void receive(IncomingCall call, End own, End other) {
        ByteBuffer message = own.messages.poll();
        if (message != null) {
            own.bytes -= message.remaining();
            call.ok(0, message);
            own.admitMore();
        } else if (own.closed || other.closed) {
            refuse(call);
        } else if (call.operation() == RECEIVE) {
            own.receivers.add(call);
        } else {
            call.fail(ReplyStatus.NOT_NOW, "");
        }
    }

    private static boolean isReady(End own, End other) {
        return !own.messages.isEmpty() || own.closed || other.closed;
    }

    /**
     * What was sent to the other end stays there to be received; what was sent to this one has no receiver any more.
     */
    private static void close(End own, End other) {
        own.closed = true;
        own.messages.clear();
        own.bytes = 0;
        for (End end : new End[] {own, other}) {
            end.senders.forEach(PipeHome::refuse);
            end.senders.clear();
            end.receivers.forEach(PipeHome::refuse);
            end.receivers.clear();
            tellReady(end);
            end.lease.recall();
        }
    }

    private static void refuse(IncomingCall call) {
        call.fail(ReplyStatus.CLOSED, "");
    }

    @Override
    public synchronized void cancelled(IncomingCall call) {
        for (End end : ends) {
            boolean waited = end.receivers.remove(call) || end.senders.remove(call) || end.readyWaiters.remove(call);
            if (waited || end.lease.forget(call)) {
                call.fail(ReplyStatus.CANCELLED, "");
            }
        }
    }

    @Override
    public synchronized void gone(MemberId member) {
        boolean hadReceivers = !sentTo.isEmpty();
        sentTo.removeIf(member::contains);
        boolean orphaned = hadReceivers && sentTo.isEmpty();
        for (int i = 0; i < ends.length; i++) {
            End end = ends[i];
            boolean lost = end.holder == null ? orphaned : member.contains(end.holder);
            if (lost && !end.closed) {
                close(end, ends[1 - i]);
            }
        }
        for (End end : ends) {
            end.lease.gone(member);
        }
    }

    @Override
    public synchronized void leaving() {
        for (End end : ends) {
            end.lease.forget().forEach(PipeHome::refuse);
        }
        close(ends[0], ends[1]);
        close(ends[1], ends[0]);
    }
}
