package io.multiprocessing.ipc.socket;

import io.multiprocessing.TransportException;
import io.multiprocessing.spi.BlockingLink;
import io.multiprocessing.spi.Frame;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * A child's end of a link: nothing but the JDK's channels, since what a child loads before its first line counts.
 *
 * <p>The channel is in non-blocking mode, so that no interrupt closes it: of a thread that sends, or of the reader.
 */
final class ChildLink extends BlockingLink {
    private static final int PIECE_BYTES = 64 << 10;

    private final SocketChannel channel;
    private final Selector readable;
    private final ChannelWriter writer;
    private final FrameAssembler assembler = new FrameAssembler();
    private final ByteBuffer piece = ByteBuffer.allocateDirect(PIECE_BYTES).limit(0);
    private boolean welcomed;
    private boolean maybeMore;
    private volatile boolean parentDied;
    private volatile boolean closed;

    private ChildLink(SocketChannel channel, Selector readable) {
        super("parent");
        this.channel = channel;
        this.readable = readable;
        this.writer = new ChannelWriter(channel, "parent");
    }

    /** @throws TransportException when nobody answers there */
    static ChildLink connect(ChildAddress address) {
        ChannelProvider.settle(address.provider());
        SocketChannel channel = null;
        try {
            channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            channel.connect(UnixDomainSocketAddress.of(address.path()));
            ByteBuffer preamble = Preamble.write(address.invitation(), address.token());
            while (preamble.hasRemaining()) {
                channel.write(preamble);
            }
            channel.configureBlocking(false);
            Selector readable = channel.provider().openSelector();
            channel.register(readable, SelectionKey.OP_READ);
            return new ChildLink(channel, readable);
        } catch (IOException | IllegalArgumentException | UnsupportedOperationException e) {
            closeQuietly(channel);
            throw new TransportException("Connecting to the parent's socket failed: path=" + address.path() + " cause="
                    + e
                    + ". Unless the cause says otherwise, the parent ended or closed its family before this child could"
                    + " connect.", e);
        }
    }

    @Override
    protected @Nullable Frame receive() {
        try {
            while (true) {
                Frame frame = welcomed || readWelcome() ? assembler.next(piece) : null;
                if (closed) {
                    return null;
                }
                if (frame != null) {
                    return frame;
                }
                if (assembler.isEnded()) {
                    return null;
                }
                if (!readPiece()) {
                    return endOfStream();
                }
            }
        } catch (IOException | ClosedSelectorException e) {
            // The parent closed its end without reading everything: to us that is an end like any other.
            return endOfStream();
        }
    }

    private @Nullable Frame endOfStream() {
        if (closed) {
            return null;
        }
        if (!welcomed) {
            throw new TransportException(
                    "The parent closed the connection before it answered: it ended, closed its family,"
                            + " or has too many strangers at its socket");
        }
        TransportException truncation = assembler.truncation("parent");
        if (truncation == null) {
            return null;
        }
        throw truncation;
    }

    private boolean readWelcome() {
        if (piece.remaining() < Preamble.ANSWER_BYTES) {
            return false;
        }
        Preamble.checkAnswer(piece.slice());
        piece.position(piece.position() + Preamble.ANSWER_BYTES);
        welcomed = true;
        return true;
    }

    /** Waits for bytes and reads what fits; false at the end of the stream. What is left in the piece is kept. */
    private boolean readPiece() throws IOException {
        piece.compact();
        try {
            int count = maybeMore ? channel.read(piece) : 0;
            while (count == 0 && !closed) {
                boolean last = parentDied;
                if (!last) {
                    awaitReadable();
                }
                count = channel.read(piece);
                if (count == 0 && last) {
                    return false;
                }
            }
            maybeMore = !piece.hasRemaining();
            return count > 0;
        } finally {
            piece.flip();
        }
    }

    private void awaitReadable() throws IOException {
        readable.select();
        readable.selectedKeys().clear();
        // The reader belongs to the link: an interrupt says nothing to it, and would make the next select spin.
        Thread.interrupted();
    }

    @Override
    public void send(Frame frame) {
        writer.send(frame);
    }

    @Override
    public void closeOutput() {
        writer.closeOutput();
    }

    @Override
    public void peerDied() {
        parentDied = true;
        readable.wakeup();
    }

    @Override
    public void close() {
        closed = true;
        writer.shutDown();
        closeQuietly(channel);
        closeQuietly(readable);
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
