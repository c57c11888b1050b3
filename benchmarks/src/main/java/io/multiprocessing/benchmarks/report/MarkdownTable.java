package io.multiprocessing.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A report as Markdown: where and when, one table, and what is missing from it. */
public final class MarkdownTable {
    private final StringBuilder text = new StringBuilder();
    /** What is missing, and the scenarios that miss it. */
    private final Map<String, List<String>> missing = new LinkedHashMap<>();

    private MarkdownTable() {}

    public static String of(Report report) {
        var table = new MarkdownTable();
        table.circumstances(report);
        table.head();
        for (ScenarioResult scenario : report.scenarios()) {
            table.rows(scenario);
        }
        table.missing();
        return table.text.toString();
    }

    private void circumstances(Report report) {
        Circumstances where = report.circumstances();
        text.append(String.format(
                Locale.ROOT,
                "%s, commit %s, %s run: %d fresh starts. %s, %d cores, %,d MiB, %s, JDK %s; load before: %.1f.%n%n",
                where.date(),
                where.commit(),
                report.effort(),
                report.rounds(),
                where.cpu(),
                where.cores(),
                where.memoryMiB(),
                where.os(),
                where.jdk(),
                where.load()));
    }

    private void head() {
        text.append("""
                | Scenario | Variant | Median (min–max) | 99th percentile | CPU each, µs | Ratio to its peer (min–max) |
                |---|---|---:|---:|---:|---:|
                """);
    }

    private void rows(ScenarioResult scenario) {
        String title = scenario.title() + ", " + scenario.unit();
        for (VariantResult variant : scenario.variants()) {
            note(scenario, variant);
            if (variant.value() == null) {
                continue;
            }
            boolean isPeer = variant.name().equals(scenario.peer());
            text.append(String.format(
                    "| %s | %s | %s | %s | %s | %s |%n",
                    title,
                    isPeer ? variant.name() + " (peer)" : variant.name(),
                    range(variant.value()),
                    variant.tail() == null ? "" : Figures.shown(variant.tail().median()),
                    variant.cost() == null ? "" : Figures.shown(variant.cost().median()),
                    isPeer ? "1" : emphasised(variant.ratio())));
            title = "";
        }
    }

    private static String range(Spread spread) {
        String median = Figures.shown(spread.median());
        return spread.min() == spread.max()
                ? median
                : median + " (" + Figures.shown(spread.min()) + "–" + Figures.shown(spread.max()) + ")";
    }

    private static String emphasised(@Nullable Spread ratio) {
        if (ratio == null) {
            return "";
        }
        String median = Figures.shown(ratio.median());
        return "**" + median + "**" + range(ratio).substring(median.length());
    }

    private void note(ScenarioResult scenario, VariantResult variant) {
        if (variant.skipped() != null) {
            note(variant.name() + " skipped: " + variant.skipped(), scenario.name());
        }
        if (variant.failed() != null) {
            String firstLine = variant.failed().lines().findFirst().orElse("");
            note(variant.name() + " **failed** after " + variant.values().size() + " turns: " + firstLine,
                    scenario.name());
        }
    }

    private void note(String what, String scenario) {
        missing.computeIfAbsent(what, _ -> new ArrayList<>()).add(scenario);
    }

    private void missing() {
        if (!missing.isEmpty()) {
            text.append("\nNot measured:\n\n");
            missing.forEach((what, scenarios) -> text.append(
                    "- " + String.join(", ", scenarios) + ": " + what + "\n"));
        }
    }
}
