package io.multiprocessing.internal.family.mail;

import io.multiprocessing.internal.wire.Head;
import io.multiprocessing.internal.wire.MemberId;
import io.multiprocessing.spi.Frame;

/** Takes what arrives for this member from any other. Called by threads that deliver frames: must not block. */
public interface Mail {
    /** A request, a reply or a cancellation that is addressed to this member. */
    void received(int type, Head head, Frame frame);

    /** A member and all below it have ended; nothing from them will follow. */
    void gone(MemberId member, String how);

    /** This member leaves its family: nobody will answer any more. */
    void leaving();

    /** The root has left its family: all other members have ended. */
    default void left() {}
}
