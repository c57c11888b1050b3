package io.multiprocessing.benchmarks.scenario.lock;

import io.multiprocessing.Multiprocessing;
import io.multiprocessing.benchmarks.program.ParentWatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A lock taken and given back by the one thread that uses it. So short that only JMH can measure it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 1, time = 1)
@Fork(value = 1, jvmArgs = {"--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"})
@SuppressWarnings("NullAway.Init") // JMH calls the methods marked with Setup first.
public class LockUncontended {
    public static final String REENTRANT_LOCK = "reentrant-lock";
    public static final String FILE_LOCK = "file-lock";

    @Param({REENTRANT_LOCK, FILE_LOCK, "pipe", "socket", "sharedmem"})
    public String variant;

    private Lock lock;
    private AutoCloseable owner;

    @Setup
    public void open() throws Exception {
        ParentWatch.begin();
        switch (variant) {
            case REENTRANT_LOCK -> {
                lock = new ReentrantLock();
                owner = () -> {};
            }
            case FILE_LOCK -> {
                FileMutex mutex = FileMutex.inNewFile();
                lock = mutex;
                owner = mutex;
            }
            default -> {
                Multiprocessing family = Multiprocessing.open(variant);
                lock = family.lock();
                owner = family;
            }
        }
    }

    @Benchmark
    public void lockAndUnlock() {
        lock.lock();
        lock.unlock();
    }

    @TearDown
    public void close() throws Exception {
        owner.close();
    }
}
