package io.multiprocessing.tck.internal;

import io.multiprocessing.spi.Frame;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Frames that prove their place and that they are whole.
 *
 * <pre>
 *   type   number mod 256
 *   head   number int64 | length of the body int32 | CRC-32C of number, type and body int32
 * </pre>
 */
public final class Numbered {
    private static final int HEAD_BYTES = 16;
    private static final int NOISE_BYTES = 1 << 20;
    private static final byte[] NOISE = noise();

    private Numbered() {}

    private static byte[] noise() {
        byte[] bytes = new byte[NOISE_BYTES];
        new SplittableRandom(42).nextBytes(bytes);
        return bytes;
    }

    /** The frame of that number. */
    public static Frame frame(long number, int bodyBytes) {
        ByteBuffer body = body(number, bodyBytes);
        byte[] head = new byte[HEAD_BYTES];
        int type = (int) (number & 0xFF);
        ByteBuffer.wrap(head).putLong(number).putInt(bodyBytes).putInt(checksum(number, type, body.duplicate()));
        return Frame.of(type, head, body);
    }

    /** Bytes that differ from number to number: a slice of an array, which must not be written to. */
    public static ByteBuffer body(long number, int length) {
        int start = (int) Long.remainderUnsigned(number * 7919 * 64, NOISE_BYTES / 2);
        if (length <= NOISE_BYTES / 2) {
            return ByteBuffer.wrap(NOISE, start, length).slice();
        }
        byte[] bytes = new byte[length];
        for (int at = 0; at < length; at += NOISE_BYTES / 2) {
            int shift = (start + at / 997) % (NOISE_BYTES / 2);
            System.arraycopy(NOISE, shift, bytes, at, Math.min(NOISE_BYTES / 2, length - at));
        }
        return ByteBuffer.wrap(bytes);
    }

    /** A length from least to most that the number decides. */
    public static int length(long number, int least, int most) {
        return least == most ? least : new SplittableRandom(number).nextInt(least, most + 1);
    }

    /** What is wrong with a frame that should have this number; null when nothing is. */
    public static @Nullable String fault(Frame frame, long expected) {
        if (frame.head().length != HEAD_BYTES) {
            return "expected number " + expected + ", got " + frame;
        }
        ByteBuffer head = ByteBuffer.wrap(frame.head());
        long number = head.getLong();
        int length = head.getInt();
        int checksum = head.getInt();
        if (number != expected) {
            return "expected number " + expected + ", got number " + number + " in " + frame;
        }
        if (length != frame.bodyLength()) {
            return "number " + number + " was sent with " + length + " body bytes, got " + frame;
        }
        if (checksum != checksum(number, frame.type(), frame.body())) {
            return "number " + number + " has other content than was sent: " + frame;
        }
        return null;
    }

    /** Adds all that a frame is made of. */
    static void digest(Frame frame, CRC32C digest) {
        digest.update(ByteBuffer.allocate(12)
                .putInt(frame.type())
                .putInt(frame.head().length)
                .putInt(frame.bodyLength())
                .flip());
        digest.update(frame.head());
        digest.update(frame.body());
    }

    private static int checksum(long number, int type, ByteBuffer body) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(9).putLong(number).put((byte) type).flip());
        crc.update(body);
        return (int) crc.getValue();
    }
}
