package io.multiprocessing.internal.call.lease;

import io.multiprocessing.internal.call.Reference;
import io.multiprocessing.internal.family.Member;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The {@link RoomLease}s that a member has, at most one for each lane: all handles put by the same way. */
final class RoomLeases {
    private final Map<PutsAhead.Lane, RoomLease> leases = new ConcurrentHashMap<>();

    /** A class and not a lambda, of which the first costs a fresh JVM milliseconds. */
    private static final class Maker implements Function<Member, RoomLeases> {
        @Override
        public RoomLeases apply(Member member) {
            return new RoomLeases();
        }
    }

    static RoomLeases of(Member member) {
        return member.part(RoomLeases.class, new Maker());
    }

    /** Whether this member may have one for that queue: what goes to its parent has arrived when the channel has it. */
    static boolean arePossible(Reference home) {
        return home.owner().depth() == home.member().id().depth() - 1
                && home.owner().contains(home.member().id());
    }

    /** Null while there is none. */
    @Nullable RoomLease get(PutsAhead.Lane lane) {
        return leases.get(lane);
    }

    /** Asks for one, unless there is one already. Does not wait for it. */
    void ask(PutsAhead.Lane lane) {
        RoomLease lease = new RoomLease(lane, () -> leases.remove(lane));
        if (leases.putIfAbsent(lane, lease) == null) {
            lease.ask();
        }
    }
}
