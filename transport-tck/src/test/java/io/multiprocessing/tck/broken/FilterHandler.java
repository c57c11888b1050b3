package io.multiprocessing.tck.broken;

import io.multiprocessing.TransportException;
import io.multiprocessing.spi.Frame;
import io.multiprocessing.spi.FrameHandler;
import org.jspecify.annotations.Nullable;

/** A handler that passes everything on to another: to be broken in one place. */
class FilterHandler implements FrameHandler {
    final FrameHandler handler;

    FilterHandler(FrameHandler handler) {
        this.handler = handler;
    }

    @Override
    public void frame(Frame frame) {
        handler.frame(frame);
    }

    @Override
    public void end(@Nullable TransportException cause) {
        handler.end(cause);
    }
}
