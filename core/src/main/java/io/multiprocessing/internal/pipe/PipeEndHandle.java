package io.multiprocessing.internal.pipe;

import io.multiprocessing.PipeEnd;
import io.multiprocessing.internal.call.PendingCall;
import io.multiprocessing.internal.call.Reference;
import io.multiprocessing.internal.codec.compact.RepeatableReplacement;
import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.family.Values;
import io.multiprocessing.internal.memory.RegionName;
import io.multiprocessing.internal.wire.MemberId;
import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One end of a pipe as its users see it, in any member. */
final class PipeEndHandle<T> implements PipeEnd<T>, RepeatableReplacement {
    private static final long serialVersionUID = 1;

    private final transient Reference home;
    private final transient @Nullable RegionName region;
    private final transient PipeAccess pipe;
    private final int end;

    PipeEndHandle(Reference home, @Nullable RegionName region, PipeAccess pipe, int end) {
        this.home = home;
        this.region = region;
        this.pipe = pipe;
        this.end = end;
    }

    @Override
    public void send(@Nullable T message) throws InterruptedException {
        pipe.send(end, message);
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable T receive() throws InterruptedException {
        return (T) pipe.receive(end, Long.MAX_VALUE);
    }

    @Override
    @SuppressWarnings("unchecked")
    public Optional<T> receive(Duration timeout) throws InterruptedException {
        Object message = pipe.receive(end, TimeUnit.NANOSECONDS.convert(timeout));
        return message == PipeAccess.NOTHING ? Optional.empty() : Optional.ofNullable((T) message);
    }

    @Override
    public boolean hasMessage() {
        return pipe.isReady(end);
    }

    @Override
    public void close() {
        pipe.close(end);
    }

    // ---- for waiting at several ends

    Member member() {
        return home.member();
    }

    /** Whether {@link #hasMessage} asks nobody. */
    boolean isInMemory() {
        return region != null;
    }

    /** Whether a condition has become true within the short time that is worth spinning. */
    boolean spinUntil(BooleanSupplier condition) {
        return pipe instanceof MappedPipe mapped && mapped.spinUntil(condition);
    }

    PendingCall awaitReady() {
        return home.call(PipeHome.AWAIT_READY, end);
    }

    // ---- identity and travel

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PipeEndHandle<?> that && end == that.end && home.equals(that.home);
    }

    @Override
    public int hashCode() {
        return home.hashCode() * 2 + end;
    }

    @Override
    public String toString() {
        return "PipeEnd[" + home + (end == 0 ? " first]" : " second]");
    }

    private Object writeReplace() {
        home.requireSameFamily();
        PipeHandle.tellGiven(home, end);
        return new Ticket(home.owner().toString(), home.object(), region, end);
    }

    /** What travels instead. Its receiver holds the end from then on. */
    private record Ticket(String owner, long object, @Nullable RegionName region, int end) implements Serializable {
        private Object readResolve() {
            Reference home = new Reference(Values.travelling(), MemberId.parse(owner), object);
            PipeAccess pipe = PipeHandle.access(home, region);
            pipe.arrived(end);
            return new PipeEndHandle<>(home, region, pipe, end);
        }
    }
}
