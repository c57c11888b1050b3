package io.multiprocessing.internal.queue;

import io.multiprocessing.QueueClosedException;
import io.multiprocessing.internal.direct.Attachment;
import io.multiprocessing.internal.direct.Bell;
import io.multiprocessing.internal.direct.DirectObject;
import io.multiprocessing.internal.direct.KillPoint;
import io.multiprocessing.internal.direct.Patience;
import io.multiprocessing.internal.ring.BlockingRing;
import io.multiprocessing.internal.ring.Ending;
import io.multiprocessing.internal.ring.chain.RingChain;
import io.multiprocessing.spi.Words;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A queue in mapped memory as one process uses it: a ring, a count of what was done, and a word that says that it is
 * closed. Safe for use by several threads.
 */
final class DirectQueue implements DirectObject {
    private static final long CLOSE_PATIENCE = TimeUnit.SECONDS.toNanos(1);

    private final Attachment attachment;
    private final ByteBuffer memory;
    private final BlockingRing ring;
    private final Bell done;
    private final BooleanSupplier isAllDone;

    /** @param name for messages */
    DirectQueue(Attachment attachment, RingChain.Regions regions, String name) {
        this.attachment = attachment;
        this.memory = attachment.memory();
        this.ring =
                new BlockingRing(attachment, QueueLayout.RING, QueueLayout.FIRST_RING, regions, new End(name), name);
        this.done = new Bell(attachment, QueueLayout.DONE_BELL);
        this.isAllDone = this::isAllDone;
    }

    /** The maker's, before anybody uses the memory. */
    static void layOut(ByteBuffer memory, int capacity, long budget) {
        BlockingRing.layOut(memory, QueueLayout.RING, QueueLayout.FIRST_RING_BYTES, capacity, budget);
    }

    /** Where its elements are placed and taken. */
    BlockingRing elements() {
        return ring;
    }

    private final class End implements Ending {
        private final String name;

        End(String name) {
            this.name = name;
        }

        @Override
        public boolean isClosed() {
            // SYNC POINT closed (acquire)
            return Words.loadInt(memory, QueueLayout.CLOSED) != 0;
        }

        @Override
        public boolean isDiscarded() {
            return false;
        }

        @Override
        public RuntimeException closed() {
            return new QueueClosedException(name + " is closed");
        }

        @Override
        public RuntimeException gone(String because) {
            return new QueueClosedException(name + " is closed: " + because);
        }
    }

    // ---- joining

    private int countDone() {
        return Words.loadInt(memory, QueueLayout.DONE);
    }

    /** How often taskDone was called is how many were ever placed. */
    private boolean isAllDone() {
        return countDone() == ring.countPlaced();
    }

    /** False when it was called more often than elements were placed. */
    boolean taskDone() {
        ring.waits().requirePresent();
        while (true) {
            int count = countDone();
            if (isAllDone()) {
                return false;
            }
            if (Words.compareAndSetInt(memory, QueueLayout.DONE, count, count + 1)) {
                KillPoint.reach("queue.done.counted");
                if (isAllDone()) {
                    done.ringForAll();
                }
                return true;
            }
        }
    }

    /** Waits until all that was ever placed is done; false when patience ended first. */
    boolean awaitDone(Patience patience) throws InterruptedException {
        return isAllDone() || !patience.isNone() && ring.waits().await(done, isAllDone, patience);
    }

    // ---- closing

    boolean isClosed() {
        return ring.isClosed() || attachment.isGone();
    }

    /** Ends the queue for producers, and for consumers once they have taken what it holds. */
    void close() {
        if (!ring.upkeep().whileNobodyPlaces(this::storeClosed, Patience.of(CLOSE_PATIENCE, false))) {
            storeClosed();
        }
        ringForAll();
    }

    private void storeClosed() {
        // SYNC POINT closed (release)
        Words.storeInt(memory, QueueLayout.CLOSED, 1);
        KillPoint.reach("queue.close.stored");
    }

    // ---- for all processes

    @Override
    public boolean isForgettable() {
        return true;
    }

    @Override
    public void ringForAll() {
        ring.upkeep().ringForAll();
        done.ringForAll();
    }

    /** The home's: repairs what a dead process has left behind. */
    void recoverFrom(int deadSlot) {
        try {
            ring.upkeep().recoverFrom(deadSlot);
        } finally {
            ringForAll();
        }
    }
}
