package io.multiprocessing.internal.sync.state;

import io.multiprocessing.internal.wire.ReplyStatus;
import java.nio.ByteBuffer;

/** How one process uses an object: by messages to the member that it lives with, or directly in memory. Thread-safe. */
public interface SyncAccess {
    /**
     * What became of a request.
     *
     * @param status one of {@link ReplyStatus}: also {@code CLOSED}, {@code NO_OBJECT}, {@code OWNER_GONE} when there
     *     is no object any more
     * @param interrupted that the wait met an interrupt, whatever it ended with; the thread's status is cleared
     * @param text for messages; may be empty
     */
    record Outcome(int status, long number, boolean interrupted, String text) {
        public static final Outcome OK = new Outcome(ReplyStatus.OK, 0, false, "");

        public boolean isOk() {
            return status == ReplyStatus.OK;
        }
    }

    /** A request that is answered at once. */
    Outcome ask(int operation, long number, long detail);

    /**
     * A request that may have to wait. When the time is over, or at an interrupt, it is taken back: the outcome is
     * {@code CANCELLED} then, or whatever came first.
     *
     * @param nanos {@link Long#MAX_VALUE} for ever
     */
    Outcome await(int operation, long number, long detail, long nanos, boolean interruptible);

    /** What the object's maker keeps beside its state; empty when that is nothing, or when the maker is gone. */
    ByteBuffer attachment();
}
