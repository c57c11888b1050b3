package io.multiprocessing.internal.ring;

import io.multiprocessing.spi.Words;
import java.nio.ByteBuffer;

/** The words of a queue that producers and consumers share: see {@link QueueLayout}. */
record QueueWords(ByteBuffer memory) {
    long tail() {
        // SYNC POINT tail (acquire): who sees it sees the elements before it.
        return Words.loadLong(memory, QueueLayout.TAIL);
    }

    void storeTail(long tail) {
        // SYNC POINT tail (release)
        Words.storeLong(memory, QueueLayout.TAIL, tail);
    }

    long head() {
        // SYNC POINT head (acquire): who sees it may write over what is before it.
        return Words.loadLong(memory, QueueLayout.HEAD);
    }

    void storeHead(long head) {
        // SYNC POINT head (release)
        Words.storeLong(memory, QueueLayout.HEAD, head);
    }

    /** A head that some producer has seen: the truth, or behind it by less than the queue can hold. */
    long knownHead() {
        return Words.loadLong(memory, QueueLayout.KNOWN_HEAD);
    }

    void storeKnownHead(long head) {
        Words.storeLong(memory, QueueLayout.KNOWN_HEAD, head);
    }

    int removed() {
        return Words.loadInt(memory, QueueLayout.REMOVED_COUNT);
    }

    void storeRemoved(int removed) {
        Words.storeInt(memory, QueueLayout.REMOVED_COUNT, removed);
    }

    boolean hasElements() {
        return tail() != head();
    }

    boolean isClosed() {
        // SYNC POINT closed (acquire)
        return Words.loadInt(memory, QueueLayout.CLOSED) != 0;
    }

    void storeClosed() {
        // SYNC POINT closed (release)
        Words.storeInt(memory, QueueLayout.CLOSED, 1);
    }

    int done() {
        return Words.loadInt(memory, QueueLayout.DONE);
    }

    boolean compareAndSetDone(int expected, int done) {
        return Words.compareAndSetInt(memory, QueueLayout.DONE, expected, done);
    }

    /** How often taskDone was called is how many were ever placed. */
    boolean isAllDone() {
        return done() == Position.elements(tail());
    }
}
