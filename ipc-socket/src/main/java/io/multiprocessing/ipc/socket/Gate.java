package io.multiprocessing.ipc.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.nio.AbstractNioChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stands before every new connection, and lets it through when its {@link Preamble} shows the token of an expected
 * child. A stranger is dropped: at the first wrong byte that matters, when it is too slow, or when too many wait.
 */
final class Gate extends ChannelInboundHandlerAdapter {
    private final Invitations invitations;
    private final Lobby lobby;
    private final Links links;
    private final ByteBuffer preamble = ByteBuffer.allocate(Preamble.BYTES);
    private @Nullable Future<?> deadline;

    /** Where links go that have come through. */
    interface Links {
        void add(ServedLink link, Channel channel);
    }

    Gate(Invitations invitations, Lobby lobby, Links links) {
        this.invitations = invitations;
        this.lobby = lobby;
        this.links = links;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) throws IOException {
        // A child's preamble has mostly come before its turn: then it need not wait where strangers crowd it out.
        socketOf(context.channel()).read(preamble);
        if (!preamble.hasRemaining()) {
            decide(context, Unpooled.EMPTY_BUFFER);
            return;
        }
        deadline = context.executor().schedule(() -> context.close(), lobby.patienceMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws IOException {
        ByteBuf piece = (ByteBuf) message;
        try {
            int part = Math.min(preamble.remaining(), piece.readableBytes());
            piece.readBytes(preamble.limit(preamble.position() + part));
            preamble.limit(Preamble.BYTES);
            if (!preamble.hasRemaining()) {
                decide(context, piece);
            }
        } finally {
            piece.release();
        }
    }

    private void decide(ChannelHandlerContext context, ByteBuf rest) throws IOException {
        leaveLobby(context.channel());
        SocketChannel socket = socketOf(context.channel());
        if (!Preamble.hasMagic(preamble)) {
            context.close();
        } else if (Preamble.version(preamble) != Preamble.VERSION) {
            refuse(context, socket, Preamble.BAD_VERSION);
        } else {
            SocketInvitation invitation = invitations.redeem(Preamble.invitation(preamble), Preamble.token(preamble));
            if (invitation == null) {
                refuse(context, socket, Preamble.BAD_TOKEN);
            } else {
                welcome(context, socket, invitation, rest);
            }
        }
    }

    private static void refuse(ChannelHandlerContext context, SocketChannel socket, int answer) throws IOException {
        socket.write(Preamble.writeAnswer(answer));
        context.close();
    }

    private void welcome(ChannelHandlerContext context, SocketChannel socket, SocketInvitation invitation, ByteBuf rest)
            throws IOException {
        // Before anybody has the link: the answer comes first on the stream. A fresh socket takes it whole.
        socket.write(Preamble.writeAnswer(Preamble.WELCOME));
        ServedLink link = new ServedLink(invitation.label(), context.channel(), socket);
        links.add(link, context.channel());
        context.pipeline().replace(this, null, link.input());
        invitation.arrived(link);
        link.input().assemble(rest.nioBuffer());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        leaveLobby(context.channel());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    private void leaveLobby(Channel channel) {
        lobby.leave(channel);
        if (deadline != null) {
            deadline.cancel(false);
        }
    }

    private static SocketChannel socketOf(Channel channel) {
        return (SocketChannel) ((AbstractNioChannel.NioUnsafe) channel.unsafe()).ch();
    }
}
