package io.multiprocessing.benchmarks.scenario.queue;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * Messages on streams, each in one write: four bytes of length, then the message.
 *
 * <p>Reading takes as much as there is, so a small message costs one system call on each side.
 */
final class StreamLine implements Line {
    private static final int LENGTH_BYTES = 4;
    private static final int BUFFER_BYTES = 64 << 10;

    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int from;
    private int to;
    private byte[] outgoing = {};

    StreamLine(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    @Override
    public void send(byte[] message) throws IOException {
        int length = LENGTH_BYTES + message.length;
        if (outgoing.length != length) {
            outgoing = new byte[length];
        }
        ByteBuffer.wrap(outgoing).putInt(message.length).put(message);
        out.write(outgoing);
        out.flush();
    }

    @Override
    public byte[] receive() throws IOException {
        while (to - from < LENGTH_BYTES) {
            fill();
        }
        int length = ByteBuffer.wrap(buffer, from, LENGTH_BYTES).getInt();
        from += LENGTH_BYTES;
        byte[] message = new byte[length];
        int buffered = Math.min(length, to - from);
        System.arraycopy(buffer, from, message, 0, buffered);
        from += buffered;
        if (in.readNBytes(message, buffered, length - buffered) < length - buffered) {
            throw new EOFException("The partner has ended");
        }
        return message;
    }

    private void fill() throws IOException {
        System.arraycopy(buffer, from, buffer, 0, to - from);
        to -= from;
        from = 0;
        int count = in.read(buffer, to, buffer.length - to);
        if (count < 0) {
            throw new EOFException("The partner has ended");
        }
        to += count;
    }
}
