package io.multiprocessing.benchmarks.scenario;

import io.multiprocessing.benchmarks.download.Origin;
import io.multiprocessing.benchmarks.peer.Python;
import io.multiprocessing.benchmarks.suite.Effort;
import io.multiprocessing.benchmarks.suite.Scenario;
import io.multiprocessing.benchmarks.suite.Scenario.Better;
import io.multiprocessing.benchmarks.suite.Variant;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All scenarios, and what several of them use: the server of the downloads and the Python script, which are started when
 * first needed.
 */
public final class Catalog implements AutoCloseable {
    private static final int STARTS_PER_ROUND = 4;

    private final Python python = new Python();
    private @Nullable Origin origin;

    /** In the order in which they are measured and shown. */
    public List<Scenario> scenarios() {
        return List.of(
                start("process-first-line", "Cold start of a process to its first line", Start.Moment.FIRST_LINE),
                start("process-start-join", "Cold start and join of a process", Start.Moment.JOINED),
                taskRoundTrip(),
                queueRoundTrip(),
                download("bytes"),
                download("digest"),
                download("path"));
    }

    private Scenario start(String name, String title, Start.Moment moment) {
        List<Variant> variants = new ArrayList<>();
        variants.add(Start.bareJvm("jvm", moment));
        Transports.ALL.forEach(transport -> variants.add(Start.child(transport, moment)));
        String request = moment == Start.Moment.FIRST_LINE ? "first-line " : "joined ";
        for (String method : List.of("fork", "forkserver", "spawn")) {
            variants.add(PythonVariant.once("python-" + method, python, request + method));
        }
        return new Scenario(name, title, "ms", Better.LOWER, "jvm", STARTS_PER_ROUND, variants);
    }

    private Scenario taskRoundTrip() {
        List<Variant> variants = jmh(
                TaskRoundTrip.class,
                List.of(Workers.THREADS),
                effort -> Map.of("workers", workers(effort), "warmupCalls", warmupCalls(effort)));
        variants.add(PythonVariant.repeated("python", python, "task-round-trip"));
        return new Scenario(
                "task-round-trip", "Empty task there and back", "µs", Better.LOWER, Workers.THREADS, 1, variants);
    }

    private Scenario queueRoundTrip() {
        List<Variant> variants = jmh(
                QueueRoundTrip.class,
                List.of(Workers.THREADS),
                effort -> Map.of("warmupCalls", warmupCalls(effort)));
        variants.add(PythonVariant.repeated("python", python, "queue-round-trip"));
        return new Scenario(
                "queue-round-trip-64",
                "64 B there and back through queues",
                "µs",
                Better.LOWER,
                Workers.THREADS,
                1,
                variants);
    }

    private Scenario download(String result) {
        List<Variant> variants = jmh(
                ParallelDownload.class,
                List.of(Workers.THREADS, Workers.SEQUENTIAL),
                effort -> Map.of(
                        "result", result,
                        "origin", origin().address(),
                        "files", effort.counts() ? "20" : "3",
                        "workers", workers(effort)));
        return new Scenario(
                "parallel-download-" + result,
                "Download of 16 MiB in 20 files, each returned as its " + result,
                "ms",
                Better.LOWER,
                Workers.THREADS,
                1,
                variants);
    }

    private static List<Variant> jmh(Class<?> benchmark, List<String> peers, JmhVariant.Parameters parameters) {
        List<Variant> variants = new ArrayList<>();
        peers.forEach(peer -> variants.add(new JmhVariant(peer, benchmark, parameters)));
        Transports.ALL.forEach(transport -> variants.add(new JmhVariant(transport, benchmark, parameters)));
        return variants;
    }

    private static String workers(Effort effort) {
        return effort.counts() ? Workers.AS_PROCESSORS : "1";
    }

    private static String warmupCalls(Effort effort) {
        return Integer.toString(effort.warmupCalls());
    }

    private Origin origin() throws IOException {
        if (origin == null) {
            origin = Origin.start();
        }
        return origin;
    }

    @Override
    public void close() {
        if (origin != null) {
            origin.close();
        }
        python.close();
    }
}
