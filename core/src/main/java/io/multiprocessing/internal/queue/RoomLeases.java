package io.multiprocessing.internal.queue;

import io.multiprocessing.internal.call.Reference;
import io.multiprocessing.internal.family.Member;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The {@link RoomLease}s that a member has, at most one for each queue: all its handles put by the same way. */
final class RoomLeases {
    private final Map<Reference, RoomLease> leases = new ConcurrentHashMap<>();

    static RoomLeases of(Member member) {
        return member.part(RoomLeases.class, made -> new RoomLeases());
    }

    /** Whether this member may have one for that queue: what goes to its parent has arrived when the channel has it. */
    static boolean arePossible(Reference home) {
        return home.owner().depth() == home.member().id().depth() - 1
                && home.owner().contains(home.member().id());
    }

    /** Null while there is none. */
    @Nullable RoomLease get(Reference home) {
        return leases.get(home);
    }

    /** Asks for one, unless there is one already. Does not wait for it. */
    void ask(Reference home) {
        RoomLease lease = new RoomLease(home, () -> leases.remove(home));
        if (leases.putIfAbsent(home, lease) == null) {
            lease.ask();
        }
    }
}
