package io.multiprocessing.internal.family.mail;

import io.multiprocessing.internal.wire.MemberId;
import io.multiprocessing.internal.wire.Peer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A member's children as its {@link Router} sees them. Thread-safe. */
public interface Neighbours {
    /** The link to the child that is {@code target} or has it below; null when there is none. */
    @Nullable Peer peerToward(MemberId target);

    /** Calls {@code action} with the link to each child but one. */
    void forEachPeer(@Nullable Neighbour except, Consumer<Peer> action);
}
