package io.multiprocessing.ipc.sharedmem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.management.ThreadMXBean;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.SharedQueue;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a queue in memory allocates for a message: the message, or a view of it. */
class QueueAllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Multiprocessing FAMILY = Multiprocessing.builder().transport("sharedmem").open();
    private static final int WARM_UP = 100;
    private static final int MESSAGES = 1_000;
    private static final int LENGTH = 1_000;
    private static final int ARRAY_HEADER = 16;
    /** A {@link MemorySegment} of some part of another one, however the JDK represents it. */
    private static final int VIEW = 64;

    private final SharedQueue<byte[]> queue = FAMILY.queue(4);

    @AfterAll
    static void close() {
        FAMILY.close();
    }

    private interface Action {
        void run() throws InterruptedException;
    }

    private static long allocatedBy(Action action) throws InterruptedException {
        for (int i = 0; i < WARM_UP; i++) {
            action.run();
        }
        long thread = Thread.currentThread().threadId();
        long before = THREADS.getThreadAllocatedBytes(thread);
        for (int i = 0; i < MESSAGES; i++) {
            action.run();
        }
        // What was allocated once in between is spread over all.
        return (THREADS.getThreadAllocatedBytes(thread) - before) / MESSAGES;
    }

    @Test
    @DisplayName("a byte array that passes through is copied once out, and nothing else is allocated")
    void arrays() throws Exception {
        byte[] message = new byte[LENGTH];
        assertThat(allocatedBy(() -> {
            queue.put(message);
            assertThatLengthIs(queue.take().length);
        })).isBetween((long) LENGTH, (long) LENGTH + ARRAY_HEADER + 2 * Long.BYTES);
    }

    private static void assertThatLengthIs(long length) {
        if (length != LENGTH) {
            throw new AssertionError("length=" + length);
        }
    }

    @Test
    @DisplayName("who writes and reads bytes where they are gets a view of them each time, and nothing else is allocated")
    void views() throws Exception {
        Consumer<MemorySegment> writer = bytes -> bytes.set(ValueLayout.JAVA_LONG, 0, bytes.byteSize());
        Consumer<MemorySegment> reader = bytes -> assertThatLengthIs(bytes.get(ValueLayout.JAVA_LONG, 0));
        assertThat(allocatedBy(() -> {
            queue.putBytes(LENGTH, writer);
            queue.takeBytes(reader);
        })).isLessThanOrEqualTo(2 * VIEW);
    }

    @Test
    @DisplayName("a writer or reader that uses the queue that waits for it is told so")
    void noUseFromWithin() throws Exception {
        assertThatIllegalStateException().isThrownBy(() -> queue.putBytes(1, bytes -> queue.add(new byte[1])));
        assertThat(queue.isEmpty()).isTrue();
        queue.put(new byte[1]);
        assertThatIllegalStateException().isThrownBy(() -> queue.takeBytes(bytes -> queue.poll()));
        assertThat(queue.isEmpty()).isTrue();
        queue.put(new byte[2]);
        assertThat(queue.take()).hasSize(2);
    }
}
