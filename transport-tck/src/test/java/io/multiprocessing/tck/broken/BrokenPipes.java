package io.multiprocessing.tck.broken;

import io.multiprocessing.TransportException;
import io.multiprocessing.spi.Frame;
import io.multiprocessing.spi.Invitation;
import io.multiprocessing.spi.Link;
import io.multiprocessing.spi.StandardPipes;
import io.multiprocessing.spi.StreamLink;
import io.multiprocessing.spi.Transport;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/** Transports over real processes that do the wrong thing when a child dies or breaks the protocol. */
public abstract class BrokenPipes implements Transport {
    @Override
    public String name() {
        return "broken";
    }

    @Override
    public int rank() {
        return 0;
    }

    @Override
    public boolean usesStandardPipes() {
        return true;
    }

    @Override
    public Invitation invite(String label) {
        return new Invitation("");
    }

    @Override
    public Link connect(String address, StandardPipes pipes) {
        return new StreamLink("parent", pipes.in(), pipes.out());
    }

    @Override
    public void close() {}

    /** Takes what is missing of a torn frame for zeros. */
    public static final class DeliverTornFrames extends BrokenPipes {
        @Override
        public Link accept(Invitation invitation, StandardPipes pipes, Duration timeout) {
            return new StreamLink("torn", new FilterInputStream(pipes.in()) {
                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    int got = super.read(bytes, offset, length);
                    if (got < 0) {
                        Arrays.fill(bytes, offset, offset + length, (byte) 0);
                        return length;
                    }
                    return got;
                }
            }, pipes.out());
        }
    }

    /** Waits on when a child has died. */
    public static final class NeverNoticeADeath extends BrokenPipes {
        @Override
        public Link accept(Invitation invitation, StandardPipes pipes, Duration timeout) {
            CountDownLatch closed = new CountDownLatch(1);
            return new StreamLink("deaf", new FilterInputStream(pipes.in()) {
                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    int got = super.read(bytes, offset, length);
                    if (got < 0) {
                        try {
                            closed.await();
                        } catch (InterruptedException e) {
                            throw new IOException(e);
                        }
                    }
                    return got;
                }

                @Override
                public void close() throws IOException {
                    closed.countDown();
                    super.close();
                }
            }, pipes.out());
        }
    }

    /** Drops what has not been read yet when the child dies. */
    public static final class DropTheDeadsWords extends BrokenPipes {
        @Override
        public Link accept(Invitation invitation, StandardPipes pipes, Duration timeout) {
            return new StreamLink("hasty", pipes.in(), pipes.out()) {
                @Override
                public void peerDied() {
                    close();
                }
            };
        }
    }

    /** Believes any length. */
    public static final class BelieveAnyLength extends BrokenPipes {
        @Override
        public Link accept(Invitation invitation, StandardPipes pipes, Duration timeout) {
            return new StreamLink("credulous", pipes.in(), pipes.out()) {
                @Override
                protected Frame receive() {
                    return readUnchecked(pipes.in());
                }
            };
        }

        private static Frame readUnchecked(InputStream in) {
            try {
                ByteBuffer prefix = ByteBuffer.wrap(in.readNBytes(8));
                int rest = prefix.getInt() - 4;
                int type = prefix.getShort() >> 8;
                byte[] bytes = new byte[rest];
                in.readNBytes(bytes, 0, rest);
                int headLength = prefix.getShort();
                return Frame.of(
                        type & 0xFF,
                        Arrays.copyOf(bytes, headLength),
                        ByteBuffer.wrap(bytes, headLength, rest - headLength));
            } catch (IOException e) {
                throw new TransportException("broken", e);
            }
        }
    }
}
