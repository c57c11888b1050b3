package io.multiprocessing.spi;

import io.multiprocessing.TransportException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A base for links that are read by a blocking call: {@link #start} gives each a daemon thread that calls {@link
 * #receive} and hands the frames on, by the rules L5, L9 and L10.
 */
public abstract class BlockingLink implements Link {
    private final String name;
    private final AtomicBoolean started = new AtomicBoolean();
    private volatile @Nullable FrameHandler handler;
    private volatile @Nullable TransportException failure;

    /** @param name what the reader thread is called after, for thread dumps: {@code mp-link-<name>} */
    protected BlockingLink(String name) {
        this.name = name;
    }

    /**
     * Waits for the next frame. Called by one thread only. Not affected by interrupts.
     *
     * @return the frame; null at the orderly end of the other side's output, or once this side is closed
     * @throws TransportException when the stream is damaged or ends within a frame
     */
    protected abstract @Nullable Frame receive();

    @Override
    public final void start(FrameHandler handler) {
        if (!started.compareAndSet(false, true)) {
            throw new IllegalStateException("start was called twice on link " + name);
        }
        this.handler = handler;
        Thread reader = new Reader(handler);
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Neither with a lambda nor with a {@code +} of strings, which a fresh JVM links by making classes, milliseconds on
     * the way to a child's first line.
     */
    private final class Reader extends Thread {
        private final FrameHandler taker;

        Reader(FrameHandler taker) {
            super(null, null, "mp-link-".concat(name), 0, false);
            this.taker = taker;
        }

        @Override
        public void run() {
            deliver(taker);
        }
    }

    private void deliver(FrameHandler handler) {
        TransportException cause = null;
        try {
            for (Frame frame = receive(); frame != null; frame = receive()) {
                hand(frame, handler);
            }
            cause = failure;
        } catch (TransportException e) {
            cause = e;
            close();
        } catch (Throwable e) {
            cause = new TransportException("Receiving on " + this + " failed: " + e, e);
            close();
        }
        handler.end(cause);
    }

    /**
     * For subclasses that deliver in other threads as well (L14), while the reading thread waits in {@link #receive}:
     * hands a frame on.
     *
     * @return false when the handler failed and the link was closed for it (L10)
     */
    protected final boolean handOn(Frame frame) {
        FrameHandler taker = handler;
        if (taker == null) {
            throw new IllegalStateException("The link " + name + " has not been started");
        }
        try {
            hand(frame, taker);
            return true;
        } catch (TransportException e) {
            fail(e);
            return false;
        }
    }

    /** Closes the link; its handler is told of the cause at the end, by the reading thread. */
    protected final void fail(TransportException cause) {
        failure = cause;
        close();
    }

    private void hand(Frame frame, FrameHandler handler) {
        try {
            handler.frame(frame);
        } catch (Throwable e) {
            throw new TransportException("The handler of " + this + " failed: " + e, e);
        }
    }

    /** What the link was named, for threads that a subclass starts. */
    protected final String name() {
        return name;
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + name + "]";
    }
}
