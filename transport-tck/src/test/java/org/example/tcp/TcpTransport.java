package org.example.tcp;

import io.multiprocessing.TransportException;
import io.multiprocessing.spi.Invitation;
import io.multiprocessing.spi.Link;
import io.multiprocessing.spi.StandardPipes;
import io.multiprocessing.spi.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Links over TCP on the loopback interface. */
public final class TcpTransport implements Transport {
    private static final int TOKEN_BYTES = 36;
    private static final int TOKEN_TIMEOUT_MILLIS = 2000;

    private final Set<Link> openLinks = ConcurrentHashMap.newKeySet();

    public TcpTransport() {}

    @Override
    public String name() {
        return "tcp";
    }

    @Override
    public int rank() {
        return 50;
    }

    @Override
    public Invitation invite(String label) {
        try {
            return new TcpInvitation(label, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            throw new TransportException("No server socket for " + label + ": " + e.getMessage(), e);
        }
    }

    /** One server socket per child; the address is its port and a token that proves who comes. */
    private static final class TcpInvitation extends Invitation {
        final String label;
        final ServerSocket server;
        final String token;

        TcpInvitation(String label, ServerSocket server) {
            this(label, server, UUID.randomUUID().toString());
        }

        private TcpInvitation(String label, ServerSocket server, String token) {
            super(server.getLocalPort() + " " + token);
            this.label = label;
            this.server = server;
            this.token = token;
        }

        @Override
        public void close() {
            try {
                server.close();
            } catch (IOException e) {
                // It was closed already.
            }
        }
    }

    @Override
    public Link accept(Invitation invitation, StandardPipes pipes, Duration timeout) {
        TcpInvitation own = (TcpInvitation) invitation;
        long end = System.nanoTime() + timeout.toNanos();
        try {
            while (true) {
                long millis = (end - System.nanoTime()) / 1_000_000;
                own.server.setSoTimeout(Math.clamp(millis, 1, Integer.MAX_VALUE));
                Socket socket = own.server.accept();
                if (proves(socket, own.token)) {
                    return new TcpLink(own.label, socket, openLinks);
                }
                socket.close();
            }
        } catch (IOException e) {
            throw new TransportException(own.label + " did not connect: " + e.getMessage(), e);
        }
    }

    private static boolean proves(Socket socket, String token) throws IOException {
        socket.setSoTimeout(TOKEN_TIMEOUT_MILLIS);
        try {
            byte[] got = socket.getInputStream().readNBytes(TOKEN_BYTES);
            socket.setSoTimeout(0);
            return MessageDigest.isEqual(got, token.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public Link connect(String address, StandardPipes pipes) {
        String[] parts = address.split(" ");
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(parts[0]));
            socket.getOutputStream().write(parts[1].getBytes(StandardCharsets.US_ASCII));
            return new TcpLink("parent", socket, openLinks);
        } catch (IOException | RuntimeException e) {
            throw new TransportException("Nobody answers at this address: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        openLinks.forEach(Link::close);
    }
}
