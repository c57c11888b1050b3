package io.multiprocessing.ipc.sharedmem;

import io.multiprocessing.TransportException;
import io.multiprocessing.spi.AdaptiveSpin;
import io.multiprocessing.spi.BlockingLink;
import io.multiprocessing.spi.Frame;
import io.multiprocessing.spi.Link;
import io.multiprocessing.spi.RegionFile;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A link over two rings in one mapped file. Frames stand in the rings in {@link Frame}'s stream layout, and flow
 * through piece by piece when they are larger.
 *
 * <p>A helper reads in the place of the reading thread while that sleeps between two frames ({@link ReadingTurn}). It
 * takes whole frames only, and is in the memory no longer than its turn lasts: the reading thread is inside the gate
 * all the time.
 *
 * <p>The memory is unmapped by whoever is in it last: {@link #close} closes two {@link Gate gates}, which sender and
 * reader pass for each frame, and wakes them.
 */
final class SharedMemoryLink extends BlockingLink {
    private final RegionFile region;
    private final LinkState state = new LinkState();
    private final RingReader in;
    private final RingWriter out;
    private final Set<Link> open;

    private final ReentrantLock sending = new ReentrantLock();
    private final AtomicInteger gatesOpen = new AtomicInteger(2);
    private final Gate senderGate = new UnmappingGate();
    private final Gate readerGate = new UnmappingGate();

    /** Keeps {@link #peerDied} out of memory that {@link #close} lets go of. */
    private final Object closing = new Object();

    private final ReadingTurn turn = new ReadingTurn();
    private final AdaptiveSpin helping;

    private final byte[] inPrefix = new byte[Frame.PREFIX_BYTES];
    private final ByteBuffer outPrefix = ByteBuffer.allocate(Frame.PREFIX_BYTES);
    private boolean outputEnded;

    /**
     * @param region which the link unmaps when it is closed
     * @param isParent which of the two ends this is
     * @param spinNanos see {@link Waiter}
     * @param open where this is to be removed from once it is closed
     */
    SharedMemoryLink(
            String name, RegionFile region, boolean isParent, int ringBytes, long spinNanos, Set<Link> open) {
        super(name);
        this.region = region;
        this.open = open;
        LinkEnds ends = new LinkEnds(region, isParent, ringBytes, spinNanos, "link " + name, state);
        this.in = ends.reader();
        this.out = ends.writer();
        this.helping = new AdaptiveSpin(spinNanos);
        Futex.prepare();
    }

    @Override
    public void send(Frame frame) {
        sending.lock();
        try {
            if (outputEnded || !senderGate.enter()) {
                throw new TransportException(this + " is closed for sending");
            }
            try {
                write(frame);
            } catch (InternalError e) {
                throw unreachable(e);
            } finally {
                senderGate.leave();
            }
        } finally {
            sending.unlock();
        }
    }

    @Override
    public boolean offer(Frame frame) {
        if (!sending.tryLock()) {
            return false;
        }
        try {
            if (outputEnded || !senderGate.enter()) {
                throw new TransportException(this + " is closed for sending");
            }
            try {
                if (!out.hasRoomFor(frame.encodedLength())) {
                    return false;
                }
                write(frame);
                return true;
            } catch (InternalError e) {
                throw unreachable(e);
            } finally {
                senderGate.leave();
            }
        } finally {
            sending.unlock();
        }
    }

    private void write(Frame frame) {
        out.checkReader();
        outPrefix.clear();
        frame.putPrefix(outPrefix);
        boolean whole = false;
        try {
            out.put(outPrefix.flip());
            out.put(ByteBuffer.wrap(frame.head()));
            out.put(frame.body());
            out.publish();
            if (state.closed) {
                // The reader may have found the end before it could find this: nobody may think that it was sent. (The
                // fence that publishing ends with orders this read after it.)
                throw new TransportException(this + " was closed while this was sent");
            }
            whole = true;
        } finally {
            // After a fragment nothing that follows would be understood.
            outputEnded = !whole;
        }
    }

    @Override
    protected @Nullable Frame receive() {
        if (!readerGate.enter()) {
            return null;
        }
        try {
            in.await(turn);
            return read();
        } catch (InternalError e) {
            throw unreachable(e);
        } finally {
            readerGate.leave();
        }
    }

    @Override
    public boolean deliverUntil(BooleanSupplier done) {
        if (!turn.borrow()) {
            return done.getAsBoolean();
        }
        boolean unread = true;
        try {
            in.hush();
            boolean isDone = deliverWholeUntil(done);
            unread = in.rearm();
            return isDone;
        } catch (TransportException e) {
            fail(e);
        } catch (InternalError e) {
            fail(unreachable(e));
        } finally {
            if (unread) {
                wakeReader();
            }
            turn.giveBack();
        }
        return done.getAsBoolean();
    }

    private boolean deliverWholeUntil(BooleanSupplier done) {
        while (!done.getAsBoolean()) {
            boolean ended = in.hasEnded();
            Frame frame = readWhole();
            if (frame != null) {
                if (!handOn(frame)) {
                    break;
                }
            } else if (ended || !helping.await(() -> done.getAsBoolean() || in.hasNews())) {
                break;
            }
        }
        return done.getAsBoolean();
    }

    /** The next frame if it has arrived as a whole. */
    private @Nullable Frame readWhole() {
        int available = in.peek(inPrefix);
        if (available < inPrefix.length) {
            return null;
        }
        Frame.Prefix prefix = Frame.readPrefix(ByteBuffer.wrap(inPrefix));
        long rest = (long) prefix.headLength() + prefix.bodyLength();
        return available - inPrefix.length < rest ? null : read();
    }

    private void wakeReader() {
        try {
            in.rearm();
            in.wake();
        } catch (InternalError e) {
            // It notices within the time of one sleep.
        }
    }

    private @Nullable Frame read() {
        int got = in.get(inPrefix, 0, inPrefix.length);
        if (got == 0 || state.closed) {
            return null;
        }
        checkWhole("its prefix", got, inPrefix.length);
        Frame.Prefix prefix = Frame.readPrefix(ByteBuffer.wrap(inPrefix));
        byte[] head = new byte[prefix.headLength()];
        byte[] body = new byte[prefix.bodyLength()];
        int gotOfHead = in.get(head, 0, head.length);
        int gotOfBody = in.get(body, 0, body.length);
        if (state.closed) {
            return null;
        }
        checkWhole("its head", gotOfHead, head.length);
        checkWhole("its body", gotOfBody, body.length);
        return Frame.of(prefix.type(), head, ByteBuffer.wrap(body));
    }

    private void checkWhole(String part, int got, int expected) {
        if (got < expected) {
            throw new TransportException("The stream of " + this + " is truncated, it ended within a frame: " + part
                    + " has " + got + " of " + expected + " bytes. The other process "
                    + (state.peerDied ? "died while it was sending." : "closed the link while it was sending."));
        }
    }

    private TransportException unreachable(InternalError e) {
        return new TransportException(
                "The memory of " + this + " is gone: something truncated its file, or its file system"
                        + " failed: file=" + region.path(),
                e);
    }

    @Override
    public void closeOutput() {
        sending.lock();
        try {
            if (!outputEnded && senderGate.enter()) {
                outputEnded = true;
                try {
                    out.close();
                    RegionFile.throwPendingFault();
                } catch (InternalError e) {
                    // The reader's memory is gone as well, and it learns so by itself.
                } finally {
                    senderGate.leave();
                }
            }
        } finally {
            sending.unlock();
        }
    }

    @Override
    public void peerDied() {
        synchronized (closing) {
            if (!state.closed) {
                state.peerDied = true;
                wakeBoth();
            }
        }
    }

    @Override
    public void close() {
        synchronized (closing) {
            if (state.closed) {
                return;
            }
            state.closed = true;
            try {
                out.close();
                in.close();
                RegionFile.throwPendingFault();
            } catch (InternalError e) {
                // The memory is gone for the other process as well, and it learns so by itself.
            }
            wakeBoth();
        }
        senderGate.close();
        readerGate.close();
        open.remove(this);
    }

    private void wakeBoth() {
        try {
            in.wake();
            out.wake();
            RegionFile.throwPendingFault();
        } catch (InternalError e) {
            // Who waits on memory that is gone notices within the time of one sleep.
        }
    }

    private final class UnmappingGate extends Gate {
        @Override
        protected void onShut() {
            if (gatesOpen.decrementAndGet() == 0) {
                region.unmap();
            }
        }
    }
}
