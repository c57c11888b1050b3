package io.multiprocessing.ipc.socket;

import io.multiprocessing.TransportException;
import io.multiprocessing.spi.Frame;
import io.multiprocessing.spi.FrameHandler;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keeps what a link delivers. */
final class Recorder implements FrameHandler {
    private static final int PATIENCE_SECONDS = 30;

    private final BlockingQueue<Frame> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<Optional<TransportException>> end = new CompletableFuture<>();

    @Override
    public void frame(Frame frame) {
        frames.add(frame);
    }

    @Override
    public void end(@Nullable TransportException cause) {
        end.complete(Optional.ofNullable(cause));
    }

    Frame next() throws Exception {
        Frame frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (frame == null) {
            throw new AssertionError("no frame came");
        }
        return frame;
    }

    /** Waits for the end; what went wrong, if anything. */
    Optional<TransportException> ending() throws Exception {
        return end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    boolean hasEnded() {
        return end.isDone();
    }

    int waiting() {
        return frames.size();
    }
}
