package io.multiprocessing.tck.loopback;

import io.multiprocessing.spi.BlockingLink;
import io.multiprocessing.spi.Frame;
import org.jspecify.annotations.Nullable;

/** One end of a pair of links that hand each other's frames over. */
final class LoopbackLink extends BlockingLink {
    private final FrameChannel incoming;
    private final FrameChannel outgoing;

    LoopbackLink(String name, FrameChannel incoming, FrameChannel outgoing) {
        super(name);
        this.incoming = incoming;
        this.outgoing = outgoing;
    }

    @Override
    protected @Nullable Frame receive() {
        return incoming.take();
    }

    @Override
    public void send(Frame frame) {
        outgoing.put(frame);
    }

    @Override
    public void closeOutput() {
        outgoing.end();
    }

    @Override
    public void close() {
        outgoing.end();
        incoming.refuse();
    }
}
