package io.multiprocessing.tck.loopback;

import io.multiprocessing.spi.BlockingLink;
import io.multiprocessing.spi.Frame;
import io.multiprocessing.spi.Link;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One end of a pair of links that hand each other's frames over. */
final class LoopbackLink extends BlockingLink {
    private final FrameChannel incoming;
    private final FrameChannel outgoing;

    private final Set<Link> openLinks;

    LoopbackLink(String name, FrameChannel incoming, FrameChannel outgoing, Set<Link> openLinks) {
        super(name);
        this.incoming = incoming;
        this.outgoing = outgoing;
        this.openLinks = openLinks;
        openLinks.add(this);
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
        openLinks.remove(this);
    }
}
