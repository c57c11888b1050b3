package io.multiprocessing.ipc.socket;

import io.multiprocessing.TransportException;
import io.multiprocessing.spi.Frame;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Event loop side of a link's input: what was read becomes frames in the inbox. */
final class FrameInput extends ChannelInboundHandlerAdapter {
    private static final int DRAIN_BYTES = 64 << 10;

    private final ServedLink link;
    private final Inbox inbox;
    private final FrameAssembler assembler = new FrameAssembler();

    FrameInput(ServedLink link, Inbox inbox) {
        this.link = link;
        this.inbox = inbox;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf piece = (ByteBuf) message;
        try {
            assemble(piece.nioBuffer());
        } finally {
            piece.release();
        }
    }

    /** Throws nothing for damage: it ends this link. */
    void assemble(ByteBuffer piece) {
        try {
            for (Frame frame = assembler.next(piece); frame != null; frame = assembler.next(piece)) {
                inbox.put(frame);
            }
            if (assembler.isEnded()) {
                inbox.end(null);
            }
        } catch (TransportException e) {
            inbox.end(e);
            link.closeChannel();
        }
    }

    /** The other process is dead: what the socket still holds is all there is, even if it has no end of file. */
    void drain(SocketChannel socket) {
        ByteBuffer piece = ByteBuffer.allocate(DRAIN_BYTES);
        try {
            while (socket.read(piece) > 0) {
                assemble(piece.flip());
                piece.clear();
            }
        } catch (IOException e) {
            // Closed meanwhile, or reset: an end like any other.
        }
        link.closeChannel();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        inbox.end(assembler.truncation(link.label()));
        link.channelClosed();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // An IOException is how a socket tells that the other side closed it without reading everything: an end.
        if (!(cause instanceof IOException)) {
            inbox.end(new TransportException("Receiving on link " + link.label() + " failed: " + cause, cause));
        }
        link.closeChannel();
    }
}
