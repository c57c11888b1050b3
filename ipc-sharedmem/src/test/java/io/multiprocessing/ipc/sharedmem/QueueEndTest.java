package io.multiprocessing.ipc.sharedmem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.multiprocessing.Multiprocessing;
import io.multiprocessing.QueueClosedException;
import io.multiprocessing.SharedQueue;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A queue in memory that is closed while somebody is in the middle of placing an element, and goes on. */
@DisplayName("who asks a queue that was closed while somebody is placing an element")
class QueueEndTest {
    private static final Multiprocessing FAMILY = Multiprocessing.builder().transport("sharedmem").open();
    private static final byte[] ELEMENT = {1};

    private final SharedQueue<byte[]> queue = FAMILY.queue(4);
    private final CountDownLatch isPlacing = new CountDownLatch(1);
    private final CountDownLatch goesOn = new CountDownLatch(1);
    private final FutureTask<Void> placing = new FutureTask<>(this::placeSlowly, null);

    @AfterAll
    static void close() {
        FAMILY.close();
    }

    private void placeSlowly() {
        try {
            queue.putBytes(ELEMENT.length, bytes -> {
                isPlacing.countDown();
                awaitUninterruptibly(goesOn);
                bytes.copyFrom(MemorySegment.ofArray(ELEMENT));
            });
        } catch (InterruptedException e) {
            throw new AssertionError("Nobody interrupts it", e);
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError("Nobody interrupts it", e);
        }
    }

    @BeforeEach
    void closeInTheMiddle() throws InterruptedException {
        Thread.ofPlatform().daemon().start(placing);
        isPlacing.await();
        queue.close();
    }

    private void goOn() throws Exception {
        goesOn.countDown();
        placing.get();
    }

    @Test
    @DisplayName("finds no first element yet, then that one, and is told of the end when it is taken")
    void peek() throws Exception {
        assertThat(queue.peek()).isNull();
        goOn();
        assertThat(queue.peek()).isEqualTo(ELEMENT);
        assertThat(queue.take()).isEqualTo(ELEMENT);
        assertThatExceptionOfType(QueueClosedException.class).isThrownBy(queue::peek);
    }

    @Test
    @DisplayName("can drain nothing yet, then that one, and is told of the end next time")
    void drain() throws Exception {
        List<byte[]> drained = new ArrayList<>();
        assertThat(queue.drainTo(drained)).isZero();
        goOn();
        assertThat(queue.drainTo(drained)).isOne();
        assertThat(drained).containsExactly(ELEMENT);
        assertThatExceptionOfType(QueueClosedException.class).isThrownBy(() -> queue.drainTo(drained));
    }

    @Test
    @DisplayName("can take nothing yet, then that one, and is told of the end next time")
    void poll() throws Exception {
        assertThat(queue.poll()).isNull();
        goOn();
        assertThat(queue.poll()).isEqualTo(ELEMENT);
        assertThatExceptionOfType(QueueClosedException.class).isThrownBy(queue::poll);
    }
}
