package io.multiprocessing.internal.call;

import io.multiprocessing.internal.wire.MemberId;
import io.multiprocessing.internal.wire.ReplyStatus;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A request as its service sees it. Answered exactly once: later answers are dropped. */
public final class IncomingCall {
    private final MemberId caller;
    private final Service service;
    private final int operation;
    private final long number;
    private final ByteBuffer body;
    private final Consumer<Reply> answer;
    private final @Nullable Consumer<Runnable> handOvers;
    private final AtomicBoolean answered = new AtomicBoolean();

    IncomingCall(
            MemberId caller,
            Service service,
            int operation,
            long number,
            ByteBuffer body,
            Consumer<Reply> answer,
            @Nullable Consumer<Runnable> handOvers) {
        this.caller = caller;
        this.service = service;
        this.operation = operation;
        this.number = number;
        this.body = body;
        this.answer = answer;
        this.handOvers = handOvers;
    }

    public MemberId caller() {
        return caller;
    }

    public int operation() {
        return operation;
    }

    public long number() {
        return number;
    }

    public ByteBuffer body() {
        return body.duplicate();
    }

    void deliver() {
        try {
            service.request(this);
        } catch (RuntimeException e) {
            reply(Reply.of(ReplyStatus.REFUSED, e.toString()));
        }
    }

    void cancel() {
        service.cancelled(this);
    }

    void abandon() {
        service.abandoned(this);
    }

    /** Answers; true when this was the first answer. */
    public boolean reply(Reply reply) {
        if (!answered.compareAndSet(false, true)) {
            return false;
        }
        answer.accept(reply);
        return true;
    }

    public boolean ok() {
        return reply(new Reply(ReplyStatus.OK, 0, "", Reply.NO_BODY));
    }

    public boolean ok(long result) {
        return reply(new Reply(ReplyStatus.OK, result, "", Reply.NO_BODY));
    }

    public boolean ok(long result, ByteBuffer payload) {
        return reply(new Reply(ReplyStatus.OK, result, "", payload));
    }

    /**
     * Answers with something that must not get lost: when the caller's process ends before it has {@linkplain
     * PendingCall#confirm confirmed} the answer, {@code lost} is run. A caller in this process needs no confirmation.
     */
    public boolean handOver(long result, ByteBuffer payload, Runnable lost) {
        Consumer<Runnable> keeper = handOvers;
        if (keeper != null) {
            keeper.accept(lost);
        }
        return ok(result, payload);
    }

    public boolean fail(int status, String text) {
        return reply(Reply.of(status, text));
    }
}
