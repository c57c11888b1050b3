package io.multiprocessing.spi;

import io.multiprocessing.TransportException;
import java.nio.ByteBuffer;

/**
 * The unit that a {@link Link} carries: a type, a small head and a body. To a transport all three are opaque.
 *
 * <p>On a byte stream a frame is laid out so (all numbers big-endian):
 *
 * <pre>
 *  0         4      5      6          8              8 + headLength      4 + length
 *  +---------+------+------+----------+--------------+-------------------+
 *  | length  | type | zero | headLen  | head ...     | body ...          |
 *  | int32   | int8 | int8 | uint16   | 0..65535 B   | 0..MAX_BODY B     |
 *  +---------+------+------+----------+--------------+-------------------+
 *  length counts everything after itself: 4 + headLength + bodyLength
 * </pre>
 *
 * <p>A frame is immutable by convention: nobody changes the head or the body's content after handing it over. The
 * body's position and limit delimit it; readers take a {@link ByteBuffer#duplicate() duplicate}, which {@link #body()}
 * returns.
 */
public final class Frame {
    /** The largest head, in bytes. */
    public static final int MAX_HEAD = 0xFFFF;

    /** The largest body, in bytes: a payload of 64 MiB and room for what its encoding adds. */
    public static final int MAX_BODY = (64 << 20) + (256 << 10);

    /** Bytes before the head in the stream layout. */
    public static final int PREFIX_BYTES = 8;

    private static final byte[] NO_BYTES = {};
    private static final ByteBuffer NO_BODY = ByteBuffer.wrap(NO_BYTES).asReadOnlyBuffer();

    private final byte type;
    private final byte[] head;
    private final ByteBuffer body;

    private Frame(int type, byte[] head, ByteBuffer body) {
        this.type = (byte) type;
        this.head = head;
        this.body = body;
    }

    /** A frame without a body. */
    public static Frame of(int type, byte[] head) {
        return of(type, head, NO_BODY);
    }

    /**
     * A frame of the given parts, whose content is not copied.
     *
     * @param type 0 to 255
     * @throws IllegalArgumentException when the type is out of its range
     * @throws TransportException when head or body are larger than {@link #MAX_HEAD} or {@link #MAX_BODY}
     */
    public static Frame of(int type, byte[] head, ByteBuffer body) {
        if (type < 0 || type > 0xFF) {
            throw new IllegalArgumentException("A frame's type is 0 to 255, not " + type);
        }
        if (head.length > MAX_HEAD || body.remaining() > MAX_BODY) {
            throw new TransportException("A frame is too large: type=" + type + " headBytes=" + head.length + " (limit "
                    + MAX_HEAD + ") bodyBytes=" + body.remaining() + " (limit " + MAX_BODY
                    + "). Send large data in parts, or share it as a file or as memory.");
        }
        return new Frame(type, head, body.duplicate());
    }

    /** The type, 0 to 255. */
    public int type() {
        return type & 0xFF;
    }

    /** The head: not a copy. */
    public byte[] head() {
        return head;
    }

    /** A view of the body with a position and limit of its own. */
    public ByteBuffer body() {
        return body.duplicate();
    }

    public int bodyLength() {
        return body.remaining();
    }

    /** All bytes in the stream layout: prefix, head and body. */
    public int encodedLength() {
        return PREFIX_BYTES + head.length + body.remaining();
    }

    /** Writes the eight bytes before the head into {@code target}. */
    public void putPrefix(ByteBuffer target) {
        target.putInt(encodedLength() - 4)
                .put(type)
                .put((byte) 0)
                .putShort((short) head.length);
    }

    /**
     * Reads the eight bytes that {@link #putPrefix} wrote and checks them.
     *
     * @throws TransportException when they can't be a frame's prefix: nothing that follows them may be trusted
     */
    public static Prefix readPrefix(ByteBuffer source) {
        int length = source.getInt();
        int type = source.get() & 0xFF;
        int zero = source.get();
        int headLength = source.getShort() & 0xFFFF;
        int bodyLength = length - 4 - headLength;
        if (length < 4 || zero != 0 || bodyLength < 0 || bodyLength > MAX_BODY) {
            throw new TransportException("Not a frame: length=" + Integer.toUnsignedString(length) + " type=" + type
                    + " reserved=" + zero + " headBytes=" + headLength + " (body limit " + MAX_BODY
                    + "). The other side broke the protocol, or something else wrote to its channel.");
        }
        return new Prefix(type, headLength, bodyLength);
    }

    /** A checked prefix: what follows on the stream is a head and a body of these lengths. */
    public record Prefix(int type, int headLength, int bodyLength) {}

    @Override
    public String toString() {
        return "Frame[type=" + type() + " headBytes=" + head.length + " bodyBytes=" + bodyLength() + "]";
    }
}
