package io.multiprocessing.tck.family.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.QueueClosedException;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.TaskFuture;
import io.multiprocessing.TransportException;
import io.multiprocessing.tck.family.harness.Await;
import io.multiprocessing.tck.family.harness.Blocked;
import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;

/** Byte arrays that are written and read where they are. */
public interface QueueBytesContract extends FamilyUnderTest {
    @FamilyTest
    @DisplayName("queue: bytes are written and read where they are, in order with arrays, at all sizes")
    default void bytesOfAllSizes(Multiprocessing mp, ProcessPool pool) throws Exception {
        SharedQueue<byte[]> there = mp.queue();
        SharedQueue<byte[]> back = mp.queue();
        int[] sizes = {0, 1, 7, 8, 4096, 65_536, 100_001, (4 << 20) + 3, LARGEST_BYTES};
        TaskFuture<?> echo = pool.submit(() -> {
            for (int i = 0; i < sizes.length; i++) {
                there.takeBytes(bytes -> {
                    byte[] copy = bytes.toArray(ValueLayout.JAVA_BYTE);
                    back.add(copy);
                });
                byte[] array = there.take();
                back.putBytes(array.length, bytes -> bytes.copyFrom(MemorySegment.ofArray(array)));
            }
        });
        for (int size : sizes) {
            there.putBytes(size, bytes -> {
                assertThat(bytes.byteSize()).isEqualTo(size);
                bytes.fill((byte) (size + 1));
            });
            byte[] array = new byte[size];
            Arrays.fill(array, (byte) (size + 2));
            there.put(array);
            byte[] first = back.take();
            assertThat(first).hasSize(size);
            assertThat(isAll(MemorySegment.ofArray(first), (byte) (size + 1))).as("bytes of %s", size).isTrue();
            back.takeBytes(bytes -> {
                assertThat(bytes.byteSize()).isEqualTo(size);
                assertThat(isAll(bytes, (byte) (size + 2))).as("bytes of %s", size).isTrue();
            });
        }
        echo.get();
    }

    private static boolean isAll(MemorySegment bytes, byte value) {
        MemorySegment expected = MemorySegment.ofArray(new byte[(int) bytes.byteSize()]).fill(value);
        return bytes.mismatch(expected) == -1;
    }

    @FamilyTest
    @DisplayName("queue: bytes are aligned for longs, and read-only for who reads them")
    default void alignedAndReadOnly(Multiprocessing mp, ProcessPool pool) throws Exception {
        SharedQueue<byte[]> queue = mp.queue(10);
        Places.hereAndThere(pool, () -> {
            queue.put(new byte[3]);
            for (int count = 1; count < 5; count++) {
                int longs = count;
                assertThat(queue.offerBytes((long) longs * Long.BYTES, bytes -> {
                    for (int i = 0; i < longs; i++) {
                        bytes.setAtIndex(ValueLayout.JAVA_LONG, i, i - 5L);
                    }
                })).isTrue();
            }
            assertThat(queue.pollBytes(bytes -> assertThat(bytes.byteSize()).isEqualTo(3))).isTrue();
            for (int count = 1; count < 5; count++) {
                int longs = count;
                assertThat(queue.pollBytes(bytes -> {
                    assertThat(bytes.isReadOnly()).isTrue();
                    assertThat(bytes.byteSize()).isEqualTo((long) longs * Long.BYTES);
                    for (int i = 0; i < longs; i++) {
                        assertThat(bytes.getAtIndex(ValueLayout.JAVA_LONG, i)).isEqualTo(i - 5L);
                    }
                }, Places.LONG)).isTrue();
            }
            assertThat(queue).isEmpty();
        });
    }

    @FamilyTest
    @DisplayName("queue: a writer that throws has placed nothing; a reader that throws has taken")
    default void writersAndReadersThrow(Multiprocessing mp, ProcessPool pool) throws Exception {
        SharedQueue<byte[]> queue = mp.queue(10);
        Places.hereAndThere(pool, () -> {
            Consumer<MemorySegment> failing = bytes -> {
                throw new IllegalStateException("on purpose, with " + bytes.byteSize() + " bytes");
            };
            for (int size : new int[] {1, 70_000, 2}) {
                assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> queue.putBytes(size, failing))
                        .withMessage("on purpose, with " + size + " bytes");
                assertThatExceptionOfType(IllegalStateException.class)
                        .isThrownBy(() -> queue.offerBytes(size, failing, Places.LONG));
                assertThat(queue.isEmpty()).isTrue();
                queue.put(new byte[] {(byte) size});
                queue.put(new byte[size]);
                assertThatExceptionOfType(StackOverflowError.class).isThrownBy(() -> queue.takeBytes(bytes -> {
                    throw new StackOverflowError();
                }));
                assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> queue.pollBytes(failing))
                        .withMessage("on purpose, with " + size + " bytes");
                assertThat(queue.isEmpty()).isTrue();
            }
            queue.put(new byte[] {9});
            assertThat(queue.take()).containsExactly(9);
            assertThatIllegalArgumentException().isThrownBy(() -> queue.putBytes(-1, bytes -> {}));
            assertThatNullPointerException().isThrownBy(() -> queue.putBytes(1, null));
            assertThatNullPointerException().isThrownBy(() -> queue.takeBytes(null));
            assertThatExceptionOfType(TransportException.class)
                    .isThrownBy(() -> queue.putBytes(LARGEST_BYTES + (1L << 20), bytes -> {}));
            assertThatExceptionOfType(TransportException.class)
                    .isThrownBy(() -> queue.offerBytes(Long.MAX_VALUE, bytes -> {}));
        });
    }

    @FamilyTest
    @DisplayName("queue: what is no byte array can't be read as one, and is taken")
    default void noByteArray(Multiprocessing mp, ProcessPool pool) throws Exception {
        SharedQueue<Object> queue = mp.queue(10);
        Places.hereAndThere(pool, () -> {
            queue.put("text");
            queue.put(new byte[] {1});
            assertThatExceptionOfType(ClassCastException.class).isThrownBy(() -> queue.takeBytes(bytes -> {}))
                    .withMessageContaining("String");
            AtomicReference<Byte> read = new AtomicReference<>();
            queue.takeBytes(bytes -> read.set(bytes.get(ValueLayout.JAVA_BYTE, 0)));
            assertThat(read).hasValue((byte) 1);
        });
    }

    @FamilyTest
    @DisplayName("queue: who waits to write or to read bytes does so as with other elements")
    default void waits(Multiprocessing mp, ProcessPool pool) throws Exception {
        SharedQueue<byte[]> queue = mp.queue(1);
        assertThat(queue.pollBytes(bytes -> {})).isFalse();
        assertThat(queue.pollBytes(bytes -> {}, Places.SHORT)).isFalse();
        Blocked<String> reader = Blocked.run(patience(), () -> {
            queue.takeBytes(bytes -> {});
            return "read";
        }).awaitBlocked();
        pool.submit(() -> queue.putBytes(1, bytes -> {})).get();
        assertThat(reader.value()).isEqualTo("read");

        queue.put(new byte[1]);
        assertThat(queue.offerBytes(1, bytes -> {})).isFalse();
        assertThat(queue.offerBytes(1, bytes -> {}, Places.SHORT)).isFalse();
        Blocked<String> interrupted = Blocked.run(patience(), () -> {
            queue.putBytes(1, bytes -> bytes.set(ValueLayout.JAVA_BYTE, 0, (byte) 7));
            return "written";
        }).awaitBlocked().interrupt();
        assertThat(interrupted.thrown()).isInstanceOf(InterruptedException.class);
        Blocked<String> writer = Blocked.run(patience(), () -> {
            queue.putBytes(1, bytes -> bytes.set(ValueLayout.JAVA_BYTE, 0, (byte) 8));
            return "written";
        }).awaitBlocked();
        pool.submit(() -> queue.take().length).get();
        assertThat(writer.value()).isEqualTo("written");
        queue.close();
        assertThatExceptionOfType(QueueClosedException.class).isThrownBy(() -> queue.putBytes(1, bytes -> {}));
        queue.takeBytes(bytes -> assertThat(bytes.get(ValueLayout.JAVA_BYTE, 0)).isEqualTo((byte) 8));
        assertThatExceptionOfType(QueueClosedException.class).isThrownBy(() -> queue.takeBytes(bytes -> {}));
    }

    @FamilyTest
    @DisplayName("queue: a process that dies while it reads has taken nothing, one that dies while it writes has placed nothing")
    default void deathsInTheMiddle(Multiprocessing mp) throws Exception {
        SharedQueue<byte[]> queue = mp.queue(2);
        queue.put(new byte[] {1});
        ChildProcess reader = mp.start(() -> queue.takeBytes(bytes -> Runtime.getRuntime().halt(0)));
        ChildProcess writer = mp.start(() -> queue.putBytes(1, bytes -> Runtime.getRuntime().halt(0)));
        reader.join();
        writer.join();
        Await.until("the element is back", patience(), () -> queue.size() == 1);
        assertThat(queue.poll(Places.LONG)).containsExactly(1);
        assertThat(queue.poll()).isNull();
        assertThat(queue.offerBytes(1, bytes -> bytes.fill((byte) 2), Places.LONG)).isTrue();
        assertThat(queue.take()).containsExactly(2);
    }
}
