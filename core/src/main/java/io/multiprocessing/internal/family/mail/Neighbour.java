package io.multiprocessing.internal.family.mail;

import io.multiprocessing.internal.wire.MemberId;
import io.multiprocessing.internal.wire.Peer;
import org.jspecify.annotations.Nullable;

/** A child as the {@link Router} sees it. */
public interface Neighbour {
    MemberId id();

    /** The link to it; null while there is none yet. */
    @Nullable Peer peer();
}
