package io.multiprocessing.internal.sync;

import io.multiprocessing.SharedObjectGoneException;
import io.multiprocessing.internal.call.Calls;
import io.multiprocessing.internal.call.Reference;
import io.multiprocessing.internal.call.Reply;
import io.multiprocessing.internal.call.Service;
import io.multiprocessing.internal.codec.compact.RepeatableReplacement;
import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.family.Values;
import io.multiprocessing.internal.wire.MemberId;
import io.multiprocessing.internal.wire.ReplyStatus;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What all handles have in common: where the home is, what its refusals mean, identity, and travel. */
abstract class SyncHandle implements Serializable, RepeatableReplacement {
    private static final long serialVersionUID = 1;

    final transient Reference home;

    /** Which handle a ticket becomes, and how it is called. */
    enum Kind {
        LOCK("InterProcessLock"),
        CONDITION("InterProcessCondition"),
        SEMAPHORE("InterProcessSemaphore"),
        EVENT("InterProcessEvent"),
        LATCH("InterProcessLatch"),
        BARRIER("InterProcessBarrier");

        final String typeName;

        Kind(String typeName) {
            this.typeName = typeName;
        }
    }

    /** What travels instead of a handle. */
    private record Ticket(Kind kind, String owner, long object, long detail) implements Serializable {
        private Object readResolve() {
            Reference home = new Reference(Values.travelling(), MemberId.parse(owner), object);
            return switch (kind) {
                case LOCK -> new LockHandle(home);
                case CONDITION -> new ConditionHandle(home, detail);
                case SEMAPHORE -> new SemaphoreHandle(home);
                case EVENT -> new EventHandle(home);
                case LATCH -> new LatchHandle(home);
                case BARRIER -> new BarrierHandle(home, (int) detail);
            };
        }
    }

    SyncHandle(Reference home) {
        this.home = home;
    }

    static Reference register(Member member, Service service) {
        return new Reference(member, member.id(), Calls.of(member).register(service));
    }

    abstract Kind kind();

    /** What the handle knows besides its home, and travels with it. */
    long detail() {
        return 0;
    }

    /** @throws SharedObjectGoneException when there is no home any more */
    Reply require(Reply reply) {
        return switch (reply.status()) {
            case ReplyStatus.CLOSED, ReplyStatus.NO_OBJECT,
                    ReplyStatus.OWNER_GONE -> throw new SharedObjectGoneException(
                            this + " is gone: "
                                    + (reply.text().isEmpty() ? "its Multiprocessing was closed" : reply.text()));
            case ReplyStatus.REFUSED -> throw new IllegalStateException(this + ": " + reply.text());
            default -> reply;
        };
    }

    /** A request that is answered at once. */
    Reply ask(int operation, long number) {
        return require(home.call(operation, number).awaitUninterruptibly());
    }

    /** A request that may have to wait. */
    Reply waitFor(int operation, long number) throws InterruptedException {
        return require(home.interruptibleCall(operation, number).await());
    }

    /** A request that may have to wait, at most so long: then the answer's status is {@code CANCELLED}. */
    Reply waitFor(int operation, long number, long nanos) throws InterruptedException {
        return require(home.interruptibleCall(operation, number).await(nanos));
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
        return new Ticket(kind(), home.owner().toString(), home.object(), detail());
    }
}
