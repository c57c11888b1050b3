package io.multiprocessing.tck.family.shared;

import static io.multiprocessing.tck.family.harness.Await.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.SharedLong;
import io.multiprocessing.SharedLongArray;
import io.multiprocessing.SharedMemory;
import io.multiprocessing.SharedMemoryException;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.tck.family.harness.Await;
import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import io.multiprocessing.tck.family.harness.MappedFile;
import io.multiprocessing.tck.family.harness.ParentProgram;
import io.multiprocessing.tck.family.harness.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;

/** Memory whose makers end, whose family ends, and whose files are damaged. */
public interface MemoryDeathContract extends FamilyUnderTest {
    @FamilyTest
    @DisplayName("memory: when its maker ends, however it does, its files go, mappings live on, and errors tell why")
    default void memoryMakersEnd(Multiprocessing mp, ProcessPool pool) throws Exception {
        for (boolean isKilled : new boolean[] {true, false}) {
            SharedQueue<Object> queue = mp.queue();
            SharedQueue<String> signals = mp.queue();
            ChildProcess maker = mp.start(() -> {
                SharedMemory mapped = Multiprocessing.current().memory(100);
                mapped.longs().set(0, 1);
                queue.put(mapped);
                queue.put(Multiprocessing.current().memory(100));
                queue.put(Multiprocessing.current().sharedLong(7));
                queue.put(Multiprocessing.current().sharedLong(7));
                queue.put(MappedFile.of(mapped).toString());
                signals.take();
                if (isKilled) {
                    Thread.sleep(Long.MAX_VALUE);
                }
            });
            SharedMemory mapped = (SharedMemory) next(queue);
            SharedMemory unmapped = (SharedMemory) next(queue);
            SharedLong used = (SharedLong) next(queue);
            SharedLong unused = (SharedLong) next(queue);
            Path file = Path.of((String) next(queue));
            assertThat(mapped.longs().get(0)).isEqualTo(1);
            assertThat(used.get()).isEqualTo(7);
            signals.put("go");
            if (isKilled) {
                maker.kill();
            }
            maker.join();
            Await.until("the file is gone", patience(), () -> Files.notExists(file));
            assertThat(mapped.longs().incrementAndGet(0)).isEqualTo(2);
            assertThat(used.incrementAndGet()).isEqualTo(8);
            assertThat(unused.get()).as("on the same page as the used one").isEqualTo(7);
            assertThatExceptionOfType(SharedMemoryException.class)
                    .isThrownBy(unmapped::segment)
                    .withMessageContaining("ended");
            pool.submit(() -> {
                assertThatExceptionOfType(SharedMemoryException.class)
                        .isThrownBy(mapped::segment)
                        .withMessageContaining("the process that made it has ended");
                assertThatExceptionOfType(SharedMemoryException.class).isThrownBy(used::get);
            }).get();
            mapped.close();
        }
    }

    @FamilyTest
    @DisplayName("memory: a user that is killed while it writes harms nobody")
    default void memoryUsersDeath(Multiprocessing mp) throws Exception {
        SharedLong number = mp.sharedLong(0);
        ChildProcess user = mp.start(() -> {
            while (true) {
                number.incrementAndGet();
            }
        });
        Await.until("it counts", patience(), () -> number.get() > 1000);
        user.kill();
        user.join();
        long stopped = number.get();
        assertThat(number.incrementAndGet()).isEqualTo(stopped + 1);
    }

    @FamilyTest
    @DisplayName("memory: a file that was cut is a typed error for who maps it or touches what is gone; the JVM lives")
    default void memoryTruncatedFile(Multiprocessing mp, ProcessPool pool) throws Exception {
        SharedMemory memory = mp.memory(1 << 20);
        Path file = MappedFile.of(memory);
        SharedQueue<Object> told = mp.queue();
        SharedQueue<String> go = mp.queue();
        ChildProcess user = mp.start(() -> {
            SharedLongArray longs = memory.longs();
            longs.set(100_000, 1);
            told.put("mapped");
            go.take();
            try {
                told.put(longs.getAndAdd(100_000, 1));
            } catch (SharedMemoryException e) {
                told.put(e.getMessage());
            }
        });
        assertThat(next(told)).isEqualTo("mapped");
        MappedFile.truncate(file, 8192);
        go.put("go");
        assertThat((String) next(told)).contains("truncated");
        user.join();
        assertThat(user.exitCode()).hasValue(0);
        for (long byteSize : new long[] {8192, 40, 0}) {
            MappedFile.truncate(file, byteSize);
            pool.submit(() -> {
                assertThatExceptionOfType(SharedMemoryException.class)
                        .isThrownBy(memory::segment)
                        .withMessageContaining("byteSize=" + byteSize);
            }).get();
        }
        memory.remove();
    }

    @FamilyTest
    @DisplayName("memory: after the family's close it throws, its files and mappings are gone, and it can't be made")
    default void memoryFamilysEnd() throws Exception {
        Multiprocessing mp = family().open();
        SharedMemory memory = mp.memory(100);
        SharedLong number = mp.sharedLong(1);
        SharedMemory ofChild = mp.pool(1).submit(() -> Multiprocessing.current().memory(100)).get();
        ofChild.longs().set(0, 1);
        Path directory = MappedFile.of(memory).getParent();
        assertThat(MappedFile.of(ofChild).getParent()).isEqualTo(directory);
        mp.close();
        assertThat(directory).doesNotExist();
        assertThat(MappedFile.isMapped(directory.toString())).isFalse();
        assertThatIllegalStateException().isThrownBy(memory::segment);
        assertThatIllegalStateException().isThrownBy(() -> ofChild.longs().get(0));
        assertThatIllegalStateException().isThrownBy(number::get);
        assertThatIllegalStateException().isThrownBy(() -> mp.memory(1));
        assertThatIllegalStateException().isThrownBy(() -> mp.sharedLong(1));
        memory.close();
        memory.remove();
    }

    @FamilyTest
    @DisplayName("memory: a program that exits without closing leaves no file; what a killed one left is swept")
    default void memoryProgramsEnd() throws Exception {
        try (Program program = Program.start(ParentProgram.class, patience(), "memory", transport(), "exit")) {
            Path file = Path.of(program.awaitLine("memory in "));
            assertThat(program.awaitExit()).isZero();
            assertThat(file.getParent()).doesNotExist();
        }
        try (Program program = Program.start(ParentProgram.class, patience(), "memory", transport(), "stay")) {
            Path file = Path.of(program.awaitLine("memory in "));
            program.awaitLine("main stays");
            program.kill();
            program.awaitExit();
            try (Multiprocessing mp = family().open()) {
                mp.sharedLong(1);
                assertThat(file.getParent()).doesNotExist();
            }
        }
    }

    @FamilyTest
    @DisplayName("memory: stays within its family")
    default void memoryForeignFamily(Multiprocessing mp) throws Exception {
        SharedQueue<Object> own = mp.queue();
        try (Multiprocessing other = family().open()) {
            SharedMemory foreign = other.memory(1);
            assertThatExceptionOfType(RuntimeException.class)
                    .isThrownBy(() -> own.put(foreign))
                    .withStackTraceContaining("another Multiprocessing");
        }
        assertThat(own.size()).isZero();
    }
}
