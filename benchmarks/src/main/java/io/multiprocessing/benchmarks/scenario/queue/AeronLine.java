package io.multiprocessing.benchmarks.scenario.queue;

import io.aeron.Aeron;
import io.aeron.FragmentAssembler;
import io.aeron.Publication;
import io.aeron.Subscription;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Aeron's IPC channel; both sides spin. A process opens one end only, since Aeron waits for each subscriber that there
 * is.
 */
final class AeronLine {
    private static final String CHANNEL = "aeron:ipc?term-length=16m";

    private AeronLine() {}

    static Line sender(Aeron aeron, int stream) {
        return new Sender(aeron.addPublication(CHANNEL, stream));
    }

    static Line receiver(Aeron aeron, int stream) {
        return new Receiver(aeron.addSubscription(CHANNEL, stream));
    }

    private static final class Sender implements Line {
        private final Spin idle = new Spin();
        private final UnsafeBuffer outgoing = new UnsafeBuffer(0, 0);
        private final Publication publication;

        Sender(Publication publication) {
            this.publication = publication;
        }

        @Override
        public void send(byte[] message) {
            idle.reset();
            outgoing.wrap(message);
            while (publication.offer(outgoing, 0, message.length) < 0) {
                idle.idle();
            }
        }

        @Override
        public byte[] receive() {
            throw new UnsupportedOperationException("This end sends");
        }
    }

    private static final class Receiver implements Line {
        private final Spin idle = new Spin();
        private final Subscription subscription;
        private final FragmentAssembler assembler = new FragmentAssembler((buffer, offset, length, _) -> {
            if (this.incoming.length != length) {
                this.incoming = new byte[length];
            }
            buffer.getBytes(offset, this.incoming);
            this.received = true;
        });
        private byte[] incoming = {};
        private boolean received;

        Receiver(Subscription subscription) {
            this.subscription = subscription;
        }

        @Override
        public void send(byte[] message) {
            throw new UnsupportedOperationException("This end receives");
        }

        @Override
        public byte[] receive() {
            received = false;
            idle.reset();
            while (!received) {
                if (subscription.poll(assembler, 1) == 0) {
                    idle.idle();
                }
            }
            return incoming;
        }
    }
}
