package io.multiprocessing.ipc.socket;

import io.multiprocessing.TransportException;
import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * What both sides say before the first frame. The child speaks first, and goes on with its frames without waiting for
 * the answer. All numbers are big-endian.
 *
 * <pre>
 *   child to parent
 *   0         4         5          8               16                              48
 *   +---------+---------+----------+---------------+-------------------------------+
 *   | magic   | version | zero     | invitation    | token                         |
 *   | "MPSK"  | uint8   | 3 bytes  | int64         | 32 random bytes               |
 *   +---------+---------+----------+---------------+-------------------------------+
 *
 *   parent to child
 *   0         4         5         6          8
 *   +---------+---------+---------+----------+
 *   | magic   | version | answer  | zero     |
 *   | "MPSK"  | uint8   | uint8   | 2 bytes  |
 *   +---------+---------+---------+----------+
 *   answer: 0 welcome, 1 the token is not good (or no longer), 2 the version is not the parent's
 * </pre>
 */
final class Preamble {
    static final int BYTES = 48;
    static final int ANSWER_BYTES = 8;
    static final int TOKEN_BYTES = 32;

    static final int WELCOME = 0;
    static final int BAD_TOKEN = 1;
    static final int BAD_VERSION = 2;

    static final int VERSION = 1;
    private static final int MAGIC = 0x4D50534B;

    private Preamble() {}

    /** What the child sends. */
    static ByteBuffer write(long invitation, byte[] token) {
        ByteBuffer preamble = ByteBuffer.allocate(BYTES);
        preamble.putInt(MAGIC).putInt(VERSION << 24).putLong(invitation).put(token);
        return preamble.flip();
    }

    /** Whether this is the beginning of a preamble, of whatever version. Reads from the start of the buffer. */
    static boolean hasMagic(ByteBuffer preamble) {
        return preamble.getInt(0) == MAGIC;
    }

    static int version(ByteBuffer preamble) {
        return preamble.get(4) & 0xFF;
    }

    static long invitation(ByteBuffer preamble) {
        return preamble.getLong(8);
    }

    static byte[] token(ByteBuffer preamble) {
        byte[] token = new byte[TOKEN_BYTES];
        preamble.get(16, token);
        return token;
    }

    /** What the parent answers. */
    static ByteBuffer writeAnswer(int answer) {
        ByteBuffer bytes = ByteBuffer.allocate(ANSWER_BYTES);
        bytes.putInt(MAGIC).put((byte) VERSION).put((byte) answer).putShort((short) 0);
        return bytes.flip();
    }

    /**
     * Returns when the parent's answer is a welcome.
     *
     * @throws TransportException when it is anything else
     */
    static void checkAnswer(ByteBuffer answer) {
        if (!hasMagic(answer)) {
            throw new TransportException("What listens on the socket is not a parent of this library: it answered 0x"
                    + Integer.toHexString(answer.getInt(0)).toUpperCase(Locale.ROOT));
        }
        switch (answer.get(5)) {
            case WELCOME -> {}
            case BAD_VERSION -> throw new TransportException("Parent and child have different versions of this library:"
                    + " parentProtocol=" + version(answer) + " childProtocol=" + VERSION
                    + ". Put the same version on both class paths.");
            default -> throw new TransportException("The parent did not accept the token: it was used before, or the"
                    + " parent no longer waits for this child");
        }
    }
}
