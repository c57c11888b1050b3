package org.example.tcp;

import io.multiprocessing.spi.Link;
import io.multiprocessing.spi.StreamLink;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A link over a socket. */
final class TcpLink extends StreamLink {
    private final Set<Link> openLinks;

    TcpLink(String name, Socket socket, Set<Link> openLinks) throws IOException {
        super(name, new Incoming(socket), new Outgoing(socket));
        this.openLinks = openLinks;
        socket.setTcpNoDelay(true);
        openLinks.add(this);
    }

    @Override
    public void close() {
        super.close();
        openLinks.remove(this);
    }

    /** Does not close the socket: what has been sent may still have to leave. */
    private static final class Incoming extends FilterInputStream {
        Incoming(Socket socket) throws IOException {
            super(socket.getInputStream());
        }

        @Override
        public void close() {}
    }

    private static final class Outgoing extends OutputStream {
        private final Socket socket;
        private final OutputStream out;

        Outgoing(Socket socket) throws IOException {
            this.socket = socket;
            this.out = socket.getOutputStream();
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        /** An interrupt closes the socket under a virtual thread, so those let a platform thread write (L8). */
        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (!Thread.currentThread().isVirtual()) {
                out.write(bytes, offset, length);
                return;
            }
            try {
                CompletableFuture.runAsync(() -> writeUnchecked(bytes, offset, length), Outgoing::startThread).join();
            } catch (CompletionException e) {
                throw new IOException(e.getCause());
            }
        }

        private void writeUnchecked(byte[] bytes, int offset, int length) {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void startThread(Runnable body) {
            Thread.ofPlatform().daemon().name("mp-tcp").start(body);
        }

        /**
         * The last call of a closing link. TCP throws away what it has not sent yet when a socket is closed with input
         * unread, so that is read up to the other side's end first (L7).
         */
        @Override
        public void close() {
            startThread(() -> {
                try (socket) {
                    socket.shutdownOutput();
                    socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                    // The other side is gone, or another thread has closed it.
                }
            });
        }
    }
}
