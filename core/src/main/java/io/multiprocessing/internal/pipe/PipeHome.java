package io.multiprocessing.internal.pipe;

import io.multiprocessing.internal.call.IncomingCall;
import io.multiprocessing.internal.call.Service;
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
 * <p>An end is closed by {@code close}, or by the death of its holder: the member that used it last or that it was sent to
 * last. An end that nobody has claimed is closed when all members that the whole pipe was sent to have died: then nobody
 * but the maker could still use it, who has the other end to use.
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
    private static final class End {
        final Deque<ByteBuffer> messages = new ArrayDeque<>();
        final Deque<IncomingCall> receivers = new ArrayDeque<>();
        final Deque<IncomingCall> readyWaiters = new ArrayDeque<>();
        /** Waiting to send to this end: users of the other one. */
        final Deque<IncomingCall> senders = new ArrayDeque<>();

        long bytes;
        boolean closed;
        @Nullable MemberId holder;

        boolean hasRoom() {
            return bytes < DIRECTION_BYTES;
        }
    }

    private final End[] ends = {new End(), new End()};
    private final Set<MemberId> sentTo = new HashSet<>();

    @Override
    public synchronized void request(IncomingCall call) {
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
        End own = ends[(int) call.number() & 1];
        End other = ends[1 - ((int) call.number() & 1)];
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
            default -> call.fail(ReplyStatus.REFUSED, "a pipe has no operation " + call.operation());
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

    private static void send(IncomingCall call, End own, End other) {
        if (own.closed || other.closed) {
            refuse(call);
        } else if (other.hasRoom() && other.senders.isEmpty()) {
            pass(call, other);
        } else {
            other.senders.add(call);
        }
    }

    private static void pass(IncomingCall sender, End target) {
        IncomingCall receiver = target.receivers.poll();
        if (receiver != null) {
            receiver.ok(0, sender.body());
        } else {
            target.messages.add(sender.body());
            target.bytes += sender.body().remaining();
            tellReady(target);
        }
        sender.ok();
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
            while (own.hasRoom() && !own.senders.isEmpty()) {
                pass(own.senders.remove(), own);
            }
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

    /** What was sent to the other end stays there to be received; what was sent to this one has no receiver any more. */
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
        }
    }

    private static void refuse(IncomingCall call) {
        call.fail(ReplyStatus.CLOSED, "");
    }

    @Override
    public synchronized void cancelled(IncomingCall call) {
        for (End end : ends) {
            if (end.receivers.remove(call) || end.senders.remove(call) || end.readyWaiters.remove(call)) {
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
    }

    @Override
    public synchronized void leaving() {
        close(ends[0], ends[1]);
        close(ends[1], ends[0]);
    }
}
