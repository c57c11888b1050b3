package io.multiprocessing.ipc.socket;

import io.multiprocessing.TransportException;
import io.multiprocessing.spi.Frame;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Makes frames of a stream that comes in pieces of any length. Each byte is copied once, from the piece to where it
 * stays: head and body are set aside at their announced length, after that was checked.
 *
 * <p>The orderly end of a direction is a mark, eight zero bytes, as it is in {@link io.multiprocessing.spi.StreamLink}.
 * A socket could shut its output down instead, but Netty closes a domain socket of the JDK's altogether when it reads
 * the end of the stream, and the other direction must live on.
 *
 * <pre>
 *   frame frame frame 00000000 00000000 [end of stream]     orderly
 *   frame frame                         [end of stream]     died or closed between frames: an end all the same
 *   frame frame fra                     [end of stream]     died within a frame: TransportException
 * </pre>
 *
 * <p>Used by one thread at a time.
 */
final class FrameAssembler {
    static final int END_MARK_BYTES = Frame.PREFIX_BYTES;
    private static final byte[] NO_BYTES = {};

    private final ByteBuffer prefix = ByteBuffer.allocate(Frame.PREFIX_BYTES);
    private Frame.@Nullable Prefix announced;
    private byte[] head = NO_BYTES;
    private byte[] body = NO_BYTES;
    private int headBytes;
    private int bodyBytes;
    private boolean ended;

    /**
     * Takes as much of {@code piece} as the current frame needs.
     *
     * @return the frame when it is complete; null when all of the piece is used up or the end mark was read
     * @throws TransportException when what came is no frame, or something follows the end mark
     */
    @Nullable Frame next(ByteBuffer piece) {
        if (ended) {
            if (piece.hasRemaining()) {
                throw new TransportException("Something follows the end of the stream: bytes=" + piece.remaining()
                        + ". The other side broke the protocol.");
            }
            return null;
        }
        Frame.Prefix frame = announced;
        if (frame == null) {
            frame = readPrefix(piece);
            if (frame == null) {
                return null;
            }
        }
        headBytes += take(piece, head, headBytes);
        bodyBytes += take(piece, body, bodyBytes);
        if (headBytes < head.length || bodyBytes < body.length) {
            return null;
        }
        Frame whole = Frame.of(frame.type(), head, ByteBuffer.wrap(body));
        announced = null;
        head = NO_BYTES;
        body = NO_BYTES;
        return whole;
    }

    private Frame.@Nullable Prefix readPrefix(ByteBuffer piece) {
        while (prefix.hasRemaining() && piece.hasRemaining()) {
            prefix.put(piece.get());
        }
        if (prefix.hasRemaining()) {
            return null;
        }
        prefix.flip();
        if (prefix.getLong(0) == 0) {
            ended = true;
            return null;
        }
        Frame.Prefix frame = Frame.readPrefix(prefix);
        prefix.clear();
        announced = frame;
        head = new byte[frame.headLength()];
        body = new byte[frame.bodyLength()];
        headBytes = 0;
        bodyBytes = 0;
        return frame;
    }

    private static int take(ByteBuffer piece, byte[] target, int filled) {
        int count = Math.min(piece.remaining(), target.length - filled);
        piece.get(target, filled, count);
        return count;
    }

    /** Whether the end mark was read: no frame follows. */
    boolean isEnded() {
        return ended;
    }

    /** Whether the stream may end here without cutting a frame in two. */
    boolean isBetweenFrames() {
        return ended || (announced == null && prefix.position() == 0);
    }

    /** What to tell when the stream has ended here; null when no frame is cut in two. */
    @Nullable TransportException truncation(String link) {
        if (isBetweenFrames()) {
            return null;
        }
        String found = announced == null
                ? "its prefix has " + prefix.position() + " of " + Frame.PREFIX_BYTES + " bytes"
                : "it has " + (headBytes + bodyBytes) + " of " + (head.length + body.length)
                        + " bytes after its prefix";
        return new TransportException("The stream of " + link + " ended within a frame: " + found
                + ". The other process died while it was sending, or closed the channel.");
    }
}
