package io.multiprocessing.ipc.socket;

import io.multiprocessing.TransportException;
import io.multiprocessing.spi.Frame;
import io.multiprocessing.spi.FrameHandler;
import io.multiprocessing.spi.PrivateDirectory;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A child's end of a link, in a JVM without Netty: a bare channel answers it. */
final class Rehearsal {
    private static final long PATIENCE_SECONDS = 10;

    private Rehearsal() {}

    static void run() throws IOException, InterruptedException {
        PrivateDirectory directory = SocketDirectory.create(SocketDirectory.candidates());
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            Path socket = directory.path().resolve(SocketDirectory.SOCKET_NAME);
            server.bind(UnixDomainSocketAddress.of(socket));
            String address =
                    new ChildAddress(1, new byte[Preamble.TOKEN_BYTES], ChannelProvider.name(), socket.toString())
                            .text();
            ChildLink link = ChildLink.connect(ChildAddress.parse(address));
            try (SocketChannel parent = server.accept()) {
                talk(parent, link);
            } finally {
                link.close();
            }
        } finally {
            directory.close();
        }
    }

    private static void talk(SocketChannel parent, ChildLink link) throws IOException, InterruptedException {
        Frame frame = Frame.of(1, new byte[1], ByteBuffer.allocate(1));
        CountDownLatch arrived = new CountDownLatch(1);
        link.start(new FrameHandler() {
            @Override
            public void frame(Frame received) {
                arrived.countDown();
            }

            @Override
            public void end(@Nullable TransportException cause) {}
        });
        link.send(frame);
        parent.write(Preamble.writeAnswer(Preamble.WELCOME));
        parent.configureBlocking(false);
        new ChannelWriter(parent, "rehearsal").send(frame);
        if (!arrived.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("The rehearsal's frame has not arrived in " + PATIENCE_SECONDS + " s");
        }
    }
}
