package io.multiprocessing.tck.broken;

import io.multiprocessing.spi.Frame;
import io.multiprocessing.spi.FrameHandler;
import io.multiprocessing.spi.Link;

/** A link that does what another does: to be broken in one place. */
class FilterLink implements Link {
    final Link link;

    FilterLink(Link link) {
        this.link = link;
    }

    @Override
    public void start(FrameHandler handler) {
        link.start(handler);
    }

    @Override
    public void send(Frame frame) {
        link.send(frame);
    }

    @Override
    public void closeOutput() {
        link.closeOutput();
    }

    @Override
    public void peerDied() {
        link.peerDied();
    }

    @Override
    public void close() {
        link.close();
    }
}
