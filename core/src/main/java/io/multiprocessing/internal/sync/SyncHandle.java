package io.multiprocessing.internal.sync;

import io.multiprocessing.SharedObjectGoneException;
import io.multiprocessing.internal.call.Calls;
import io.multiprocessing.internal.call.Reply;
import io.multiprocessing.internal.call.Service;
import io.multiprocessing.internal.codec.compact.RepeatableReplacement;
import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.family.Values;
import io.multiprocessing.internal.shared.Reference;
import io.multiprocessing.internal.wire.MemberId;
import io.multiprocessing.internal.wire.ReplyStatus;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What all handles have in common: where the home is, what its refusals mean, identity, and travel. */
abstract class SyncHandle implements Serializable, RepeatableReplacement {
    private static final long serialVersionUID = 1;

    /** Arguments that say whether a request may wait. */
    static final int NO_WAIT = 0;

    static final int WAIT = 1;

    final transient Reference home;

    /** Which handle a ticket becomes, and how it is called. */
    enum Kind {
        LOCK("InterProcessLock") {
            @Override
            SyncHandle handle(Reference home, long detail) {
                return new LockHandle(home);
            }
        },
        CONDITION("InterProcessCondition") {
            @Override
            SyncHandle handle(Reference home, long detail) {
                return new ConditionHandle(home, detail);
            }
        },
        SEMAPHORE("InterProcessSemaphore") {
            @Override
            SyncHandle handle(Reference home, long detail) {
                return new SemaphoreHandle(home);
            }
        },
        EVENT("InterProcessEvent") {
            @Override
            SyncHandle handle(Reference home, long detail) {
                return new EventHandle(home);
            }
        },
        LATCH("InterProcessLatch") {
            @Override
            SyncHandle handle(Reference home, long detail) {
                return new LatchHandle(home);
            }
        },
        BARRIER("InterProcessBarrier") {
            @Override
            SyncHandle handle(Reference home, long detail) {
                return new BarrierHandle(home, (int) detail);
            }
        };

        final String typeName;

        Kind(String typeName) {
            this.typeName = typeName;
        }

        abstract SyncHandle handle(Reference home, long detail);
    }

    /** What travels instead of a handle. */
    private record Ticket(Kind kind, String owner, long object, long detail) implements Serializable {
        private Object readResolve() {
            return kind.handle(new Reference(Values.travelling(), MemberId.parse(owner), object), detail);
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

    static long saturatedNanos(Duration timeout) {
        try {
            return timeout.toNanos();
        } catch (ArithmeticException e) {
            return timeout.isNegative() ? 0 : Long.MAX_VALUE;
        }
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
