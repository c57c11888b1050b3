package io.multiprocessing.ipc.socket;

import io.multiprocessing.TransportException;
import io.multiprocessing.spi.Availability;
import io.multiprocessing.spi.Invitation;
import io.multiprocessing.spi.Link;
import io.multiprocessing.spi.StandardPipes;
import io.multiprocessing.spi.Transport;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Links over Unix domain sockets. A parent serves any number of children with one or two threads of Netty's; a child
 * uses the JDK's channels alone, since Netty would cost it more than half a second before its first line.
 *
 * <p>The parent's socket lies in a directory that only its user can enter ({@code mp-} and random characters, in the
 * directory for temporary files), is made with the first invitation, and removed when the transport is closed. Each
 * child proves that it is the one invited by a random token of 256 bits, good for one connection, which it was told on
 * its standard input.
 *
 * <p>In the parent a handler runs in a virtual thread of its link's own. It may block, but should not compute for long:
 * all virtual threads share as many carriers as there are processors. A thread that sends more than the socket takes
 * waits in the system; if it is a virtual thread, it keeps its carrier.
 */
public final class SocketTransport implements Transport {
    private static final int MOST_STRANGERS = 128;
    private static final Duration STRANGERS_TIME = Duration.ofSeconds(10);

    private final List<Path> candidates;
    private final int mostStrangers;
    private final Duration strangersTime;
    private @Nullable SocketServer server;
    private @Nullable Link toParent;
    private boolean closed;

    /** Called by {@link java.util.ServiceLoader}. */
    public SocketTransport() {
        this(List.of(), MOST_STRANGERS, STRANGERS_TIME);
    }

    /** @param candidates directories for the socket, in order of preference; empty: the usual ones */
    SocketTransport(List<Path> candidates, int mostStrangers, Duration strangersTime) {
        this.candidates = candidates;
        this.mostStrangers = mostStrangers;
        this.strangersTime = strangersTime;
    }

    @Override
    public String name() {
        return "socket";
    }

    @Override
    public int rank() {
        return 200;
    }

    @Override
    public Availability availability() {
        try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            Class.forName("io.netty.channel.socket.nio.NioServerDomainSocketChannel", false,
                    getClass().getClassLoader());
            if (SocketDirectory.shortEnough(candidates()).isEmpty()) {
                return Availability.unavailable(SocketDirectory.tooLong(candidates()));
            }
            return Availability.available();
        } catch (UnsupportedOperationException | IOException e) {
            return Availability.unavailable("this system has no Unix domain sockets (" + e.getMessage() + ")");
        } catch (ClassNotFoundException | LinkageError e) {
            return Availability.unavailable("Netty 4.2 is missing; add io.netty:netty-handler (" + e + ")");
        }
    }

    private List<Path> candidates() {
        return candidates.isEmpty() ? SocketDirectory.candidates() : candidates;
    }

    @Override
    public Invitation invite(String label) {
        return server().invite(label);
    }

    private synchronized SocketServer server() {
        checkOpen();
        SocketServer serving = server;
        if (serving == null) {
            serving = new SocketServer(SocketDirectory.create(candidates()), new Lobby(mostStrangers, strangersTime));
            server = serving;
        }
        return serving;
    }

    /** How many connections have not shown a token yet. */
    synchronized int strangers() {
        return server == null ? 0 : server.strangers();
    }

    private void checkOpen() {
        if (closed) {
            throw new TransportException("The transport was closed");
        }
    }

    @Override
    public Link accept(Invitation invitation, StandardPipes pipes, Duration timeout) {
        return ((SocketInvitation) invitation).await(timeout);
    }

    @Override
    public synchronized Link connect(String address, StandardPipes pipes) {
        checkOpen();
        Link link = ChildLink.connect(ChildAddress.parse(address));
        toParent = link;
        return link;
    }

    @Override
    public void rehearse() throws IOException, InterruptedException {
        Rehearsal.run();
    }

    @Override
    public void close() {
        SocketServer serving;
        Link link;
        synchronized (this) {
            closed = true;
            serving = server;
            link = toParent;
            server = null;
            toParent = null;
        }
        if (link != null) {
            link.close();
        }
        if (serving != null) {
            serving.close();
        }
    }
}
