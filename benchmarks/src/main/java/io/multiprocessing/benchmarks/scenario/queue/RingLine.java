package io.multiprocessing.benchmarks.scenario.queue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/** Agrona's ring in a mapped file; both sides spin. Used by one thread of a process. */
final class RingLine implements Line {
    private static final int TYPE = 1;
    private static final int CAPACITY = 16 << 20;

    private final RingBuffer ring;
    private final Spin idle = new Spin();
    private final UnsafeBuffer outgoing = new UnsafeBuffer(0, 0);
    private byte[] incoming = {};

    private RingLine(RingBuffer ring) {
        this.ring = ring;
    }

    /** Maps a file, which is made if it is missing. */
    static Line open(Path file, boolean manyProducers) throws IOException {
        int length = CAPACITY + RingBufferDescriptor.TRAILER_LENGTH;
        try (var channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var buffer = new UnsafeBuffer(channel.map(MapMode.READ_WRITE, 0, length));
            return new RingLine(manyProducers ? new ManyToOneRingBuffer(buffer) : new OneToOneRingBuffer(buffer));
        }
    }

    @Override
    public void send(byte[] message) {
        idle.reset();
        outgoing.wrap(message);
        while (!ring.write(TYPE, outgoing, 0, message.length)) {
            idle.idle();
        }
    }

    @Override
    public byte[] receive() {
        idle.reset();
        while (ring.read(
                (_, buffer, index, length) -> {
                    if (incoming.length != length) {
                        incoming = new byte[length];
                    }
                    buffer.getBytes(index, incoming);
                },
                1) == 0) {
            idle.idle();
        }
        return incoming;
    }
}
