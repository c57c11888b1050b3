package io.multiprocessing.tck.broken;

import io.multiprocessing.TransportException;
import io.multiprocessing.spi.Frame;
import io.multiprocessing.spi.Link;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** Links that break a rule when they send. */
final class SendingFaults {
    private SendingFaults() {}

    private static final Frame NO_MORE = Frame.of(0, new byte[0]);

    /** Lets every hundredth frame be overtaken by the next. */
    static final class Reorders extends FilterLink {
        private @Nullable Frame late;
        private int count;

        Reorders(Link link) {
            super(link);
        }

        @Override
        public void send(Frame frame) {
            Frame overtaken = late;
            late = null;
            if (overtaken == null && ++count % 10 == 0) {
                late = frame;
                return;
            }
            super.send(frame);
            if (overtaken != null) {
                super.send(overtaken);
            }
        }

        @Override
        public void closeOutput() {
            if (late != null) {
                super.send(late);
                late = null;
            }
            super.closeOutput();
        }
    }

    /** Sends every hundredth frame twice. */
    static final class Doubles extends FilterLink {
        private int count;

        Doubles(Link link) {
            super(link);
        }

        @Override
        public void send(Frame frame) {
            super.send(frame);
            if (++count % 100 == 0) {
                super.send(frame);
            }
        }
    }

    /** Makes one frame of two when both are small. */
    static final class Merges extends FilterLink {
        private @Nullable Frame waiting;

        Merges(Link link) {
            super(link);
        }

        @Override
        public void send(Frame frame) {
            Frame first = waiting;
            waiting = null;
            if (first != null && first.type() == frame.type()) {
                ByteBuffer both = ByteBuffer.allocate(first.bodyLength() + frame.bodyLength());
                super.send(Frame.of(frame.type(), first.head(), both.put(first.body()).put(frame.body()).flip()));
            } else {
                if (first != null) {
                    super.send(first);
                }
                waiting = frame;
            }
        }

        @Override
        public void closeOutput() {
            if (waiting != null) {
                super.send(waiting);
                waiting = null;
            }
            super.closeOutput();
        }
    }

    /** Damages a byte of large bodies. */
    static final class Corrupts extends FilterLink {
        Corrupts(Link link) {
            super(link);
        }

        @Override
        public void send(Frame frame) {
            if (frame.bodyLength() < 1 << 16) {
                super.send(frame);
                return;
            }
            byte[] body = new byte[frame.bodyLength()];
            frame.body().get(body);
            body[1 << 15] ^= 1;
            super.send(Frame.of(frame.type(), frame.head(), ByteBuffer.wrap(body)));
        }
    }

    /** Takes over whatever it is given, and sends it some day. */
    static final class BuffersWithoutBound extends FilterLink {
        private final BlockingQueue<Frame> buffer = new LinkedBlockingQueue<>();
        private volatile boolean closed;

        BuffersWithoutBound(Link link) {
            super(link);
            Thread.ofPlatform().daemon().name("buffer").start(this::pump);
        }

        private void pump() {
            try {
                for (Frame frame = buffer.take(); frame != NO_MORE; frame = buffer.take()) {
                    link.send(frame);
                }
                link.closeOutput();
            } catch (InterruptedException | TransportException e) {
                link.close();
            }
        }

        @Override
        public void send(Frame frame) {
            if (closed) {
                throw new TransportException("closed");
            }
            buffer.add(frame);
        }

        @Override
        public void closeOutput() {
            closed = true;
            buffer.add(NO_MORE);
        }
    }

    /** Fails when its caller is interrupted. */
    static final class YieldsToInterrupts extends FilterLink {
        YieldsToInterrupts(Link link) {
            super(link);
        }

        @Override
        public void send(Frame frame) {
            if (Thread.currentThread().isInterrupted()) {
                throw new TransportException("interrupted");
            }
            super.send(frame);
        }
    }

    /** Forgets that its caller was interrupted. */
    static final class SwallowsInterrupts extends FilterLink {
        SwallowsInterrupts(Link link) {
            super(link);
        }

        @Override
        public void send(Frame frame) {
            Thread.interrupted();
            super.send(frame);
        }
    }

    /** Loses the last frame before a half-close. */
    static final class DropsTheLastFrame extends FilterLink {
        private @Nullable Frame last;

        DropsTheLastFrame(Link link) {
            super(link);
        }

        @Override
        public void send(Frame frame) {
            if (last != null) {
                super.send(last);
            }
            last = frame;
        }
    }

    /** Closes everything when one direction ends. */
    static final class HalfClosesBoth extends FilterLink {
        HalfClosesBoth(Link link) {
            super(link);
        }

        @Override
        public void closeOutput() {
            close();
        }
    }

    /** Sends on after its half-close, into nothing. */
    static final class SendsAfterHalfClose extends FilterLink {
        private boolean ended;

        SendsAfterHalfClose(Link link) {
            super(link);
        }

        @Override
        public void send(Frame frame) {
            if (!ended) {
                super.send(frame);
            }
        }

        @Override
        public void closeOutput() {
            super.closeOutput();
            ended = true;
        }
    }
}
