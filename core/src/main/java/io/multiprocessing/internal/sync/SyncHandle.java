package io.multiprocessing.internal.sync;

import io.multiprocessing.SharedObjectGoneException;
import io.multiprocessing.internal.call.Calls;
import io.multiprocessing.internal.call.Reference;
import io.multiprocessing.internal.call.Reply;
import io.multiprocessing.internal.codec.compact.RepeatableReplacement;
import io.multiprocessing.internal.direct.DirectObjects;
import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.family.Values;
import io.multiprocessing.internal.memory.RegionName;
import io.multiprocessing.internal.monitor.MappedSyncs;
import io.multiprocessing.internal.sync.state.BarrierState;
import io.multiprocessing.internal.sync.state.EventState;
import io.multiprocessing.internal.sync.state.LatchState;
import io.multiprocessing.internal.sync.state.LockState;
import io.multiprocessing.internal.sync.state.SemaphoreState;
import io.multiprocessing.internal.sync.state.SyncAccess;
import io.multiprocessing.internal.sync.state.SyncAccess.Outcome;
import io.multiprocessing.internal.sync.state.SyncState;
import io.multiprocessing.internal.wire.MemberId;
import io.multiprocessing.internal.wire.ReplyStatus;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What all handles have in common: where the home is, what its refusals mean, identity, and travel. */
abstract class SyncHandle implements Serializable, RepeatableReplacement {
    private static final long serialVersionUID = 1;

    final transient Reference home;
    /** Of the memory that the object lies in; null when it is served by its maker. */
    final transient @Nullable RegionName region;

    final transient SyncAccess access;

    /** Which handle a ticket becomes, and how it is called. */
    enum Kind {
        LOCK("InterProcessLock", LockState::new),
        CONDITION("InterProcessCondition", LockState::new),
        SEMAPHORE("InterProcessSemaphore", () -> new SemaphoreState(0, false)),
        EVENT("InterProcessEvent", EventState::new),
        LATCH("InterProcessLatch", () -> new LatchState(0)),
        BARRIER("InterProcessBarrier", () -> new BarrierState(1, false));

        final String typeName;
        /** Makes a state, to be loaded from memory. */
        final Supplier<SyncState> blank;

        Kind(String typeName, Supplier<SyncState> blank) {
            this.typeName = typeName;
            this.blank = blank;
        }
    }

    /** What travels instead of a handle. */
    private record Ticket(Kind kind, String owner, long object, @Nullable RegionName region, long detail)
            implements Serializable {
        private Object readResolve() {
            Place place = new Place(new Reference(Values.travelling(), MemberId.parse(owner), object), region);
            return switch (kind) {
                case LOCK -> new LockHandle(place);
                case CONDITION -> new ConditionHandle(new LockHandle(place), detail);
                case SEMAPHORE -> new SemaphoreHandle(place, detail);
                case EVENT -> new EventHandle(place);
                case LATCH -> new LatchHandle(place);
                case BARRIER -> new BarrierHandle(place, (int) detail);
            };
        }
    }

    /** Where an object lives. */
    record Place(Reference home, @Nullable RegionName region) {}

    SyncHandle(Place place) {
        this.home = place.home;
        this.region = place.region;
        this.access = region == null ? new ServedAccess(home) : new MappedAccess(home, region, kind().blank);
    }

    /** One that is part of another: what it is asked goes the same way. */
    SyncHandle(SyncHandle whole) {
        this.home = whole.home;
        this.region = whole.region;
        this.access = whole.access;
    }

    /**
     * Makes an object of this member: in memory that all members map, if they can wait for each other there, and all.
     */
    static Place make(Member member, SyncState state) {
        return make(member, state, Reply.NO_BODY);
    }

    static Place make(Member member, SyncState state, ByteBuffer attachment) {
        if (MappedSyncs.isPossible(member, state)) {
            DirectObjects.Made made = MappedSyncs.make(member, state, attachment);
            return new Place(made.reference(), made.region());
        }
        long object = Calls.of(member).register(new ServedSync(state, attachment));
        return new Place(new Reference(member, member.id(), object), null);
    }

    abstract Kind kind();

    /** What the handle knows besides its home, and travels with it. */
    long detail() {
        return 0;
    }

    /** @throws SharedObjectGoneException when there is no home any more */
    Outcome require(Outcome outcome) {
        return switch (outcome.status()) {
            case ReplyStatus.CLOSED, ReplyStatus.NO_OBJECT,
                    ReplyStatus.OWNER_GONE -> throw new SharedObjectGoneException(
                            this + " is gone: "
                                    + (outcome.text().isEmpty() ? "its Multiprocessing was closed" : outcome.text()));
            case ReplyStatus.REFUSED -> throw refused(outcome);
            default -> outcome;
        };
    }

    RuntimeException refused(Outcome outcome) {
        return new IllegalStateException(this + ": " + outcome.text());
    }

    /** A request that is answered at once. */
    Outcome ask(int operation, long number) {
        return require(access.ask(operation, number, 0));
    }

    /** A request that may have to wait, whatever happens to this thread. */
    Outcome waitUninterruptibly(int operation, long number) {
        return require(access.await(operation, number, 0, Long.MAX_VALUE, false));
    }

    /** A request that may have to wait. */
    Outcome waitFor(int operation, long number) throws InterruptedException {
        return waitFor(operation, number, Long.MAX_VALUE);
    }

    /** A request that may have to wait, at most so long: then the outcome's status is {@code CANCELLED}. */
    Outcome waitFor(int operation, long number, long nanos) throws InterruptedException {
        requireNotInterrupted();
        return require(uninterrupted(access.await(operation, number, 0, nanos, true)));
    }

    /** Like the JDK's, methods that are interruptible throw also when they would not have to wait. */
    static void requireNotInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** An interrupt that has taken the request back is thrown, one that came too late for that is kept. */
    static Outcome uninterrupted(Outcome outcome) throws InterruptedException {
        if (outcome.interrupted()) {
            if (outcome.status() == ReplyStatus.CANCELLED) {
                throw new InterruptedException();
            }
            Thread.currentThread().interrupt();
        }
        return outcome;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SyncHandle that
                && kind() == that.kind()
                && home.equals(that.home)
                && detail() == that.detail();
    }

    @Override
    public int hashCode() {
        return home.hashCode() * 31 + Long.hashCode(detail());
    }

    @Override
    public String toString() {
        return kind().typeName + "[" + home + "]";
    }

    /** Not private, since subclasses inherit it. */
    protected final Object writeReplace() {
        home.requireSameFamily();
        return new Ticket(kind(), home.owner().toString(), home.object(), region, detail());
    }
}
