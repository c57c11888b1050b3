package io.multiprocessing.ipc.socket;

import io.multiprocessing.spi.Frame;
import io.multiprocessing.spi.FrameHandler;
import io.multiprocessing.spi.Link;
import io.netty.channel.Channel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.RejectedExecutionException;

/** The parent's end of a link: Netty reads and closes the socket, senders write to it themselves. */
final class ServedLink implements Link {
    private final String label;
    private final Channel channel;
    private final SocketChannel socket;
    private final ChannelWriter writer;
    private final Inbox inbox;
    private final FrameInput input;

    /** @param socket what {@code channel} is made of */
    ServedLink(String label, Channel channel, SocketChannel socket) {
        this.label = label;
        this.channel = channel;
        this.socket = socket;
        this.writer = new ChannelWriter(socket, label);
        this.inbox = new Inbox(label, new AutoReadTap(channel));
        this.input = new FrameInput(this, inbox);
    }

    String label() {
        return label;
    }

    FrameInput input() {
        return input;
    }

    @Override
    public void start(FrameHandler handler) {
        inbox.start(handler, this::close);
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
        try {
            channel.eventLoop().execute(() -> input.drain(socket));
        } catch (RejectedExecutionException e) {
            // The transport is closed, and this link with it.
        }
    }

    @Override
    public void close() {
        inbox.close();
        writer.shutDown();
        closeChannel();
    }

    /** Closes the socket; what was received before is still delivered. */
    void closeChannel() {
        if (channel.isOpen()) {
            channel.close();
        }
    }

    /** Called by the event loop when the socket is closed. */
    void channelClosed() {
        writer.shutDown();
    }

    @Override
    public String toString() {
        return "ServedLink[" + label + "]";
    }

    private record AutoReadTap(Channel channel) implements Inbox.Tap {
        @Override
        public boolean isOpen() {
            return channel.config().isAutoRead();
        }

        @Override
        public void setOpen(boolean open) {
            channel.config().setAutoRead(open);
        }
    }
}
