package io.multiprocessing.benchmarks.scenario.queue;

import io.multiprocessing.PipeEnd;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;

/** One direction of messages, from one or several processes to one. */
interface Line {
    /** Waits for room. */
    void send(byte[] message) throws Exception;

    /** Waits for a message. The array may be used again for the next. */
    byte[] receive() throws Exception;

    /** An end of a pipe, to both directions. */
    static Line of(PipeEnd<byte[]> end) {
        return new Line() {
            @Override
            public void send(byte[] message) throws InterruptedException {
                end.send(message);
            }

            @Override
            public byte[] receive() throws InterruptedException {
                return Objects.requireNonNull(end.receive());
            }
        };
    }

    /** A queue, in this process or shared. */
    static Line of(BlockingQueue<byte[]> queue) {
        return new Line() {
            @Override
            public void send(byte[] message) throws InterruptedException {
                queue.put(message);
            }

            @Override
            public byte[] receive() throws InterruptedException {
                return queue.take();
            }
        };
    }
}
