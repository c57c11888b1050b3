package io.multiprocessing.tck.internal;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/** Tells whether something burns processor time, on machines that are busy with other things too. */
public final class ProcessorTime {
    private static final long WORK_NANOS = Duration.ofMillis(100).toNanos();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private ProcessorTime() {}

    /**
     * Keeps this thread busy for a tenth of a second of processor time, however long that takes, and returns what all
     * other threads of this process and a child took meanwhile, as a multiple of it: near 0 when they are idle, about 1
     * when one of them spins.
     */
    public static double whileThisThreadWorks(ProcessHandle child) {
        long others = others(child);
        long end = THREADS.getCurrentThreadCpuTime() + WORK_NANOS;
        while (THREADS.getCurrentThreadCpuTime() < end) {
            Thread.onSpinWait();
        }
        return (double) (others(child) - others) / WORK_NANOS;
    }

    /** Without the virtual machine's own threads here, which compile; those of the child are counted. */
    private static long others(ProcessHandle child) {
        long total = 0;
        for (long id : THREADS.getAllThreadIds()) {
            total += id == Thread.currentThread().threadId() ? 0 : Math.max(0, THREADS.getThreadCpuTime(id));
        }
        return child.pid() == ProcessHandle.current().pid()
                ? total
                : total + child.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }
}
