package io.multiprocessing.internal.call;

import io.multiprocessing.TransportException;
import io.multiprocessing.internal.wire.MemberId;
import java.nio.ByteBuffer;

/**
 * An object that answers requests. All methods are called by threads that deliver frames, several at a time, and must
 * not block: a request that has to wait is kept and answered by the one that ends its waiting.
 */
public interface Service {
    /** Answers the call, now or later, exactly once. An exception answers it as well. */
    void request(IncomingCall call);

    /**
     * The caller gave up. If the call still waits, forget it and answer {@code CANCELLED}; if it
     * has been answered, do nothing.
     */
    void cancelled(IncomingCall call);

    /**
     * The caller's process has ended. By default the same as giving up; {@link #gone} follows for the member as a
     * whole.
     */
    default void abandoned(IncomingCall call) {
        cancelled(call);
    }

    /**
     * A member tells something and expects no answer.
     *
     * @throws TransportException when it may not say that: it ends
     */
    default void told(MemberId from, int operation, long number, ByteBuffer body) {
        throw new TransportException("Member " + from + " tells an object what that does not understand: " + operation);
    }

    /** A member and all below it have ended. Their waiting calls have been {@link #abandoned} before. */
    default void gone(MemberId member) {}

    /** This member leaves the family: answer all that waits. */
    void leaving();
}
