package io.multiprocessing.ipc.sharedmem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.multiprocessing.TransportException;
import io.multiprocessing.spi.Frame;
import io.multiprocessing.spi.FrameHandler;
import io.multiprocessing.spi.Link;
import io.multiprocessing.spi.Words;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both ends in one process; what the conformance kit can't see from outside. */
class SharedMemoryLinkTest {
    private static final int RING = 4096;
    private static final int UP = LinkLayout.TO_PARENT;

    @TempDir
    Path directory;

    private final Set<Link> open = ConcurrentHashMap.newKeySet();
    private final Recorder atParent = new Recorder();
    private final Recorder atChild = new Recorder();
    private Pair pair;
    private SharedMemoryLink parent;
    private SharedMemoryLink child;

    @BeforeEach
    void connect() {
        pair = Pair.create(directory, RING, 0);
        parent = new SharedMemoryLink("test", pair.parentRegion(), true, RING, 0, open);
        child = new SharedMemoryLink("parent", pair.childRegion(), false, RING, 0, open);
    }

    @AfterEach
    void close() {
        parent.close();
        child.close();
    }

    @Test
    void bothMappingsAreGoneOnceBothEndsAreClosed() throws Exception {
        parent.start(atParent);
        child.start(atChild);
        parent.send(frame(10));
        await().until(() -> atChild.frames.size() == 1);
        FutureTask<Void> blocked = inBackground(() -> parent.send(frame(3 * RING)));
        parent.close();
        assertThatThrownBy(blocked::get).hasCauseInstanceOf(TransportException.class);
        child.close();
        await().until(() -> !Files.readString(Path.of("/proc/self/maps")).contains(file().toString()));
        assertThat(atParent.end()).isNull();
        assertThat(open).isEmpty();
    }

    /** The reader may find the end before what was sent while the link was closed: then that send has failed. */
    @Test
    void whatWasSentWhileTheLinkIsClosedArrivesOrFails() throws Exception {
        for (int round = 0; round < 300; round++) {
            Path place = Files.createDirectory(directory.resolve("round" + round));
            Pair each = Pair.create(place, RING, 0);
            try (SharedMemoryLink sender = new SharedMemoryLink("to", each.parentRegion(), true, RING, 0, open);
                    SharedMemoryLink receiver =
                            new SharedMemoryLink("from", each.childRegion(), false, RING, 0, open)) {
                Recorder recorder = new Recorder();
                receiver.start(recorder);
                AtomicInteger sent = new AtomicInteger();
                FutureTask<Void> sending = inBackground(() -> {
                    while (true) {
                        sender.send(frame(10));
                        sent.incrementAndGet();
                    }
                });
                int few = round % 20;
                await().pollInterval(Duration.ofNanos(1000)).until(() -> sent.get() >= few);
                sender.close();
                assertThatThrownBy(sending::get).hasCauseInstanceOf(TransportException.class);
                TransportException torn = recorder.end();
                assertThat(recorder.frames.size()).as("round %s, %s", round, torn).isGreaterThanOrEqualTo(sent.get());
            }
        }
    }

    @Test
    void aLinkThatWasNeverStartedIsUnmappedToo() throws Exception {
        parent.close();
        child.close();
        assertThat(Files.readString(Path.of("/proc/self/maps"))).doesNotContain(file().toString());
        parent.start(atParent);
        assertThat(atParent.end()).isNull();
    }

    @Test
    void closingFromTheHandlerUnmapsAtOnce() throws Exception {
        CompletableFuture<Boolean> unmapped = new CompletableFuture<>();
        parent.start(new Recorder() {
            @Override
            public void frame(Frame frame) {
                parent.close();
                unmapped.complete(mapsOf(file()) == 1);
            }
        });
        child.send(frame(10));
        assertThat(unmapped.get()).isTrue();
    }

    private static long mapsOf(Path file) {
        try {
            return Files.readString(Path.of("/proc/self/maps"))
                    .lines()
                    .filter(line -> line.contains(file.toString()))
                    .count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void framesSentWholeAreDeliveredWhenTheOtherProcessHasDied() {
        child.send(frame(10));
        child.send(frame(20));
        parent.peerDied();
        parent.start(atParent);
        assertThat(atParent.end()).isNull();
        assertThat(atParent.frames).extracting(Frame::bodyLength).containsExactly(10, 20);
        assertThatThrownBy(() -> parent.send(frame(1))).isInstanceOf(TransportException.class)
                .hasMessageContaining("the other process has ended");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 10, 11, 100})
    void aFragmentIsNamedWhenTheOtherProcessHasDied(int length) {
        parent.start(atParent);
        ByteBuffer stream = ByteBuffer.allocate(1000);
        put(frame(10), stream);
        put(frame(200), stream);
        RingWriter writer = pair.child(new LinkState()).writer();
        writer.put(stream.flip().limit(frame(10).encodedLength() + length));
        writer.publish();
        parent.peerDied();
        assertThat(atParent.end()).isInstanceOf(TransportException.class)
                .hasMessageContaining("truncated")
                .hasMessageContaining("died");
        assertThat(atParent.frames).hasSize(1);
    }

    private static void put(Frame frame, ByteBuffer stream) {
        frame.putPrefix(stream);
        stream.put(frame.head()).put(frame.body());
    }

    @Test
    void aSenderThatIsBlockedFailsWhenTheOtherProcessHasDied() {
        FutureTask<Void> blocked = inBackground(() -> parent.send(frame(2 * RING)));
        parent.peerDied();
        assertThatThrownBy(blocked::get).hasCauseInstanceOf(TransportException.class);
        assertThatThrownBy(() -> parent.send(frame(1))).isInstanceOf(TransportException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, RING + 1, Long.MIN_VALUE, Long.MAX_VALUE})
    void aRingThatIsDamagedEndsTheLink(long tail) {
        parent.start(atParent);
        Words.storeLong(pair.childRegion().memory(), UP + LinkLayout.TAIL, tail);
        parent.peerDied();
        assertThat(atParent.end()).isInstanceOf(TransportException.class).hasMessageContaining("damaged");
    }

    @Test
    void whatIsNoFrameEndsTheLink() {
        parent.start(atParent);
        RingWriter writer = pair.child(new LinkState()).writer();
        writer.put(ByteBuffer.allocate(8).putInt(Integer.MAX_VALUE).putInt(0).flip());
        writer.publish();
        assertThat(atParent.end()).isInstanceOf(TransportException.class).hasMessageContaining("Not a frame");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, LinkLayout.DATA})
    void aFileThatIsTruncatedEndsTheLinkAndNotTheProcess(int length) throws Exception {
        parent.start(atParent);
        // Compiled code meets the lost pages in another way than interpreted code does.
        for (int i = 0; i < 30_000; i++) {
            child.send(frame(10));
        }
        await().until(() -> atParent.frames.size() == 30_000);
        try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
        assertThatThrownBy(() -> {
            child.send(frame(100));
            child.send(frame(100));
        }).isInstanceOf(TransportException.class);
        assertThatThrownBy(() -> parent.send(frame(100))).isInstanceOf(TransportException.class);
        child.close();
        atParent.end();
        assertThat(atParent.frames).hasSize(30_000);
    }

    @Test
    void anErrorWithinAFrameClosesTheOutput() {
        ByteBuffer body = ByteBuffer.allocate(100);
        Frame frame = Frame.of(1, new byte[0], body);
        child.send(frame(5));
        assertThatThrownBy(() -> child.send(null)).isInstanceOf(NullPointerException.class);
        child.send(frame);
        child.closeOutput();
        assertThatThrownBy(() -> child.send(frame(6))).isInstanceOf(TransportException.class);
        parent.start(atParent);
        assertThat(atParent.end()).isNull();
        assertThat(atParent.frames).extracting(Frame::bodyLength).containsExactly(5, 100);
    }

    @Test
    void aFrameLargerThanTheRingFlowsThrough() {
        parent.start(atParent);
        child.send(frame(10 << 20));
        await().until(() -> atParent.frames.size() == 1);
        assertThat(atParent.frames.getFirst().body()).isEqualTo(frame(10 << 20).body());
    }

    private Path file() {
        return pair.parentRegion().path();
    }

    private static Frame frame(int length) {
        byte[] body = new byte[length];
        for (int i = 0; i < length; i++) {
            body[i] = (byte) (i * 7 + (i >> 10));
        }
        return Frame.of(1, new byte[] {1, 2, 3}, ByteBuffer.wrap(body));
    }

    private static FutureTask<Void> inBackground(Runnable body) {
        FutureTask<Void> task = new FutureTask<>(body, null);
        Thread.ofPlatform().daemon().start(task);
        return task;
    }

    private static class Recorder implements FrameHandler {
        final List<Frame> frames = Collections.synchronizedList(new ArrayList<>());
        private final CompletableFuture<TransportException> ended = new CompletableFuture<>();

        @Override
        public void frame(Frame frame) {
            frames.add(frame);
        }

        @Override
        public void end(TransportException cause) {
            ended.complete(cause);
        }

        TransportException end() {
            return ended.join();
        }
    }
}
