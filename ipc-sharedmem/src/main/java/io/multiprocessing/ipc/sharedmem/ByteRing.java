package io.multiprocessing.ipc.sharedmem;

import io.multiprocessing.TransportException;
import io.multiprocessing.spi.RegionFile;
import io.multiprocessing.spi.Words;
import java.nio.ByteBuffer;

/**
 * The shared words and bytes of one direction: a ring with one process that writes and one that reads.
 *
 * <p>Tail and head count all bytes ever written and read; the bytes between them are in the ring, at their count modulo
 * the capacity. Each side keeps its own count to itself and publishes it; what it loads of the other's it checks, since
 * the other process may be damaged or hostile.
 *
 * <pre>
 *                    head                  tail
 *                     ▼                     ▼
 *   +-----------------+---------------------+---------------+
 *   |      free       |  written, not read  |     free      |
 *   +-----------------+---------------------+---------------+
 * </pre>
 */
final class ByteRing {
    private static final int CLOSED = 1;

    private final ByteBuffer memory;
    private final ByteBuffer bytes;
    private final int control;
    private final int capacity;
    private final String name;

    /**
     * @param control offset of the control words
     * @param data offset of the bytes
     * @param capacity a power of two
     */
    ByteRing(RegionFile region, int control, int data, int capacity, String name) {
        this.memory = region.memory();
        this.bytes = memory.slice(data, capacity);
        this.control = control;
        this.capacity = capacity;
        this.name = name;
    }

    int capacity() {
        return capacity;
    }

    /** Of the link, for messages. */
    String name() {
        return name;
    }

    /** Writer: what was put before is in the ring now. */
    void publishTail(long tail) {
        // SYNC POINT tail (release): the bytes before it are seen by who sees it.
        Words.storeLong(memory, control + LinkLayout.TAIL, tail);
    }

    /**
     * Reader: how far the writer has come, {@code from} being the last it knew and {@code head} how far it has read.
     */
    long loadTail(long from, long head) {
        // SYNC POINT tail (acquire)
        long tail = Words.loadLong(memory, control + LinkLayout.TAIL);
        if (tail < from || tail - head > capacity) {
            throw damaged("tail=" + tail + " after=" + from + " head=" + head);
        }
        return tail;
    }

    /** Reader: what was got before may be overwritten now. */
    void publishHead(long head) {
        // SYNC POINT head (release): the bytes before it have been read when it is seen.
        Words.storeLong(memory, control + LinkLayout.HEAD, head);
    }

    /**
     * Writer: how far the reader has come, {@code from} being the last it knew and {@code tail} how far it has written.
     */
    long loadHead(long from, long tail) {
        // SYNC POINT head (acquire)
        long head = Words.loadLong(memory, control + LinkLayout.HEAD);
        if (head < from || head > tail) {
            throw damaged("head=" + head + " after=" + from + " tail=" + tail);
        }
        return head;
    }

    private TransportException damaged(String what) {
        return new TransportException("A ring of " + name + " is damaged: " + what + " capacity=" + capacity
                + ". The other process broke the protocol, or something else wrote to its memory.");
    }

    void closeWriter() {
        // SYNC POINT writer-closed (release): all that was published before is seen by who sees it.
        Words.storeInt(memory, control + LinkLayout.WRITER_CLOSED, CLOSED);
    }

    boolean isWriterClosed() {
        // SYNC POINT writer-closed (acquire)
        return Words.loadInt(memory, control + LinkLayout.WRITER_CLOSED) == CLOSED;
    }

    void closeReader() {
        // SYNC POINT reader-closed (release)
        Words.storeInt(memory, control + LinkLayout.READER_CLOSED, CLOSED);
    }

    boolean isReaderClosed() {
        // SYNC POINT reader-closed (acquire)
        return Words.loadInt(memory, control + LinkLayout.READER_CLOSED) == CLOSED;
    }

    /** Copies into the ring from {@code source}; the target must not wrap. */
    void put(int index, ByteBuffer source, int offset, int length) {
        bytes.put(index, source, offset, length);
    }

    /** Copies out of the ring into {@code target}; the source must not wrap. */
    void get(int index, byte[] target, int offset, int length) {
        bytes.get(index, target, offset, length);
    }
}
