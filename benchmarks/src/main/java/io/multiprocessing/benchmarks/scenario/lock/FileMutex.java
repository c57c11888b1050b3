package io.multiprocessing.benchmarks.scenario.lock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/** The JDK's lock between processes, on a file. For one thread of each process. */
final class FileMutex implements Lock, AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private @Nullable FileLock held;

    private FileMutex(Path file) throws IOException {
        this.file = file;
        this.channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    static FileMutex inNewFile() throws IOException {
        Path file = Files.createTempFile("multiprocessing-peer", ".lock");
        file.toFile().deleteOnExit();
        return new FileMutex(file);
    }

    static FileMutex in(Path file) throws IOException {
        return new FileMutex(file);
    }

    Path file() {
        return file;
    }

    @Override
    public void lock() {
        try {
            held = channel.lock();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void unlock() {
        FileLock lock = held;
        if (lock == null) {
            throw new IllegalMonitorStateException("Not held");
        }
        try {
            lock.release();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(file);
    }

    @Override
    public void lockInterruptibly() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean tryLock() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean tryLock(long time, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Condition newCondition() {
        throw new UnsupportedOperationException();
    }
}
