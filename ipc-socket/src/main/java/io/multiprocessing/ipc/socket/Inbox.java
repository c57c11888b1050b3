package io.multiprocessing.ipc.socket;

import io.multiprocessing.TransportException;
import io.multiprocessing.spi.Frame;
import io.multiprocessing.spi.FrameHandler;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Frames of one link between the event loop, which must never wait, and the handler, which may: a virtual thread of its
 * own for each link hands them on. So a handler that blocks stalls no other child, and costs no platform thread. The
 * hand-over is not free: 64 bytes there and back between two processes took 37 µs, where a handler on the event loop
 * itself took 21.
 *
 * <p>When the handler is slow, frames wait here up to a limit of bytes; then the event loop stops reading the link's
 * socket, and the sender is held back (L4).
 *
 * <table>
 *   <caption>Who calls what</caption>
 *   <tr><td>{@link #put}, {@link #end}</td><td>the event loop</td></tr>
 *   <tr><td>{@link #close}</td><td>anybody</td></tr>
 *   <tr><td>the handler</td><td>the link's virtual thread</td></tr>
 * </table>
 */
final class Inbox {
    private static final long PAUSE_ABOVE_BYTES = 1 << 20;
    private static final long RESUME_BELOW_BYTES = 256 << 10;

    /** What an empty frame takes up in memory, roughly. */
    private static final int FRAME_OVERHEAD_BYTES = 128;

    /** Turns the reading of the link's socket off and on. */
    interface Tap {
        boolean isOpen();

        void setOpen(boolean open);
    }

    private record End(@Nullable TransportException cause) {}

    private final String link;
    private final Tap tap;
    private final LinkedBlockingQueue<Object> waiting = new LinkedBlockingQueue<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final AtomicBoolean started = new AtomicBoolean();
    private volatile boolean closed;
    private boolean ended;

    Inbox(String link, Tap tap) {
        this.link = link;
        this.tap = tap;
    }

    void put(Frame frame) {
        waiting.add(frame);
        if (waitingBytes.addAndGet(weight(frame)) > PAUSE_ABOVE_BYTES && tap.isOpen()) {
            tap.setOpen(false);
            // The handler may have taken everything just before: then nobody else would open it again.
            openWhenDrained();
        }
    }

    /** No frame follows. Only the first call counts. */
    void end(@Nullable TransportException cause) {
        if (!ended) {
            ended = true;
            waiting.add(new End(cause));
        }
    }

    /** Ends delivery without what still waits. */
    void close() {
        closed = true;
        waiting.add(new End(null));
    }

    /** @param onFailure called when the handler throws, before its end is called */
    void start(FrameHandler handler, Runnable onFailure) {
        if (!started.compareAndSet(false, true)) {
            throw new IllegalStateException("start was called twice on link " + link);
        }
        Thread.ofVirtual()
                .name("mp-link-" + link)
                .inheritInheritableThreadLocals(false)
                .start(() -> deliver(handler, onFailure));
    }

    private void deliver(FrameHandler handler, Runnable onFailure) {
        TransportException cause;
        try {
            cause = deliverFrames(handler);
        } catch (Throwable e) {
            onFailure.run();
            cause = new TransportException("The handler of link " + link + " failed: " + e, e);
        }
        handler.end(cause);
    }

    private @Nullable TransportException deliverFrames(FrameHandler handler) {
        while (true) {
            Object next = take();
            if (closed) {
                return null;
            }
            if (next instanceof End(TransportException cause)) {
                return cause;
            }
            Frame frame = (Frame) next;
            handler.frame(frame);
            waitingBytes.addAndGet(-weight(frame));
            openWhenDrained();
        }
    }

    private Object take() {
        while (true) {
            try {
                return waiting.take();
            } catch (InterruptedException e) {
                // The thread belongs to the link: an interrupt says nothing to it.
            }
        }
    }

    private void openWhenDrained() {
        if (waitingBytes.get() < RESUME_BELOW_BYTES && !tap.isOpen()) {
            tap.setOpen(true);
        }
    }

    private static long weight(Frame frame) {
        return FRAME_OVERHEAD_BYTES + frame.encodedLength();
    }
}
