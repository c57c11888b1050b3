package io.multiprocessing.spi;

import io.multiprocessing.TransportException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A link over any pair of byte streams, in {@link Frame}'s stream layout. The streams' own reads and writes must not
 * react to interrupts (file and pipe streams do not).
 *
 * <p>The orderly end of a direction is a mark in the stream, eight zero bytes, not the end of file: some channels keep
 * a descriptor open behind our back, and an end of file without the mark is how a death looks.
 *
 * <pre>
 *   frame frame frame 00000000 00000000 [end of file]     orderly
 *   frame frame                         [end of file]     died between frames: an end all the same
 *   frame frame fra                     [end of file]     died within a frame: TransportException
 * </pre>
 */
public class StreamLink extends BlockingLink {
    /** Frames up to this size go out in a single write; larger bodies follow in slices of it. */
    private static final int BUFFER_BYTES = 64 << 10;

    private static final int END_MARK_LENGTH = 0;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] writeBuffer = new byte[BUFFER_BYTES];
    private final byte[] prefix = new byte[Frame.PREFIX_BYTES];
    private final ReentrantLock sending = new ReentrantLock();
    private volatile boolean closed;

    /** Nothing more may be written: the mark was, or a frame was torn. Guarded by {@link #sending}. */
    private boolean outputEnded;

    public StreamLink(String name, InputStream in, OutputStream out) {
        super(name);
        this.in = in;
        this.out = out;
    }

    @Override
    public void send(Frame frame) {
        sending.lock();
        try {
            if (outputEnded || closed) {
                throw new TransportException("Link " + this + " is closed for sending");
            }
            boolean whole = false;
            try {
                write(frame);
                whole = true;
            } finally {
                // After a torn frame nothing may follow: the other side would take it for the frame's rest.
                outputEnded = !whole;
            }
        } catch (IOException e) {
            throw new TransportException("Sending on " + this + " failed: " + e.getMessage(), e);
        } finally {
            sending.unlock();
        }
    }

    private void write(Frame frame) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(writeBuffer);
        frame.putPrefix(buffer);
        byte[] head = frame.head();
        int headPart = Math.min(head.length, buffer.remaining());
        buffer.put(head, 0, headPart);
        if (headPart < head.length) {
            out.write(writeBuffer, 0, buffer.position());
            buffer.clear();
            buffer.put(head, headPart, head.length - headPart);
        }
        ByteBuffer body = frame.body();
        if (body.remaining() > buffer.remaining() && body.hasArray()) {
            out.write(writeBuffer, 0, buffer.position());
            writeSlices(body.array(), body.arrayOffset() + body.position(), body.remaining());
        } else {
            while (body.remaining() > buffer.remaining()) {
                int slice = buffer.remaining();
                buffer.put(buffer.position(), body, body.position(), slice);
                body.position(body.position() + slice);
                out.write(writeBuffer, 0, writeBuffer.length);
                buffer.clear();
            }
            buffer.put(body);
            out.write(writeBuffer, 0, buffer.position());
        }
        out.flush();
    }

    /** Slices bound the native buffer that a write of a heap array is copied through. */
    private void writeSlices(byte[] array, int offset, int length) throws IOException {
        int end = offset + length;
        for (int at = offset; at < end; at += BUFFER_BYTES) {
            out.write(array, at, Math.min(BUFFER_BYTES, end - at));
        }
    }

    @Override
    protected @Nullable Frame receive() {
        try {
            Frame frame = read();
            // Once this side is closed, a subclass may drain the stream too: what was read meanwhile has gaps.
            return closed ? null : frame;
        } catch (IOException | TransportException e) {
            if (closed) {
                return null;
            }
            throw e instanceof TransportException known
                    ? known
                    : new TransportException("Receiving on " + this + " failed: " + e.getMessage(), e);
        }
    }

    private @Nullable Frame read() throws IOException {
        int got = in.readNBytes(prefix, 0, prefix.length);
        if (got == 0 || closed || isEndMark(got)) {
            return null;
        }
        if (got < prefix.length) {
            throw truncated("its prefix", got, prefix.length);
        }
        Frame.Prefix next = Frame.readPrefix(ByteBuffer.wrap(prefix));
        byte[] head = readPart("its head", next.headLength());
        byte[] body = readPart("its body", next.bodyLength());
        return Frame.of(next.type(), head, ByteBuffer.wrap(body));
    }

    private boolean isEndMark(int got) {
        return got == prefix.length && ByteBuffer.wrap(prefix).getLong() == END_MARK_LENGTH;
    }

    private byte[] readPart(String part, int length) throws IOException {
        byte[] bytes = new byte[length];
        int got = in.readNBytes(bytes, 0, length);
        if (got < length) {
            throw truncated(part, got, length);
        }
        return bytes;
    }

    private TransportException truncated(String part, int got, int expected) {
        return new TransportException(
                "The stream of " + this + " ended within a frame: " + part + " has " + got + " of "
                        + expected + " bytes. The other process died while it was sending, or closed the channel.");
    }

    @Override
    public void closeOutput() {
        sending.lock();
        try {
            if (outputEnded) {
                return;
            }
            outputEnded = true;
            out.write(new byte[Frame.PREFIX_BYTES]);
            out.flush();
        } catch (IOException e) {
            // The other side is gone: it needs no mark.
        } finally {
            sending.unlock();
        }
    }

    @Override
    public void close() {
        closed = true;
        closeQuietly(in);
        if (!closeEndedOutput()) {
            // The mark may have to wait for the other side, and so may a sender that is in the middle of a frame.
            Thread closer = new Thread(null, this::endAndCloseOutput, "mp-closer-" + name(), 0, false);
            closer.setDaemon(true);
            closer.start();
        }
    }

    /** False when the mark is still to be written. */
    private boolean closeEndedOutput() {
        if (!sending.tryLock()) {
            return false;
        }
        try {
            if (outputEnded) {
                closeQuietly(out);
            }
            return outputEnded;
        } finally {
            sending.unlock();
        }
    }

    /** The mark goes first: a channel that something else keeps open has no end of file. */
    private void endAndCloseOutput() {
        closeOutput();
        closeQuietly(out);
    }

    private static void closeQuietly(AutoCloseable stream) {
        try {
            stream.close();
        } catch (Exception e) {
            // Nothing is lost: whatever could not be flushed has nobody to read it.
        }
    }
}
