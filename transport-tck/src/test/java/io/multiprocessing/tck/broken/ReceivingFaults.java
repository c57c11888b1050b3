package io.multiprocessing.tck.broken;

import io.multiprocessing.TransportException;
import io.multiprocessing.spi.Frame;
import io.multiprocessing.spi.FrameHandler;
import io.multiprocessing.spi.Link;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Links that break a rule when they receive or are closed. */
final class ReceivingFaults {
    private ReceivingFaults() {}

    /** Calls the handler from two threads at once. */
    static final class DeliversAtOnce extends FilterLink {
        DeliversAtOnce(Link link) {
            super(link);
        }

        @Override
        public void start(FrameHandler handler) {
            super.start(new FilterHandler(handler) {
                @Override
                public void frame(Frame frame) {
                    Thread.ofPlatform().start(() -> handler.frame(frame));
                }
            });
        }
    }

    /** Says twice that it is over. */
    static final class EndsTwice extends FilterLink {
        EndsTwice(Link link) {
            super(link);
        }

        @Override
        public void start(FrameHandler handler) {
            super.start(new FilterHandler(handler) {
                @Override
                public void end(@Nullable TransportException cause) {
                    handler.end(cause);
                    handler.end(cause);
                }
            });
        }
    }

    /** Never says that it is over. */
    static final class NeverEnds extends FilterLink {
        NeverEnds(Link link) {
            super(link);
        }

        @Override
        public void start(FrameHandler handler) {
            super.start(new FilterHandler(handler) {
                @Override
                public void end(@Nullable TransportException cause) {}
            });
        }
    }

    /** Reads every body into the same memory. */
    static final class ReusesItsBuffer extends FilterLink {
        ReusesItsBuffer(Link link) {
            super(link);
        }

        @Override
        public void start(FrameHandler handler) {
            byte[] buffer = new byte[Frame.MAX_BODY];
            super.start(new FilterHandler(handler) {
                @Override
                public void frame(Frame frame) {
                    frame.body().get(buffer, 0, frame.bodyLength());
                    ByteBuffer body = ByteBuffer.wrap(buffer, 0, frame.bodyLength());
                    handler.frame(Frame.of(frame.type(), frame.head(), body));
                }
            });
        }
    }

    /** Throws away what comes before it is started. */
    static final class LosesWhatCameBeforeStart extends FilterLink {
        private volatile @Nullable FrameHandler started;

        LosesWhatCameBeforeStart(Link link) {
            super(link);
            link.start(new FrameHandler() {
                @Override
                public void frame(Frame frame) {
                    if (started != null) {
                        started.frame(frame);
                    }
                }

                @Override
                public void end(@Nullable TransportException cause) {
                    if (started != null) {
                        started.end(cause);
                    }
                }
            });
        }

        @Override
        public void start(FrameHandler handler) {
            started = handler;
        }
    }

    /** Goes on when a handler throws. */
    static final class IgnoresFailingHandlers extends FilterLink {
        IgnoresFailingHandlers(Link link) {
            super(link);
        }

        @Override
        public void start(FrameHandler handler) {
            super.start(new FilterHandler(handler) {
                @Override
                public void frame(Frame frame) {
                    try {
                        handler.frame(frame);
                    } catch (Throwable e) {
                        // This is what is wrong with it.
                    }
                }
            });
        }
    }

    /** Is not closed by close. */
    static final class IgnoresClose extends FilterLink {
        IgnoresClose(Link link) {
            super(link);
        }

        @Override
        public void close() {}
    }

    /** Waits in close for the other side. */
    static final class ClosesSlowly extends FilterLink {
        private final Object sending = new Object();

        ClosesSlowly(Link link) {
            super(link);
        }

        @Override
        public void send(Frame frame) {
            synchronized (sending) {
                super.send(frame);
            }
        }

        @Override
        public void close() {
            synchronized (sending) {
                super.close();
            }
        }
    }

    /** Leaves a thread behind. */
    static final class LeaksAThread extends FilterLink {
        LeaksAThread(Link link) {
            super(link);
            Thread.ofPlatform().daemon().name("mp-left-behind").start(() -> {
                while (true) {
                    java.util.concurrent.locks.LockSupport.park();
                }
            });
        }
    }

    /** Looks whether there is something to do, again and again. */
    static final class Spins extends FilterLink {
        private volatile boolean closed;

        Spins(Link link) {
            super(link);
            Thread.ofPlatform().daemon().start(() -> {
                while (!closed) {
                    Thread.onSpinWait();
                }
            });
        }

        @Override
        public void close() {
            closed = true;
            super.close();
        }
    }
}
