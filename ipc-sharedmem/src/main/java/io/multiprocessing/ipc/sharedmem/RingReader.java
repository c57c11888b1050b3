package io.multiprocessing.ipc.sharedmem;

/**
 * The reading end of a {@link ByteRing}: waits for the writer while the ring is empty. Used by one thread, except for
 * {@link #close} and {@link #wake}; or by helpers in their turn (see {@link ReadingTurn}), which never sleep.
 */
final class RingReader implements Waiter.Condition {
    private final ByteRing ring;
    private final Doorbell writerBell;
    private final Waiter waiter;
    private final LinkState state;
    private final int mask;
    private final int releaseStep;

    private long position;
    private long released;
    private long tailSeen;

    /** @param waiter sleeps at the bell that the writer rings */
    RingReader(ByteRing ring, Doorbell writerBell, Waiter waiter, LinkState state) {
        this.ring = ring;
        this.writerBell = writerBell;
        this.waiter = waiter;
        this.state = state;
        this.mask = ring.capacity() - 1;
        this.releaseStep = ring.capacity() / 4;
    }

    /**
     * Takes bytes out of the ring, waiting until they are there.
     *
     * @return how many: less than {@code length} only when nothing more will come
     * @throws io.multiprocessing.TransportException when the ring is damaged
     */
    int get(byte[] target, int offset, int length) {
        int done = 0;
        while (done < length) {
            int available = awaitBytes();
            if (available == 0) {
                break;
            }
            int index = (int) position & mask;
            int part = Math.min(Math.min(length - done, available), mask + 1 - index);
            ring.get(index, target, offset + done, part);
            done += part;
            position += part;
            // In steps, to spare the writer's cache. An empty ring always has room, since less than a step is withheld:
            // so nothing need be released before waiting.
            if (position - released >= releaseStep) {
                released = position;
                ring.publishHead(position);
                writerBell.ring();
            }
        }
        return done;
    }

    /** Waits for the next byte, or the end; while it sleeps, the turn to read is offered to others. */
    void await(ReadingTurn turn) {
        while (!hasUnread()) {
            waiter.await(this, turn);
        }
    }

    /**
     * Copies what comes next, without taking it.
     *
     * @return how many bytes are there; when fewer than {@code target} is long, nothing was copied
     */
    int peek(byte[] target) {
        tailSeen = ring.loadTail(tailSeen, position);
        int available = (int) (tailSeen - position);
        if (available >= target.length) {
            int index = (int) position & mask;
            int part = Math.min(target.length, mask + 1 - index);
            ring.get(index, target, 0, part);
            ring.get(0, target, part, target.length - part);
        }
        return available;
    }

    /** Whether more has come since the last look, or nothing will. */
    boolean hasNews() {
        return ring.loadTail(tailSeen, position) != tailSeen || hasEnded();
    }

    /** Helper, at the beginning of its turn. */
    void hush() {
        waiter.hush();
    }

    /**
     * Helper, at the end of its turn.
     *
     * @return whether there is something to read that the sleeping thread was not rung for
     */
    boolean rearm() {
        waiter.rearm();
        return hasUnread();
    }

    /** 0 at the end. */
    private int awaitBytes() {
        if (tailSeen == position) {
            tailSeen = ring.loadTail(tailSeen, position);
        }
        while (tailSeen == position) {
            // The end is read before the tail: what was written before the end is not missed.
            boolean ended = hasEnded();
            tailSeen = ring.loadTail(tailSeen, position);
            if (tailSeen == position) {
                if (ended) {
                    return 0;
                }
                waiter.await(this);
            }
        }
        return (int) (tailSeen - position);
    }

    private boolean hasUnread() {
        return tailSeen != position || hasNews();
    }

    boolean hasEnded() {
        return state.closed || state.peerDied || ring.isWriterClosed();
    }

    /** For the waiter alone: whether there are bytes, or none will come. */
    @Override
    public boolean getAsBoolean() {
        return hasUnread();
    }

    /** Says that nothing more will be read: a writer that waits for room, or comes later, fails. */
    void close() {
        ring.closeReader();
        writerBell.ring();
    }

    /** Lets the thread that waits for bytes look at the link's state again. */
    void wake() {
        waiter.wake();
    }
}
