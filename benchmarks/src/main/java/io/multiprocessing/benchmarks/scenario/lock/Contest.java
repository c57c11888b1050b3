package io.multiprocessing.benchmarks.scenario.lock;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.InterProcessLock;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.SharedMemory;
import io.multiprocessing.benchmarks.program.JavaProgram;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** The two parties of a variant: the caller, and one that follows. */
interface Contest extends AutoCloseable {
    /** The caller's side. */
    Relay relay();

    @Override
    void close() throws Exception;

    static Contest open(String variant) throws IOException {
        return switch (variant) {
            case "threads" -> betweenThreads();
            case LockUncontended.FILE_LOCK -> overFile();
            default -> inFamily(variant);
        };
    }

    private static Contest betweenThreads() {
        MemorySegment memory = Arena.ofAuto().allocate(Relay.BYTES, Long.BYTES);
        Lock lock = new ReentrantLock();
        var second = new Relay(memory, lock, Relay.SECOND);
        Thread thread = Thread.ofPlatform().start(() -> {
            try {
                second.follow();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return of(new Relay(memory, lock, Relay.FIRST), thread::join);
    }

    private static Contest inFamily(String transport) {
        Multiprocessing family = Multiprocessing.open(transport);
        InterProcessLock lock = family.lock();
        SharedMemory memory = family.memory(Relay.BYTES);
        ChildProcess child = family.start(() -> new Relay(memory.segment(), lock, Relay.SECOND).follow());
        return of(new Relay(memory.segment(), lock, Relay.FIRST), () -> {
            child.join();
            family.close();
        });
    }

    private static Contest overFile() throws IOException {
        FileMutex mutex = FileMutex.inNewFile();
        Path memory = Files.createTempFile("multiprocessing-peer", ".memory");
        memory.toFile().deleteOnExit();
        Process process = JavaProgram.startAloud(
                List.of(),
                System.getProperty("java.class.path"),
                FileMutexPartner.class,
                List.of(mutex.file().toString(), memory.toString()));
        return of(new Relay(mapped(memory), mutex, Relay.FIRST), () -> {
            process.waitFor();
            mutex.close();
            Files.deleteIfExists(memory);
        });
    }

    static MemorySegment mapped(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return channel.map(MapMode.READ_WRITE, 0, Relay.BYTES, Arena.ofAuto());
        }
    }

    /** Something to do when both are through. */
    interface End {
        void run() throws Exception;
    }

    private static Contest of(Relay relay, End end) {
        return new Contest() {
            @Override
            public Relay relay() {
                return relay;
            }

            @Override
            public void close() throws Exception {
                relay.end();
                end.run();
            }
        };
    }
}
