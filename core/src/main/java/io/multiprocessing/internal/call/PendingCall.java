package io.multiprocessing.internal.call;

import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.wire.MemberId;
import io.multiprocessing.internal.wire.ReplyStatus;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * A request that its caller waits for. A caller that gives up, because it was interrupted or its time has passed, says
 * so and still waits for the answer: only that one tells whether the request has had its effect or never will. The
 * answer is certain, since the owner's end is an answer too.
 */
public abstract class PendingCall {
    private final Member member;
    private final MemberId owner;
    private final CompletableFuture<Reply> reply = new CompletableFuture<>();

    PendingCall(Member member, MemberId owner) {
        this.member = member;
        this.owner = owner;
    }

    /** A class and not a reference to a method, which costs a fresh JVM milliseconds. */
    private final class Answered implements BooleanSupplier {
        @Override
        public boolean getAsBoolean() {
            return reply.isDone();
        }
    }

    final Member member() {
        return member;
    }

    final MemberId owner() {
        return owner;
    }

    final void complete(Reply answer) {
        reply.complete(answer);
    }

    /** Completes with the answer. For waiting for several at once. */
    public final CompletableFuture<Reply> whenAnswered() {
        return reply;
    }

    /** Tells the owner that nobody waits any more; the answer comes all the same. */
    public abstract void cancel();

    /**
     * Tells the owner that what the answer handed over has arrived. Until then it is given to somebody else if this
     * process ends; so this is called before user code sees it, and an element is neither lost nor seen twice.
     */
    public abstract void confirm();

    /** Waits for the answer; an interrupt takes the request back, or, when it is too late for that, is kept. */
    public final Reply await() throws InterruptedException {
        BooleanSupplier outer = member.waiting().begin(new Answered());
        try {
            return reply.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            return takenBack(e);
        } finally {
            member.waiting().end(outer);
        }
    }

    /** As {@link #await()}, at most so long: when the time has passed the answer's status is {@code CANCELLED}. */
    public final Reply await(long nanos) throws InterruptedException {
        BooleanSupplier outer = member.waiting().begin(new Answered());
        try {
            return reply.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (TimeoutException e) {
            cancel();
            return awaitUninterruptibly();
        } catch (InterruptedException e) {
            return takenBack(e);
        } finally {
            member.waiting().end(outer);
        }
    }

    private Reply takenBack(InterruptedException interrupt) throws InterruptedException {
        cancel();
        Reply answer = awaitUninterruptibly();
        if (answer.status() == ReplyStatus.CANCELLED) {
            throw interrupt;
        }
        Thread.currentThread().interrupt();
        return answer;
    }

    /** Waits for the answer and keeps an interrupt for later. */
    public final Reply awaitUninterruptibly() {
        BooleanSupplier outer = member.waiting().begin(new Answered());
        try {
            return reply.join();
        } finally {
            member.waiting().end(outer);
        }
    }
}
