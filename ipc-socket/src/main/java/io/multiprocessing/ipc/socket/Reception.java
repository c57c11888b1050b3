package io.multiprocessing.ipc.socket;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Stands behind the server's socket: gives each new connection a gate, and an event loop to live on. */
final class Reception extends ChannelInboundHandlerAdapter {
    private static final int PAUSE_MILLIS = 500;

    private final Supplier<Gate> gates;
    private final Invitations invitations;
    private final Lobby lobby;
    private final EventLoop[] loops;
    private int next;

    Reception(Supplier<Gate> gates, Invitations invitations, Lobby lobby, EventLoop[] loops) {
        this.gates = gates;
        this.invitations = invitations;
        this.lobby = lobby;
        this.loops = loops;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        Channel connection = (Channel) message;
        connection.pipeline().addLast(gates.get());
        // Here, where connections come in the order of their arrival: the loops may be out of step.
        lobby.enter(connection);
        next = (next + 1) % loops.length;
        connection.closeFuture().addListener(closed -> lobby.leave(connection));
        loops[next].register(connection).addListener(registered -> {
            if (!registered.isSuccess()) {
                connection.unsafe().closeForcibly();
            }
        });
    }

    /**
     * Out of descriptors, for example: trying again at once would spin, and children wait in the backlog meanwhile. Not
     * logged, but told to whoever waits in vain: a logger that comes up now fails for want of descriptors, for good.
     */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        invitations.acceptingFailed(cause);
        context.channel().config().setAutoRead(false);
        context.executor()
                .schedule(() -> context.channel().config().setAutoRead(true), PAUSE_MILLIS,
                        TimeUnit.MILLISECONDS);
    }
}
