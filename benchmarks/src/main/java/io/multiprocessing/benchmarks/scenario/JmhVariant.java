package io.multiprocessing.benchmarks.scenario;

import io.multiprocessing.benchmarks.program.ParentWatch;
import io.multiprocessing.benchmarks.suite.Effort;
import io.multiprocessing.benchmarks.suite.Sample;
import io.multiprocessing.benchmarks.suite.Variant;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * A variant that JMH measures. JMH by itself would measure all of one variant before it begins with the next; here each
 * turn is a run of JMH of its own, with one JVM, and the suite alternates.
 */
final class JmhVariant implements Variant {
    private static final TimeValue TIMEOUT = TimeValue.seconds(60);

    private final String name;
    private final Class<?> benchmark;

    /** @param name of the variant, which the benchmark is told as its parameter {@code variant} */
    JmhVariant(String name, Class<?> benchmark) {
        this.name = name;
        this.benchmark = benchmark;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<String> obstacle() {
        return Transports.obstacleOf(name);
    }

    @Override
    public Sample measure(Effort effort) throws IOException {
        var log = new ByteArrayOutputStream();
        var output = new PrintStream(log, true, StandardCharsets.UTF_8);
        try {
            var runner = new Runner(
                    options(effort), OutputFormatFactory.createFormatInstance(output, VerboseMode.NORMAL));
            List<RunResult> results = List.copyOf(runner.run());
            if (results.size() != 1) {
                throw new IOException("JMH found " + results.size() + " benchmarks instead of one");
            }
            return Sample.single(results.getFirst().getPrimaryResult().getScore());
        } catch (RunnerException | IOException e) {
            String said = log.toString(StandardCharsets.UTF_8);
            throw new IOException(e.getMessage() + " " + failure(said), new IOException("JMH said:\n" + said, e));
        }
    }

    /** What JMH's log tells of a failure: the iteration, and the exception on the line after it. */
    private static String failure(String log) {
        return log.lines()
                .dropWhile(line -> !line.contains("<failure>"))
                .filter(line -> !line.isBlank())
                .limit(2)
                .collect(Collectors.joining(" "));
    }

    private Options options(Effort effort) {
        return new OptionsBuilder()
                .include("^" + benchmark.getName() + "\\.")
                .shouldFailOnError(true)
                .timeout(TIMEOUT)
                .forks(effort.counts() ? 1 : 0)
                .jvmArgsAppend(ParentWatch.option())
                .warmupIterations(1)
                .warmupTime(timeValue(effort.slice()))
                .measurementIterations(1)
                .measurementTime(timeValue(effort.slice()))
                .param("variant", name)
                .build();
    }

    private static TimeValue timeValue(Duration duration) {
        return TimeValue.milliseconds(duration.toMillis());
    }
}
