package io.multiprocessing.ipc.socket;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Somebody at the socket who is no child, or not yet. */
record Stranger(SocketChannel channel) implements AutoCloseable {
    static Stranger at(ChildAddress address) throws IOException {
        return new Stranger(SocketChannel.open(UnixDomainSocketAddress.of(address.path())));
    }

    void say(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    void say(byte... bytes) throws IOException {
        say(ByteBuffer.wrap(bytes));
    }

    /** The second number of the answer, or -1 when the connection ended without one. */
    int answer() throws IOException {
        ByteBuffer answer = ByteBuffer.allocate(Preamble.ANSWER_BYTES);
        try {
            while (answer.hasRemaining()) {
                if (channel.read(answer) < 0) {
                    return -1;
                }
            }
        } catch (IOException e) {
            return -1;
        }
        return answer.get(5);
    }

    /** Waits until the other side has ended the connection. */
    boolean isDropped() {
        ByteBuffer rest = ByteBuffer.allocate(1024);
        try {
            while (channel.read(rest) >= 0) {
                rest.clear();
            }
        } catch (IOException e) {
            // Reset: dropped all the more.
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
