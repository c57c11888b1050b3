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
public final class PendingCall {
    private final Member member;
    private final MemberId owner;
    private final Runnable cancellation;
    private final Runnable confirmation;
    private final CompletableFuture<Reply> reply = new CompletableFuture<>();

    PendingCall(Member member, MemberId owner, Runnable cancellation, Runnable confirmation) {
        this.member = member;
        this.owner = owner;
        this.cancellation = cancellation;
        this.confirmation = confirmation;
    }

    MemberId owner() {
        return owner;
    }

    void complete(Reply answer) {
        reply.complete(answer);
    }

    /** Completes with the answer. For waiting for several at once. */
    public CompletableFuture<Reply> whenAnswered() {
        return reply;
    }

    /** Tells the owner that nobody waits any more; the answer comes all the same. */
    public void cancel() {
        cancellation.run();
    }

    /**
     * Tells the owner that what the answer handed over has arrived. Until then it is given to somebody else if this
     * process ends; so this is called before user code sees it, and an element is neither lost nor seen twice.
     */
    public void confirm() {
        confirmation.run();
    }

    /** Waits for the answer; an interrupt takes the request back, or, when it is too late for that, is kept. */
    public Reply await() throws InterruptedException {
        BooleanSupplier outer = member.waiting().begin(reply::isDone);
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
    public Reply await(long nanos) throws InterruptedException {
        BooleanSupplier outer = member.waiting().begin(reply::isDone);
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
    public Reply awaitUninterruptibly() {
        BooleanSupplier outer = member.waiting().begin(reply::isDone);
        try {
            return reply.join();
        } finally {
            member.waiting().end(outer);
        }
    }
}
