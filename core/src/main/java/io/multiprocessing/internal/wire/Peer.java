package io.multiprocessing.internal.wire;

import io.multiprocessing.TransportException;
import io.multiprocessing.spi.Frame;
import io.multiprocessing.spi.FrameHandler;
import io.multiprocessing.spi.Link;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * The neighbour at the other end of a link, and the outbox to it.
 *
 * <p>Threads of two kinds send. A user's thread may block while the channel is full: it {@link #send}s. A thread that
 * delivers frames may not, or two processes that answer each other over full channels would wait for each other for
 * ever: it {@link #post}s. Both put the frame into one queue, so the order is kept; whoever holds {@code writing}
 * empties it. The queue needs no bound of its own: each frame in it belongs to a caller that waits for its answer, or
 * is such an answer.
 */
public final class Peer {
    /** After so many frames of others a user's thread leaves the rest to a thread of ours. */
    private static final int FAIR_SHARE = 64;

    private final Link link;
    private final ConcurrentLinkedQueue<Frame> outbox = new ConcurrentLinkedQueue<>();
    private final ReentrantLock writing = new ReentrantLock();
    private volatile boolean broken;

    public Peer(Link link) {
        this.link = link;
    }

    /** Begins to deliver frames. */
    public void start(FrameHandler handler) {
        link.start(handler);
    }

    /**
     * Sends a frame in this thread if it can, blocking while the channel is full. A broken link drops it: see the end.
     */
    public void send(Frame frame) {
        outbox.add(frame);
        drain(FAIR_SHARE);
        if (!outbox.isEmpty() && !writing.isLocked()) {
            flushElsewhere();
        }
    }

    /**
     * Waits until the channel has taken all that was sent before, by whichever thread; blocks while it is full.
     *
     * @return false when the link is broken: something may never arrive
     */
    public boolean flush() {
        writing.lock();
        try {
            for (Frame frame = outbox.poll(); frame != null; frame = outbox.poll()) {
                transmit(frame);
            }
        } finally {
            writing.unlock();
        }
        // Those that came after the last look have left it to the holder of the lock.
        drain(Integer.MAX_VALUE);
        return !broken;
    }

    /**
     * Sends a frame and waits until the channel has taken it, so that it arrives even if this process is killed right
     * after; blocks while the channel is full. A broken link drops it: see the end.
     */
    public void sendThrough(Frame frame) {
        outbox.add(frame);
        flush();
    }

    /** Sends a frame without ever blocking this thread. */
    public void post(Frame frame) {
        outbox.add(frame);
        if (!offerAll()) {
            flushElsewhere();
        }
    }

    /** Sends what the link takes without waiting; false when somebody must wait for the rest. */
    private boolean offerAll() {
        while (!outbox.isEmpty() && writing.tryLock()) {
            try {
                for (Frame frame = outbox.peek(); frame != null; frame = outbox.peek()) {
                    if (!offer(frame)) {
                        return false;
                    }
                    outbox.poll();
                }
            } finally {
                writing.unlock();
            }
        }
        return true;
    }

    private boolean offer(Frame frame) {
        try {
            return broken || link.offer(frame);
        } catch (TransportException e) {
            broken = true;
            return true;
        }
    }

    /** Delivers what arrives in this thread, for a moment: see {@link Link#deliverUntil}. */
    public boolean deliverUntil(BooleanSupplier done) {
        return link.deliverUntil(done);
    }

    private void flushElsewhere() {
        Thread.ofVirtual().name("mp-flush").start(() -> drain(Integer.MAX_VALUE));
    }

    /**
     * Every frame is sent by the thread that put it there, or by one that holds the lock after it was put: a holder
     * looks at the queue once more after it has released the lock.
     */
    private void drain(int limit) {
        int sent = 0;
        while (!outbox.isEmpty() && sent < limit && writing.tryLock()) {
            try {
                for (Frame frame = outbox.poll(); frame != null; frame = outbox.poll()) {
                    transmit(frame);
                    if (++sent >= limit) {
                        break;
                    }
                }
            } finally {
                writing.unlock();
            }
        }
    }

    private void transmit(Frame frame) {
        if (broken) {
            return;
        }
        try {
            link.send(frame);
        } catch (TransportException e) {
            // The end of the link, which both sides see, tells everybody who waits for an answer.
            broken = true;
        }
    }

    /** Sends what is to be sent, and says that nothing more will come. May block while the channel is full. */
    public void closeOutput() {
        drain(Integer.MAX_VALUE);
        link.closeOutput();
        broken = true;
    }

    /** The other process has ended: see {@link Link#peerDied}. */
    public void died() {
        broken = true;
        link.peerDied();
    }

    public void close() {
        broken = true;
        link.close();
    }
}
