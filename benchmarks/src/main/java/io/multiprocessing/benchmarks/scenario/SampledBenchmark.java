package io.multiprocessing.benchmarks.scenario;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How all JMH benchmarks here are measured: one caller, in a JVM of its own, by the distribution of its calls' times.
 *
 * <p>JMH's own JVM gets rid of the warning about the {@code Unsafe} that JMH uses.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 1, time = 1)
@Fork(value = 1, jvmArgs = {"--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"})
public abstract class SampledBenchmark {
    private static final Duration WARM_AFTER = Duration.ofSeconds(4);

    /**
     * Calls so often that compilers have seen enough on both sides, which takes a number of calls rather than a time:
     * who answers more slowly needs longer to get fast.
     */
    static void warmUp(int calls, Callable<?> action) throws Exception {
        long begin = System.nanoTime();
        for (int call = 0; call < calls && System.nanoTime() - begin < WARM_AFTER.toNanos(); call++) {
            action.call();
        }
    }
}
