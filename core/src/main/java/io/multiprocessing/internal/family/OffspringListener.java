package io.multiprocessing.internal.family;

import io.multiprocessing.internal.wire.Head;
import io.multiprocessing.spi.Frame;

/** Takes a child's frames that are for its parent alone. Called by threads that deliver frames: must not block. */
public interface OffspringListener {
    OffspringListener NONE = (type, head, frame) -> {
        throw new io.multiprocessing.TransportException("Nobody expects a frame of type " + type + " from this child");
    };

    void received(int type, Head head, Frame frame);
}
