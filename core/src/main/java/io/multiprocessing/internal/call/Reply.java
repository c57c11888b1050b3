package io.multiprocessing.internal.call;

import io.multiprocessing.internal.wire.ReplyStatus;
import java.nio.ByteBuffer;

/**
 * The answer to a call.
 *
 * @param status one of {@link ReplyStatus}
 */
public record Reply(int status, long number, String text, ByteBuffer body) {
    public static final ByteBuffer NO_BODY = ByteBuffer.allocate(0);

    static Reply of(int status, String text) {
        return new Reply(status, 0, text, NO_BODY);
    }

    public boolean isOk() {
        return status == ReplyStatus.OK;
    }
}
