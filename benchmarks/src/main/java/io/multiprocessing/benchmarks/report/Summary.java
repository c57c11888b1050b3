package io.multiprocessing.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What most want to know of a report, in one row a scenario, ours beside the others, kept in a text of which the rest
 * is somebody else's.
 */
public final class Summary {
    static final String BEGIN = "<!-- benchmarks: made by benchmarks/run -->";
    static final String END = "<!-- end of benchmarks -->";
    private static final List<String> OURS = List.of("sharedmem", "socket", "pipe");

    private static final List<String> SCENARIOS = List.of(
            "process-first-line",
            "pool-start",
            "task-round-trip",
            "tasks-by-submit",
            "map-numbers",
            "payload-1MiB",
            "queue-round-trip-64B",
            "queue-one-way-64B",
            "queue-one-way-1MiB",
            "lock-uncontended",
            "lock-hand-over",
            "parallel-download-bytes",
            "memory-per-worker");

    private Summary() {}

    /**
     * Writes it into a file in the place of the one before.
     *
     * @throws IOException also when the file has no lines that mark the place
     */
    public static void replaceIn(Path file, Report report) throws IOException {
        String text = Files.readString(file);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException(file + " has no lines \"" + BEGIN + "\" and \"" + END + "\" to write between");
        }
        Files.writeString(file, text.substring(0, begin + BEGIN.length()) + "\n" + of(report) + text.substring(end));
    }

    static String of(Report report) {
        var text = new StringBuilder("""
                | Median | sharedmem | socket | pipe | others in the same run |
                |---|---:|---:|---:|---|
                """);
        for (ScenarioResult scenario : report.scenarios()) {
            if (SCENARIOS.contains(scenario.name()) && OURS.stream().anyMatch(name -> isMeasured(scenario, name))) {
                text.append(row(scenario));
            }
        }
        Circumstances where = report.circumstances();
        text.append(String.format(
                Locale.ROOT,
                "%n%s, commit %s, %s run. %s, %d cores, JDK %s; load before: %.1f.%n",
                where.date(),
                where.commit(),
                report.effort(),
                where.cpu(),
                where.cores(),
                where.jdk(),
                where.load()));
        return text.toString();
    }

    private static boolean isMeasured(ScenarioResult scenario, String variant) {
        return scenario.variant(variant).map(VariantResult::value).isPresent();
    }

    private static String row(ScenarioResult scenario) {
        String ours = OURS.stream().map(name -> median(scenario, name)).collect(Collectors.joining(" | "));
        String others = scenario.variants()
                .stream()
                .filter(variant -> !OURS.contains(variant.name()) && variant.value() != null)
                .map(variant -> variant.name() + " " + median(scenario, variant.name()))
                .collect(Collectors.joining(" · "));
        return "| " + scenario.title() + ", " + scenario.unit() + " | " + ours + " | " + others + " |\n";
    }

    private static String median(ScenarioResult scenario, String variant) {
        return scenario.variant(variant)
                .map(VariantResult::value)
                .map(value -> Figures.shown(value.median()))
                .orElse("");
    }
}
