package io.multiprocessing.benchmarks.scenario.start;

import io.multiprocessing.benchmarks.station.Measurement;
import io.multiprocessing.benchmarks.station.Settings;
import io.multiprocessing.benchmarks.station.Subject;
import java.io.IOException;
import java.time.Duration;

/**
 * Single starts, of a process or a pool. The first line of a process says when it ran by {@link System#nanoTime}, which
 * on the systems that we know is one clock for all processes; a moment outside of the process's life would be noticed.
 */
public final class StartSubject implements Subject {
    /** Ends the names of variants that start with processes that stand by. */
    public static final String WARM = "-warm";

    private static final String BARE_JVM = "jvm";
    private static final double NANOS_PER_MILLI = 1e6;
    private static final int POOL = 2;

    private final Starter starter;

    public StartSubject(Settings settings) throws IOException, InterruptedException {
        this.starter = starter(settings.variant());
        starter.settle();
    }

    private static Starter starter(String variant) {
        if (variant.equals(BARE_JVM)) {
            return new BareJvm();
        }
        boolean warm = variant.endsWith(WARM);
        String transport = warm ? variant.substring(0, variant.length() - WARM.length()) : variant;
        return new Family(transport, warm ? POOL : 0);
    }

    @Override
    public Measurement measure(String what, Duration slice) throws IOException, InterruptedException {
        Measurement found = measure(what);
        starter.settle();
        return found;
    }

    private Measurement measure(String what) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        return switch (what) {
            case "process-first-line" -> since(begin, checked(begin, starter.runProcess()));
            case "process-start-join" -> {
                starter.runProcess();
                yield since(begin, System.nanoTime());
            }
            case "pool-start" -> since(begin, starter.runPool(POOL));
            default -> growth(what, begin);
        };
    }

    /** Named after the number of workers, such as {@code growth-64}. */
    private Measurement growth(String what, long begin) throws IOException, InterruptedException {
        int workers = Integer.parseInt(what.substring(what.lastIndexOf('-') + 1));
        return since(begin, starter.runPool(workers));
    }

    private static long checked(long begin, long firstLine) throws IOException {
        long end = System.nanoTime();
        if (firstLine - begin < 0 || end - firstLine < 0) {
            throw new IOException("The processes' clocks differ: start " + begin + ", first line " + firstLine
                    + ", end " + end);
        }
        return firstLine;
    }

    private static Measurement since(long begin, long end) {
        return Measurement.single((end - begin) / NANOS_PER_MILLI);
    }

    @Override
    public void close() {
        starter.close();
    }
}
