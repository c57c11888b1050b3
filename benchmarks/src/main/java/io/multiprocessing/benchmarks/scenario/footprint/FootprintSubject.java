package io.multiprocessing.benchmarks.scenario.footprint;

import io.multiprocessing.benchmarks.program.ProcessTree;
import io.multiprocessing.benchmarks.station.Measurement;
import io.multiprocessing.benchmarks.station.Settings;
import io.multiprocessing.benchmarks.station.Subject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Looks at a group of processes that have worked and have nothing to do. */
public final class FootprintSubject implements Subject {
    private static final double BYTES_PER_MIB = 1 << 20;
    private static final double PERCENT = 100;
    /** Short ones would see one wake-up or none. */
    private static final int IDLE_SLICES = 10;
    private static final int SETTLING_MILLIS = 500;

    private final Group group;
    private boolean settled;

    public FootprintSubject(Settings settings) throws Exception {
        group = Group.open(settings.variant(), settings.number("workers"));
    }

    @Override
    public Measurement measure(String what, Duration slice) throws IOException, InterruptedException {
        return switch (what) {
            case "memory-per-worker" -> Measurement.single(memoryPerWorker());
            case "idle-cpu" -> Measurement.single(idle(slice.multipliedBy(IDLE_SLICES)));
            case "threads-of-parent" -> Measurement.single(Thread.getAllStackTraces().size());
            default -> throw new IllegalArgumentException("No such measurement: " + what);
        };
    }

    /** In MiB. */
    private double memoryPerWorker() throws IOException {
        List<ProcessHandle> workers = group.workers();
        long bytes = 0;
        for (ProcessHandle worker : workers) {
            bytes += ProcessTree.memoryBytes(worker);
        }
        return bytes / BYTES_PER_MIB / workers.size();
    }

    /** In percent of a processor, the mean of all children. */
    private double idle(Duration duration) throws InterruptedException {
        if (!settled) {
            Thread.sleep(SETTLING_MILLIS); // Compilers are through with what was done before.
            settled = true;
        }
        long begin = System.nanoTime();
        long before = cpuNanosOfChildren();
        Thread.sleep(duration);
        long used = cpuNanosOfChildren() - before;
        return PERCENT * used / (System.nanoTime() - begin) / ProcessHandle.current().children().count();
    }

    private static long cpuNanosOfChildren() {
        return ProcessHandle.current().children().mapToLong(ProcessTree::cpuNanos).sum();
    }

    @Override
    public void close() throws Exception {
        group.close();
    }
}
