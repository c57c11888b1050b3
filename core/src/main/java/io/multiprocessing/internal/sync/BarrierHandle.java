package io.multiprocessing.internal.sync;

import io.multiprocessing.InterProcessBarrier;
import io.multiprocessing.MultiprocessingException;
import io.multiprocessing.RemoteRunnable;
import io.multiprocessing.internal.call.Reply;
import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.sync.state.BarrierState;
import io.multiprocessing.internal.sync.state.SyncAccess.Outcome;
import io.multiprocessing.internal.wire.ReplyStatus;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A barrier as its users see it, in any member. */
public final class BarrierHandle extends SyncHandle implements InterProcessBarrier {
    private static final long serialVersionUID = 1;

    private final transient int parties;

    BarrierHandle(Place place, int parties) {
        super(place);
        this.parties = parties;
    }

    /**
     * Makes a barrier that lives in this member.
     *
     * @throws IllegalArgumentException when fewer than 1 party
     */
    public static InterProcessBarrier create(Member member, int parties, @Nullable RemoteRunnable action) {
        if (parties < 1) {
            throw new IllegalArgumentException("A barrier needs at least 1 party: " + parties);
        }
        ByteBuffer encoded = action == null ? Reply.NO_BODY : member.encode(action);
        return new BarrierHandle(make(member, new BarrierState(parties, action != null), encoded), parties);
    }

    @Override
    Kind kind() {
        return Kind.BARRIER;
    }

    @Override
    long detail() {
        return parties;
    }

    @Override
    public int await() throws InterruptedException, BrokenBarrierException {
        return arrived(arrive(Long.MAX_VALUE));
    }

    @Override
    public int await(long timeout, TimeUnit unit)
            throws InterruptedException, BrokenBarrierException, TimeoutException {
        Outcome outcome = arrive(Math.max(0, unit.toNanos(timeout)));
        if (outcome.status() == ReplyStatus.CANCELLED) {
            String when = outcome.text().isEmpty() ? "now" : "when it can be: " + outcome.text();
            throw new TimeoutException(
                    this + ": not all of " + parties + " parties arrived in time; it is broken " + when);
        }
        return arrived(outcome);
    }

    @Override
    public int await(Duration timeout) throws InterruptedException, BrokenBarrierException, TimeoutException {
        return await(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
    }

    /**
     * Who comes interrupted breaks it, as a {@link java.util.concurrent.CyclicBarrier}: others would wait for him in
     * vain.
     */
    private Outcome arrive(long nanos) throws InterruptedException, BrokenBarrierException {
        if (Thread.interrupted()) {
            Outcome answer = ask(BarrierState.BREAK, 0);
            if (answer.status() == ReplyStatus.NOT_NOW) {
                Thread.currentThread().interrupt();
                requireWhole(answer);
            }
            throw new InterruptedException();
        }
        return waitFor(BarrierState.ARRIVE, 0, nanos);
    }

    private int arrived(Outcome outcome) throws BrokenBarrierException {
        requireWhole(outcome);
        if (outcome.number() >= 0) {
            return (int) outcome.number();
        }
        boolean done = false;
        try {
            RemoteRunnable action = (RemoteRunnable) Objects.requireNonNull(home.member().decode(access.attachment()));
            action.run();
            done = true;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new MultiprocessingException(this + ": its action failed: " + e, e);
        } finally {
            Outcome answer = require(access.ask(done ? BarrierState.ACTION_DONE : BarrierState.ACTION_FAILED,
                    outcome.number(), 0));
            if (done) {
                requireWhole(answer);
            }
        }
        return 0;
    }

    private void requireWhole(Outcome outcome) throws BrokenBarrierException {
        if (outcome.status() == ReplyStatus.NOT_NOW) {
            throw new BrokenBarrierException(
                    this + " is broken: a party was interrupted, ran out of time, failed in the"
                            + " action or died, or the barrier was reset");
        }
    }

    @Override
    public int getParties() {
        return parties;
    }

    @Override
    public int getNumberWaiting() {
        return (int) ask(BarrierState.NUMBER_WAITING, 0).number();
    }

    @Override
    public boolean isBroken() {
        return ask(BarrierState.IS_BROKEN, 0).number() == 1;
    }

    @Override
    public void reset() {
        ask(BarrierState.RESET, 0);
    }
}
