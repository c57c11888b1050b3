package io.multiprocessing.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.multiprocessing.TransportException;
import io.multiprocessing.spi.Frame;
import io.multiprocessing.spi.FrameHandler;
import io.multiprocessing.spi.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class PeerTest {
    /** Keeps the ids of what is sent, and blocks or breaks when told to. */
    private static final class RecordingLink implements Link {
        final List<Long> sent = new CopyOnWriteArrayList<>();
        final AtomicBoolean busy = new AtomicBoolean();
        volatile CountDownLatch gate = new CountDownLatch(0);
        volatile boolean broken;

        @Override
        public void send(Frame frame) {
            assertThat(busy.compareAndSet(false, true)).as("one thread at a time").isTrue();
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (broken) {
                busy.set(false);
                throw new TransportException("broken");
            }
            sent.add(Head.of(frame).id());
            busy.set(false);
        }

        @Override
        public void start(FrameHandler handler) {}

        @Override
        public void closeOutput() {}

        @Override
        public void close() {}
    }

    private final RecordingLink link = new RecordingLink();
    private final Peer peer = new Peer(link);

    private static Frame frame(long id) {
        return Head.ofId(id).frame(1);
    }

    @Test
    void keepsTheOrderOfAllThatAThreadSendsAndPosts() {
        List<Long> expected = new ArrayList<>();
        for (long id = 1; id <= 2000; id++) {
            expected.add(id);
            if (id % 3 == 0) {
                peer.send(frame(id));
            } else {
                peer.post(frame(id));
            }
        }
        await().untilAsserted(() -> assertThat(link.sent).isEqualTo(expected));
    }

    @Test
    void postingDoesNotBlockWhileTheChannelIsFull() throws InterruptedException {
        link.gate = new CountDownLatch(1);
        for (long id = 1; id <= 100; id++) {
            peer.post(frame(id));
        }
        await().until(link.busy::get);
        Thread sender = Thread.ofPlatform().start(() -> peer.send(frame(101)));
        // Somebody else holds the channel: what this one has to say goes out with the rest.
        sender.join();
        assertThat(link.sent).isEmpty();
        link.gate.countDown();
        await().until(() -> link.sent.size() == 101);
        assertThat(link.sent).isSorted();
    }

    @Test
    void manyThreadsLoseNothing() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            int number = t;
            threads.add(Thread.ofPlatform().start(() -> {
                for (long id = 0; id < 3000; id++) {
                    if ((id + number) % 2 == 0) {
                        peer.send(frame(number * 3000 + id + 1));
                    } else {
                        peer.post(frame(number * 3000 + id + 1));
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        await().untilAsserted(() -> assertThat(link.sent).hasSize(12_000).doesNotHaveDuplicates());
        for (int t = 0; t < 4; t++) {
            long low = t * 3000;
            assertThat(link.sent.stream().filter(id -> id > low && id <= low + 3000)).isSorted();
        }
    }

    @Test
    void aBrokenLinkDropsWhatComes() {
        link.broken = true;
        peer.send(frame(1));
        peer.send(frame(2));
        link.broken = false;
        peer.send(frame(3));
        assertThat(link.sent).isEmpty();
    }

    @Test
    void sendsWhatWaitsBeforeItEndsItsOutput() {
        link.gate = new CountDownLatch(1);
        for (long id = 1; id <= 50; id++) {
            peer.post(frame(id));
        }
        link.gate.countDown();
        await().untilAsserted(() -> assertThat(link.sent).hasSize(50));
        peer.closeOutput();
        peer.send(frame(51));
        assertThat(link.sent).hasSize(50);
    }
}
