package io.multiprocessing.tck.loopback;

import io.multiprocessing.TransportException;
import io.multiprocessing.spi.Frame;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One direction of a link: a queue of frames, bounded in bytes. No call is affected by interrupts. */
final class FrameChannel {
    /** A frame larger than this is let in when the queue is empty. */
    private static final int CAPACITY_BYTES = 1 << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Frame> frames = new ArrayDeque<>();
    private long bytes;
    private boolean ended;
    private boolean refused;

    /** Waits for room. */
    void put(Frame frame) {
        lock.lock();
        try {
            while (!ended && !refused && bytes > 0 && bytes + frame.encodedLength() > CAPACITY_BYTES) {
                changed.awaitUninterruptibly();
            }
            if (ended || refused) {
                throw new TransportException("The loopback link is closed " + (ended ? "here" : "by the other side"));
            }
            frames.add(frame);
            bytes += frame.encodedLength();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a frame; null when there will be none. */
    @Nullable Frame take() {
        lock.lock();
        try {
            while (frames.isEmpty() && !ended && !refused) {
                changed.awaitUninterruptibly();
            }
            Frame frame = refused ? null : frames.poll();
            if (frame != null) {
                bytes -= frame.encodedLength();
                changed.signalAll();
            }
            return frame;
        } finally {
            lock.unlock();
        }
    }

    /** The sender's end: what is in the queue can still be taken. */
    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The receiver's end: what is in the queue is dropped. */
    void refuse() {
        lock.lock();
        try {
            refused = true;
            frames.clear();
            bytes = 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
