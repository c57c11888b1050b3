package io.multiprocessing.ipc.socket;

import io.multiprocessing.spi.StandardPipes;
import io.multiprocessing.spi.Transport;
import io.multiprocessing.tck.RawChannel;
import io.multiprocessing.tck.TransportContract;
import java.io.IOException;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/** The conformance kit over sockets. */
class SocketTransportTest implements TransportContract {
    @Override
    public Transport newTransport() {
        return new SocketTransport();
    }

    @Override
    public Optional<Class<? extends RawChannel>> rawChannel() {
        return Optional.of(RawSocket.class);
    }

    /** A connection that has shown its token, without a link around it. */
    public static final class RawSocket implements RawChannel {
        @Override
        public OutputStream connect(String address, StandardPipes pipes) throws IOException {
            ChildAddress parent = ChildAddress.parse(address);
            SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(parent.path()));
            channel.write(Preamble.write(parent.invitation(), parent.token()));
            // What follows may be the last that this process does: the parent must know it by then.
            ByteBuffer answer = ByteBuffer.allocate(Preamble.ANSWER_BYTES);
            while (answer.hasRemaining() && channel.read(answer) >= 0) {}
            Preamble.checkAnswer(answer);
            return Channels.newOutputStream(channel);
        }
    }
}
