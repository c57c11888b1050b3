package io.multiprocessing.ipc.sharedmem.death;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * A message that shows by itself whether it is whole.
 *
 * <pre>
 *   0         4         8         12        16
 *   +---------+---------+---------+---------+-----------------+
 *   | sender  | number  | length  | sum     | content         |
 *   | int32   | int32   | int32   | CRC32C  | a cyclic pattern|
 *   +---------+---------+---------+---------+-----------------+
 *   length: of all; sum: of all but itself
 * </pre>
 *
 * @param number counts the sender's letters
 */
public record Letter(int sender, int number) {
    public static final int LEAST = 16;

    private static final int SUM = 12;

    /** @param length in bytes, at least {@link #LEAST} */
    public byte[] written(int length) {
        byte[] bytes = new byte[length];
        ByteBuffer buffer = ByteBuffer.wrap(bytes).putInt(sender).putInt(number).putInt(length).putInt(0);
        while (buffer.remaining() >= Long.BYTES) {
            buffer.putLong((long) number * 0x9E3779B97F4A7C15L + buffer.position());
        }
        return ByteBuffer.wrap(bytes).putInt(SUM, sum(bytes)).array();
    }

    /** Throws when it is torn. */
    public static Letter read(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        boolean isWhole = bytes.length >= LEAST && buffer.getInt(8) == bytes.length && buffer.getInt(SUM) == sum(bytes);
        if (!isWhole) {
            throw new AssertionError("torn: a message of " + bytes.length + " bytes, which begins with "
                    + HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, LEAST)));
        }
        return new Letter(buffer.getInt(0), buffer.getInt(4));
    }

    private static int sum(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, SUM);
        sum.update(bytes, LEAST, bytes.length - LEAST);
        return (int) sum.getValue();
    }
}
