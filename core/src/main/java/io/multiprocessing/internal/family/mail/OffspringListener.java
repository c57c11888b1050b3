package io.multiprocessing.internal.family.mail;

import io.multiprocessing.TransportException;
import io.multiprocessing.internal.wire.Head;
import io.multiprocessing.spi.Frame;

/** Takes a child's frames that are for its parent alone. Called by threads that deliver frames: must not block. */
public interface OffspringListener {
    /** For children whose parent expects none. */
    OffspringListener NONE = new OffspringListener() {
        @Override
        public void received(int type, Head head, Frame frame) {
            throw new TransportException("Nobody expects a frame of type " + type + " from this process");
        }
    };

    void received(int type, Head head, Frame frame);
}
