package io.multiprocessing.spi;

import io.multiprocessing.TransportException;
import org.jspecify.annotations.Nullable;

/**
 * Takes what a {@link Link} receives. Called by one thread at a time; a transport delivers nothing more while a call
 * runs, so a slow handler pushes back on the sender (L4). An exception from {@link #frame} ends the link (L10).
 */
public interface FrameHandler {
    /** The next frame, in the order in which they were sent. */
    void frame(Frame frame);

    /**
     * The last call: no frame follows.
     *
     * @param cause null when the other side closed its output in an orderly way or this side closed the link; else what
     *     went wrong: the stream ended within a frame, or what came was no frame
     */
    void end(@Nullable TransportException cause);
}
