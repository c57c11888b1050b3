package io.multiprocessing.tck.family.shared;

import static io.multiprocessing.tck.family.harness.Await.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.RemoteRunnable;
import io.multiprocessing.SharedDoubleArray;
import io.multiprocessing.SharedIntArray;
import io.multiprocessing.SharedLong;
import io.multiprocessing.SharedLongArray;
import io.multiprocessing.SharedMemory;
import io.multiprocessing.SharedMemoryException;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.TaskFuture;
import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import io.multiprocessing.tck.family.harness.MappedFile;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;

/** Memory and numbers that all members of a family touch directly. */
public interface MemoryContract extends FamilyUnderTest {
    @FamilyTest
    @DisplayName("memory: has exactly its bytes, all zero, and is the same memory in every process and thread")
    default void memoryIsTheSameMemory(Multiprocessing mp, ProcessPool pool) throws Exception {
        SharedMemory memory = mp.memory(10_001);
        assertThat(memory.byteSize()).isEqualTo(10_001);
        MemorySegment here = memory.segment();
        assertThat(here.byteSize()).isEqualTo(10_001);
        assertThat(here.address() % 64).isZero();
        assertThat(here.mismatch(MemorySegment.ofArray(new byte[10_001]))).isEqualTo(-1);
        pool.submit(() -> {
            memory.segment().set(ValueLayout.JAVA_BYTE, 10_000, (byte) 7);
            Thread.ofVirtual().start(() -> memory.longs().set(3, 33)).join();
        }).get();
        assertThat(here.get(ValueLayout.JAVA_BYTE, 10_000)).isEqualTo((byte) 7);
        assertThat(here.getAtIndex(ValueLayout.JAVA_LONG, 3)).isEqualTo(33);
        here.set(ValueLayout.JAVA_INT, 4, 44);
        assertThat(pool.submit(() -> memory.ints().getAcquire(1)).get()).isEqualTo(44);
    }

    @FamilyTest
    @DisplayName("memory: arrays cover the whole words, and refuse other indexes")
    default void memoryArraysHaveBounds(Multiprocessing mp, ProcessPool pool) throws Exception {
        SharedMemory memory = mp.memory(31);
        Places.hereAndThere(pool, () -> {
            assertThat(memory.longs().length()).isEqualTo(3);
            assertThat(memory.doubles().length()).isEqualTo(3);
            assertThat(memory.ints().length()).isEqualTo(7);
            for (long index : new long[] {-1, 3, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 61}) {
                assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> memory.longs().get(index));
                assertThatExceptionOfType(IndexOutOfBoundsException.class)
                        .isThrownBy(() -> memory.doubles().getAndAdd(index, 1));
            }
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> memory.ints().set(7, 1));
        });
    }

    @FamilyTest
    @DisplayName("memory: no addition is lost when several processes and threads add at once")
    default void memoryAdditionsAreAtomic(Multiprocessing mp, ProcessPool pool) throws Exception {
        SharedMemory memory = mp.memory(64);
        SharedLongArray longs = memory.longs();
        SharedIntArray ints = memory.ints();
        SharedDoubleArray doubles = memory.doubles();
        SharedLong number = mp.sharedLong(-5);
        int times = 20_000;
        RemoteRunnable add = () -> {
            for (int i = 0; i < times; i++) {
                longs.getAndAdd(0, 3);
                ints.incrementAndGet(2);
                doubles.getAndAdd(2, 0.5);
                number.updateAndGet(value -> value + 2);
                number.getAndDecrement();
            }
        };
        List<TaskFuture<?>> tasks = List.of(pool.submit(add), pool.submit(add));
        ChildProcess child = mp.start(add);
        add.run();
        child.join();
        for (TaskFuture<?> task : tasks) {
            task.get();
        }
        assertThat(longs.get(0)).isEqualTo(12L * times);
        assertThat(ints.get(2)).isEqualTo(4 * times);
        assertThat(doubles.get(2)).isEqualTo(2.0 * times);
        assertThat(number.get()).isEqualTo(4L * times - 5);
    }

    @FamilyTest
    @DisplayName("memory: what is written before a release is seen after the acquire, in another process")
    default void memoryReleaseAndAcquire(Multiprocessing mp, ProcessPool pool) throws Exception {
        SharedMemory memory = mp.memory(1 << 16);
        SharedLong ready = mp.sharedLong(0);
        TaskFuture<Long> sum = pool.submit(() -> {
            long wrong = 0;
            for (long round = 1; round <= 500; round++) {
                while (ready.getAcquire() != 2 * round - 1) {
                    Thread.onSpinWait();
                    if (Thread.interrupted()) {
                        throw new InterruptedException();
                    }
                }
                for (long i = 0; i < memory.longs().length(); i += 512) {
                    wrong += memory.longs().getPlain(i) == round ? 0 : 1;
                }
                ready.setRelease(2 * round);
            }
            return wrong;
        });
        for (long round = 1; round <= 500; round++) {
            for (long i = 0; i < memory.longs().length(); i += 512) {
                memory.longs().setPlain(i, round);
            }
            ready.setRelease(2 * round - 1);
            while (ready.getAcquire() != 2 * round && !sum.isDone()) {
                Thread.onSpinWait();
            }
        }
        assertThat(sum.get()).isZero();
    }

    @FamilyTest
    @DisplayName("memory: handles travel in tasks, queues and results, to grandchildren, from whoever made it")
    default void memoryTravels(Multiprocessing mp, ProcessPool pool) throws Exception {
        SharedQueue<Object> queue = mp.queue();
        SharedQueue<String> leave = mp.queue();
        SharedLong number = mp.sharedLong(1);
        mp.start(() -> {
            SharedMemory made = Multiprocessing.current().memory(100);
            SharedLong counted = Multiprocessing.current().sharedLong(10);
            made.longs().set(1, 5);
            queue.put(made);
            queue.put(made.longs());
            queue.put(List.of(counted, number));
            Multiprocessing.current().start(() -> {
                made.longs().addAndGet(1, 6);
                counted.addAndGet(20);
                number.incrementAndGet();
            }).join();
            queue.put("the grandchild is done");
            // From a queue of its own: from the other it might take back what it has put itself.
            leave.take();
        });
        SharedMemory made = (SharedMemory) next(queue);
        SharedLongArray longs = (SharedLongArray) next(queue);
        List<?> numbers = (List<?>) next(queue);
        assertThat(next(queue)).isEqualTo("the grandchild is done");
        assertThat(made.longs().get(1)).isEqualTo(11);
        assertThat(longs).isEqualTo(made.longs());
        assertThat(longs.memory().segment().address()).as("one mapping").isEqualTo(made.segment().address());
        assertThat(((SharedLong) numbers.get(0)).get()).isEqualTo(30);
        assertThat(numbers.get(1)).isEqualTo(number);
        assertThat(number.get()).isEqualTo(2);
        SharedMemory returned = pool.submit(() -> made).get();
        assertThat(returned).isEqualTo(made);
        assertThat(returned.segment().address()).isEqualTo(made.segment().address());
        assertThat(pool.submit(() -> made.longs().get(1)).get()).isEqualTo(11L);
        leave.put("you may go");
    }

    @FamilyTest
    @DisplayName("memory: a process maps it when it asks for the segment, not when the handle arrives")
    default void memoryMapsLazily(Multiprocessing mp, ProcessPool pool) throws Exception {
        SharedMemory memory = mp.memory(1 << 24);
        String file = MappedFile.of(memory).toString();
        pool.submit(() -> {
            assertThat(memory.byteSize()).isEqualTo(1 << 24);
            assertThat(memory.longs().length()).isEqualTo(1 << 21);
            assertThat(MappedFile.isMapped(file)).isFalse();
            memory.longs().set(0, 1);
            assertThat(MappedFile.isMapped(file)).isTrue();
            memory.close();
            assertThat(MappedFile.isMapped(file)).isFalse();
        }).get();
        assertThat(memory.longs().get(0)).isEqualTo(1);
    }

    @FamilyTest
    @DisplayName("memory: close ends one process's mapping, and others go on")
    default void memoryCloseIsForOneProcess(Multiprocessing mp, ProcessPool pool) throws Exception {
        SharedMemory memory = mp.memory(1000);
        SharedLongArray longs = memory.longs();
        longs.set(0, 1);
        MemorySegment segment = memory.segment();
        Path file = MappedFile.of(memory);
        memory.close();
        memory.close();
        assertThat(MappedFile.isMapped(file.toString())).isFalse();
        assertThatIllegalStateException().isThrownBy(memory::segment);
        assertThatIllegalStateException().isThrownBy(() -> longs.get(0));
        assertThatIllegalStateException().isThrownBy(() -> segment.get(ValueLayout.JAVA_BYTE, 0));
        for (int i = 0; i < 3; i++) {
            long expected = i + 1;
            pool.submit(() -> {
                try (memory) {
                    assertThat(memory.longs().getAndIncrement(0)).isEqualTo(expected);
                }
            }).get();
        }
        SharedMemory again = pool.submit(() -> memory).get();
        assertThat(again.longs().get(0)).isEqualTo(4);
        memory.remove();
    }

    @FamilyTest
    @DisplayName("memory: once removed it can't be mapped any more, and who has mapped it goes on")
    default void memoryRemoveIsForAll(Multiprocessing mp, ProcessPool pool) throws Exception {
        SharedMemory memory = mp.memory(1000);
        Path file = MappedFile.of(memory);
        SharedQueue<Object> told = mp.queue();
        SharedQueue<String> go = mp.queue();
        mp.start(() -> {
            told.put(memory.longs().incrementAndGet(0));
            go.take();
            told.put(memory.longs().incrementAndGet(0));
        });
        assertThat(next(told)).isEqualTo(1L);
        pool.submit(memory::remove).get();
        memory.remove();
        assertThat(file).doesNotExist();
        go.put("go");
        assertThat(next(told)).isEqualTo(2L);
        assertThat(memory.longs().get(0)).isEqualTo(2);
        pool.submit(() -> {
            assertThatExceptionOfType(SharedMemoryException.class)
                    .isThrownBy(memory::segment)
                    .withMessageContaining("removed")
                    .withMessageContaining("byteSize=1000");
        }).get();
    }

    @FamilyTest
    @DisplayName("memory: a size below one is refused; one for which there is no room leaves nothing behind")
    default void memoryImpossibleSizes(Multiprocessing mp) throws Exception {
        assertThatIllegalArgumentException().isThrownBy(() -> mp.memory(0)).withMessageContaining("0");
        assertThatIllegalArgumentException().isThrownBy(() -> mp.memory(-1));
        SharedMemory small = mp.memory(1);
        Path directory = MappedFile.of(small).getParent();
        List<Path> before = filesOf(directory);
        for (long byteSize : new long[] {1L << 60, Long.MAX_VALUE - 1, Long.MAX_VALUE}) {
            assertThatExceptionOfType(SharedMemoryException.class)
                    .isThrownBy(() -> mp.memory(byteSize))
                    .withMessageContainingAll("neededBytes=", "freeBytes=")
                    .satisfies(e -> {
                        assertThat(e.neededBytes()).isGreaterThanOrEqualTo(byteSize);
                        assertThat(e.freeBytes()).isPositive().isLessThan(byteSize);
                    });
        }
        assertThat(filesOf(directory).stream().filter(file -> !before.contains(file))).isEmpty();
        small.segment().set(ValueLayout.JAVA_BYTE, 0, (byte) 1);
    }

    @FamilyTest
    @DisplayName("memory: ten thousand shared numbers are a few files, and each is its own number")
    default void memoryManyNumbers(Multiprocessing mp, ProcessPool pool) throws Exception {
        Path directory = MappedFile.of(mp.memory(1)).getParent();
        int before = filesOf(directory).size();
        List<SharedLong> numbers = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            numbers.add(mp.sharedLong(i));
        }
        assertThat(filesOf(directory).size() - before).isLessThanOrEqualTo(20);
        List<SharedLong> some = List.of(numbers.get(0), numbers.get(511), numbers.get(512), numbers.get(9_999));
        pool.submit(() -> some.forEach(number -> number.addAndGet(1_000_000))).get();
        for (int i = 0; i < 10_000; i++) {
            boolean isChanged = some.contains(numbers.get(i));
            assertThat(numbers.get(i).get()).isEqualTo(isChanged ? 1_000_000 + i : i);
        }
    }

    private static List<Path> filesOf(Path directory) throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }
}
