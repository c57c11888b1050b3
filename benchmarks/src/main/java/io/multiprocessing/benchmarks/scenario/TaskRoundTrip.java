package io.multiprocessing.benchmarks.scenario;

import io.multiprocessing.RemoteCallable;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** An empty task, submitted and waited for, one at a time. */
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the methods marked with Setup first.
public class TaskRoundTrip extends SampledBenchmark {
    private static final RemoteCallable<Integer> EMPTY = () -> 0;

    @Param({"threads", "pipe", "socket", "sharedmem"})
    public String transport;

    @Param(Workers.AS_PROCESSORS)
    public int workers;

    @Param("10000")
    public int warmupCalls;

    private Workers crew;

    @Setup
    public void open() throws Exception {
        crew = Workers.open(transport, workers);
        warmUp(warmupCalls, this::roundTrip);
    }

    @Benchmark
    public Integer roundTrip() throws Exception {
        return crew.executor().submit(EMPTY).get();
    }

    @TearDown
    public void close() {
        crew.close();
    }
}
