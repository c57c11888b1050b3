package io.multiprocessing.ipc.sharedmem;

import io.multiprocessing.TransportException;
import java.nio.ByteBuffer;

/**
 * The writing end of a {@link ByteRing}: takes any number of bytes, and waits for the reader while the ring is full.
 * Used by one thread at a time, except for {@link #close} and {@link #wake}.
 */
final class RingWriter implements Waiter.Condition {
    /** Long parts are published in pieces of this size, so that the reader copies while the writer does. */
    private static final int MOST_UNPUBLISHED = 64 << 10;

    private final ByteRing ring;
    private final Doorbell readerBell;
    private final Waiter waiter;
    private final LinkState state;
    private final int mask;
    private final int piece;

    private long position;
    private long published;
    private long headSeen;

    /** @param waiter sleeps at the bell that the reader rings */
    RingWriter(ByteRing ring, Doorbell readerBell, Waiter waiter, LinkState state) {
        this.ring = ring;
        this.readerBell = readerBell;
        this.waiter = waiter;
        this.state = state;
        this.mask = ring.capacity() - 1;
        this.piece = Math.min(MOST_UNPUBLISHED, ring.capacity() / 4);
    }

    /** @throws TransportException when nobody will read what is written */
    void checkReader() {
        if (hasNoReader()) {
            throw new TransportException("Nothing can be sent on " + ring.name() + ": " + whyNoReader());
        }
    }

    private String whyNoReader() {
        if (state.closed) {
            return "it was closed here";
        }
        return state.peerDied ? "the other process has ended" : "the other side closed it";
    }

    private boolean hasNoReader() {
        return state.closed || state.peerDied || ring.isReaderClosed();
    }

    /**
     * Puts all of {@code source} into the ring, whose position stays. The reader may see it no earlier than at {@link
     * #publish}.
     *
     * @throws TransportException when the link ends while this waits for room, or is damaged
     */
    void put(ByteBuffer source) {
        int end = source.limit();
        for (int at = source.position(); at < end;) {
            int index = (int) position & mask;
            int length = Math.min(Math.min(end - at, awaitRoom()), Math.min(piece, mask + 1 - index));
            ring.put(index, source, at, length);
            at += length;
            position += length;
            if (position - published >= piece) {
                publish();
            }
        }
    }

    /** At least 1. */
    private int awaitRoom() {
        long room = room();
        if (room == 0) {
            headSeen = ring.loadHead(headSeen, position);
            room = room();
        }
        while (room == 0) {
            publish();
            checkReader();
            waiter.await(this);
            headSeen = ring.loadHead(headSeen, position);
            room = room();
        }
        return (int) room;
    }

    /** Whether that many bytes can be put without waiting. */
    boolean hasRoomFor(long bytes) {
        if (room() < bytes) {
            headSeen = ring.loadHead(headSeen, position);
        }
        return room() >= bytes;
    }

    private long room() {
        return ring.capacity() - (position - headSeen);
    }

    /** For the waiter alone: whether there is room, or no use in waiting for it. */
    @Override
    public boolean getAsBoolean() {
        return ring.loadHead(headSeen, position) != headSeen || hasNoReader();
    }

    /** Lets the reader see what was put. */
    void publish() {
        if (published != position) {
            published = position;
            ring.publishTail(position);
            readerBell.ring();
        }
    }

    /** The end: the reader takes what was published, then learns that nothing follows. */
    void close() {
        ring.closeWriter();
        readerBell.ring();
    }

    /** Lets a thread that waits for room look at the link's state again. */
    void wake() {
        waiter.wake();
    }
}
