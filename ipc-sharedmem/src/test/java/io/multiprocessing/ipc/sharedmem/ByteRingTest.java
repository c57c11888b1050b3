package io.multiprocessing.ipc.sharedmem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.multiprocessing.TransportException;
import io.multiprocessing.spi.Words;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRingTest {
    private static final int LEAST = LinkLayout.LEAST_CAPACITY;

    @TempDir
    Path directory;

    @BeforeAll
    static void prepareFutex() {
        System.setProperty(Futex.DELAY_PROPERTY, "0");
        Futex.prepare();
        await().until(() -> Futex.isReady() || !Futex.support().isAvailable());
        System.clearProperty(Futex.DELAY_PROPERTY);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void whatIsPutInPartsOfAnySizeComesOutInPartsOfAnySize(long seed) throws Exception {
        Random random = new Random(seed);
        int capacity = LEAST << random.nextInt(8);
        long spinNanos = random.nextBoolean() ? 0 : 20_000;
        int total = capacity * (20 + random.nextInt(200));
        try (Pair pair = Pair.create(directory, capacity, spinNanos)) {
            RingWriter writer = pair.parent(new LinkState()).writer();
            RingReader reader = pair.child(new LinkState()).reader();
            FutureTask<Void> writing = inBackground(() -> write(writer, total, new Random(seed), 3 * capacity));
            Random sizes = new Random(-seed);
            byte[] part = new byte[3 * capacity];
            int done = 0;
            while (done < total) {
                int length = Math.min(sizes.nextInt(part.length), total - done);
                assertThat(reader.get(part, 0, length)).as("seed %s", seed).isEqualTo(length);
                for (int i = 0; i < length; i++, done++) {
                    if (part[i] != expected(done)) {
                        throw new AssertionError("seed " + seed + " capacity " + capacity + " byte " + done);
                    }
                }
            }
            assertThat(reader.get(part, 0, 1)).isZero();
            writing.get();
        }
    }

    private static void write(RingWriter writer, int total, Random random, int most) {
        for (int done = 0; done < total;) {
            byte[] part = new byte[Math.min(random.nextInt(most), total - done)];
            for (int i = 0; i < part.length; i++) {
                part[i] = expected(done + i);
            }
            writer.put(random.nextBoolean() ? ByteBuffer.wrap(part) : direct(part));
            done += part.length;
            if (random.nextInt(3) > 0) {
                writer.publish();
            }
        }
        writer.publish();
        writer.close();
    }

    private static ByteBuffer direct(byte[] bytes) {
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    private static byte expected(int position) {
        return (byte) (position * 31 + (position >>> 8));
    }

    @Test
    void aPartThatFillsTheRingExactlyDoesNotWaitForTheReader() {
        try (Pair pair = Pair.create(directory, LEAST, 0)) {
            RingWriter writer = pair.parent(new LinkState()).writer();
            RingReader reader = pair.child(new LinkState()).reader();
            byte[] out = new byte[LEAST];
            for (int round = 0; round < 10; round++) {
                byte[] in = new byte[LEAST];
                in[round] = 1;
                writer.put(ByteBuffer.wrap(in));
                writer.publish();
                assertThat(reader.get(out, 0, LEAST)).isEqualTo(LEAST);
                assertThat(out).isEqualTo(in);
            }
        }
    }

    @Test
    void aReaderThatWaitsLearnsOfTheEnd() throws Exception {
        try (Pair pair = Pair.create(directory, LEAST, 0)) {
            RingWriter writer = pair.parent(new LinkState()).writer();
            RingReader reader = pair.child(new LinkState()).reader();
            byte[] out = new byte[8];
            CompletableFuture<Integer> got = new CompletableFuture<>();
            Thread.ofPlatform().start(() -> got.complete(reader.get(out, 0, 8)));
            writer.put(ByteBuffer.wrap(new byte[3]));
            writer.publish();
            writer.close();
            assertThat(got.get()).isEqualTo(3);
        }
    }

    @Test
    void aWriterThatWaitsForRoomFailsWhenTheReaderCloses() {
        try (Pair pair = Pair.create(directory, LEAST, 0)) {
            RingWriter writer = pair.parent(new LinkState()).writer();
            RingReader reader = pair.child(new LinkState()).reader();
            FutureTask<Void> writing = inBackground(() -> writer.put(ByteBuffer.allocate(LEAST + 1)));
            reader.close();
            assertThatThrownBy(writing::get).cause()
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("the other side closed it");
        }
    }

    @Test
    void aWriterThatWaitsForRoomFailsWhenTheOtherProcessIsKnownToBeDead() {
        try (Pair pair = Pair.create(directory, LEAST, 0)) {
            LinkState state = new LinkState();
            RingWriter writer = pair.parent(state).writer();
            FutureTask<Void> writing = inBackground(() -> writer.put(ByteBuffer.allocate(LEAST + 1)));
            state.peerDied = true;
            writer.wake();
            assertThatThrownBy(writing::get).cause()
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("has ended");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, LEAST + 1, Long.MAX_VALUE, Long.MIN_VALUE})
    void aTailThatCannotBeIsDamage(long tail) {
        try (Pair pair = Pair.create(directory, LEAST, 0)) {
            RingReader reader = pair.parent(new LinkState()).reader();
            Words.storeLong(pair.childRegion().memory(), LinkLayout.TO_PARENT + LinkLayout.TAIL, tail);
            assertThatThrownBy(() -> reader.get(new byte[1], 0, 1)).isInstanceOf(TransportException.class)
                    .hasMessageContaining("damaged")
                    .hasMessageContaining("tail=" + tail);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, LEAST + 1, Long.MAX_VALUE, Long.MIN_VALUE})
    void aHeadThatCannotBeIsDamage(long head) {
        try (Pair pair = Pair.create(directory, LEAST, 0)) {
            RingWriter writer = pair.parent(new LinkState()).writer();
            Words.storeLong(pair.childRegion().memory(), LinkLayout.TO_CHILD + LinkLayout.HEAD, head);
            assertThatThrownBy(() -> writer.put(ByteBuffer.allocate(LEAST + 1))).isInstanceOf(TransportException.class)
                    .hasMessageContaining("damaged")
                    .hasMessageContaining("head=" + head);
        }
    }

    @Test
    void anIndexThatGoesBackIsDamage() {
        try (Pair pair = Pair.create(directory, LEAST, 0)) {
            RingReader reader = pair.parent(new LinkState()).reader();
            RingWriter writer = pair.child(new LinkState()).writer();
            writer.put(ByteBuffer.allocate(10));
            writer.publish();
            assertThat(reader.get(new byte[10], 0, 10)).isEqualTo(10);
            Words.storeLong(pair.childRegion().memory(), LinkLayout.TO_PARENT + LinkLayout.TAIL, 9);
            assertThatThrownBy(() -> reader.get(new byte[1], 0, 1)).isInstanceOf(TransportException.class)
                    .hasMessageContaining("tail=9 after=10");
        }
    }

    private static FutureTask<Void> inBackground(Runnable body) {
        FutureTask<Void> task = new FutureTask<>(body, null);
        Thread.ofPlatform().daemon().start(task);
        return task;
    }
}
