package io.multiprocessing.internal.call;

import io.multiprocessing.TransportException;
import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.family.Values;
import io.multiprocessing.internal.wire.MemberId;
import io.multiprocessing.spi.Frame;
import java.nio.ByteBuffer;

/** Which object of which member, as this member addresses it. */
public record Reference(Member member, MemberId owner, long object) {
    /** What fits a frame on the way out as well, with the numbers that a batch of elements puts before each. */
    public static final int MAX_PAYLOAD_BYTES = Frame.MAX_BODY - 64;

    /** @throws TransportException when the body is too large to be passed on, also where the owner calls itself */
    public PendingCall call(int operation, long number, ByteBuffer body) {
        requireFits(body.remaining());
        return Calls.of(member).call(owner, object, operation, number, body);
    }

    public PendingCall call(int operation, long number) {
        return call(operation, number, Reply.NO_BODY);
    }

    /** @throws TransportException when so many bytes are too large to be passed on, wherever they are to go */
    public void requireFits(int bytes) {
        if (bytes > MAX_PAYLOAD_BYTES) {
            throw new TransportException("Too large for object " + this + ": bytes=" + bytes + " limit="
                    + MAX_PAYLOAD_BYTES + ". Send large data in parts, or share it as a file or as memory.");
        }
    }

    /**
     * A call that may wait, for methods that are interruptible: like the JDK's, they throw also when they would not
     * have to wait.
     */
    public PendingCall interruptibleCall(int operation, long number, ByteBuffer body) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return call(operation, number, body);
    }

    /** As {@link #interruptibleCall(int, long, ByteBuffer)}. */
    public PendingCall interruptibleCall(int operation, long number) throws InterruptedException {
        return interruptibleCall(operation, number, Reply.NO_BODY);
    }

    /** @throws IllegalStateException when the value being serialised does not stay within this object's family */
    public void requireSameFamily() {
        Values.requireTravellingWith(member, "Object " + this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Reference that
                && member == that.member
                && object == that.object
                && owner.equals(that.owner);
    }

    @Override
    public int hashCode() {
        return owner.hashCode() * 31 + Long.hashCode(object);
    }

    @Override
    public String toString() {
        return object + "@" + owner;
    }
}
