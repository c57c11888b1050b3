package io.multiprocessing.benchmarks.scenario;

import io.multiprocessing.benchmarks.suite.Effort;
import io.multiprocessing.benchmarks.suite.Sample;
import io.multiprocessing.benchmarks.suite.Variant;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/**
 * A variant that JMH measures. JMH by itself would measure all of one variant before it begins with the next; here each
 * turn is a run of JMH of its own, with one JVM, and the suite alternates.
 */
final class JmhVariant implements Variant {
    private static final TimeValue TIMEOUT = TimeValue.seconds(60);
    private static final double MEDIAN = 50;
    private static final double TAIL = 99;

    private final String name;
    private final Class<?> benchmark;
    private final Parameters parameters;

    /** What a turn's benchmark is told, beside {@code transport}, which is the variant's name. */
    interface Parameters {
        Map<String, String> of(Effort effort) throws IOException;
    }

    JmhVariant(String name, Class<?> benchmark, Parameters parameters) {
        this.name = name;
        this.benchmark = benchmark;
        this.parameters = parameters;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<String> obstacle() {
        return Transports.ALL.contains(name) ? Transports.obstacle(name) : Optional.empty();
    }

    @Override
    public Sample measure(Effort effort) throws IOException {
        var log = new ByteArrayOutputStream();
        var output = new PrintStream(log, true, StandardCharsets.UTF_8);
        try {
            ChainedOptionsBuilder options = options(effort);
            var runner =
                    new Runner(options.build(), OutputFormatFactory.createFormatInstance(output, VerboseMode.NORMAL));
            List<RunResult> results = List.copyOf(runner.run());
            if (results.size() != 1) {
                throw new IOException("JMH found " + results.size() + " benchmarks instead of one");
            }
            Statistics statistics = results.getFirst().getPrimaryResult().getStatistics();
            return new Sample(statistics.getPercentile(MEDIAN), statistics.getPercentile(TAIL));
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

    private ChainedOptionsBuilder options(Effort effort) throws IOException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + benchmark.getName() + "\\.")
                .shouldFailOnError(true)
                .timeout(TIMEOUT)
                .forks(effort.counts() ? 1 : 0)
                .warmupIterations(1)
                .warmupTime(timeValue(effort.warmup()))
                .measurementIterations(1)
                .measurementTime(timeValue(effort.measured()))
                .param("transport", name);
        parameters.of(effort).forEach(options::param);
        return options;
    }

    private static TimeValue timeValue(Duration duration) {
        return TimeValue.milliseconds(duration.toMillis());
    }
}
