package io.multiprocessing.ipc.socket;

import io.multiprocessing.TransportException;
import io.multiprocessing.spi.PrivateDirectory;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Serves all children of one transport: one socket, one or two event-loop threads.
 *
 * <p>The socket is bound when the constructor returns, so children can be sent to it; they wait in its backlog until
 * Netty, which takes a fifth of a second in a fresh JVM, has come up in the background. A child's JVM takes about as
 * long.
 */
final class SocketServer implements AutoCloseable {
    private static final int MAX_THREADS = 2;
    private static final int BACKLOG = 1024;
    private static final int SHUTDOWN_SECONDS = 5;

    private final PrivateDirectory directory;
    private final ServerSocketChannel socket;
    private final Invitations invitations;
    private final Lobby lobby;
    private final Set<ServedLink> links = ConcurrentHashMap.newKeySet();
    private final Thread starter;
    private volatile EventLoop[] loops = {};

    /**
     * @param directory taken over: closed with this server
     * @throws TransportException when the socket can't be made
     */
    SocketServer(PrivateDirectory directory, Lobby lobby) {
        this.directory = directory;
        this.lobby = lobby;
        Path path = directory.path().resolve(SocketDirectory.SOCKET_NAME);
        this.socket = bind(path);
        this.invitations = new Invitations(path);
        this.starter = Thread.ofPlatform().name("mp-socket-start").daemon().start(this::serve);
    }

    private ServerSocketChannel bind(Path path) {
        ServerSocketChannel channel = null;
        try {
            channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            channel.bind(UnixDomainSocketAddress.of(path), BACKLOG);
            if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
            }
            return channel;
        } catch (IOException | UnsupportedOperationException e) {
            closeQuietly(channel);
            directory.close();
            throw new TransportException("A Unix domain socket can't be made: path=" + path + " cause=" + e, e);
        }
    }

    private void serve() {
        try {
            Channel server = new NioServerDomainSocketChannel(socket);
            server.pipeline()
                    .addLast(new Reception(() -> new Gate(invitations, lobby, this::admit), invitations, lobby,
                            loops()));
            loops[0].register(server).syncUninterruptibly();
        } catch (Throwable e) {
            invitations.failAll(new TransportException("The server of sockets did not start: " + e
                    + ". Is Netty (io.netty:netty-handler 4.2) on the class path, in one version?", e));
        }
        directory.sweepStale();
    }

    /**
     * Loops without a group around them: a group tells of its end through a global thread of Netty's, which is no
     * daemon and lives for a second. Their threads start when they are first needed.
     */
    private EventLoop[] loops() {
        EventLoop[] made = new EventLoop[Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors())];
        ThreadFactory threads = new DefaultThreadFactory("mp-socket", true);
        for (int index = 0; index < made.length; index++) {
            made[index] = new SingleThreadIoEventLoop(null, threads, NioIoHandler.newFactory());
        }
        loops = made;
        return made;
    }

    private void admit(ServedLink link, Channel channel) {
        links.add(link);
        channel.closeFuture().addListener(ended -> links.remove(link));
    }

    SocketInvitation invite(String label) {
        return invitations.add(label);
    }

    int strangers() {
        return lobby.size();
    }

    @Override
    public void close() {
        invitations.failAll(new TransportException("The transport was closed"));
        Uninterruptibly.run(starter::join);
        links.forEach(ServedLink::close);
        for (EventLoop loop : loops) {
            loop.shutdownGracefully(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS);
        }
        for (EventLoop loop : loops) {
            Uninterruptibly.run(() -> loop.awaitTermination(SHUTDOWN_SECONDS, TimeUnit.SECONDS));
        }
        closeQuietly(socket);
        directory.close();
    }

    private static void closeQuietly(@Nullable AutoCloseable resource) {
        try {
            if (resource != null) {
                resource.close();
            }
        } catch (Exception e) {
            // Nothing is lost: the descriptor is gone all the same.
        }
    }
}
