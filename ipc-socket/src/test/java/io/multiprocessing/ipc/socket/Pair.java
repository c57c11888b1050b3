package io.multiprocessing.ipc.socket;

import io.multiprocessing.spi.Frame;
import io.multiprocessing.spi.Invitation;
import io.multiprocessing.spi.Link;
import io.multiprocessing.spi.StandardPipes;
import io.multiprocessing.spi.Transport;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;

/** Both ends of a link, in one JVM: the sockets between them are as real as between two. */
record Pair(Link parent, Link child, Recorder atParent, Recorder atChild) implements AutoCloseable {
    static final StandardPipes NO_PIPES =
            new StandardPipes(InputStream.nullInputStream(), OutputStream.nullOutputStream());
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A pair with handlers that take everything. */
    static Pair of(Transport transport) {
        Pair pair = notStarted(transport);
        pair.parent.start(pair.atParent);
        pair.child.start(pair.atChild);
        return pair;
    }

    static Pair notStarted(Transport transport) {
        try (Invitation invitation = transport.invite("child")) {
            Link child = ChildLink.connect(ChildAddress.parse(invitation.address()));
            Link parent = transport.accept(invitation, NO_PIPES, PATIENCE);
            return new Pair(parent, child, new Recorder(), new Recorder());
        }
    }

    static Frame frame(int type, int bodyBytes) {
        return Frame.of(type, new byte[0], ByteBuffer.wrap(new byte[bodyBytes]));
    }

    @Override
    public void close() {
        child.close();
        parent.close();
    }
}
