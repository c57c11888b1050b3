package io.multiprocessing.benchmarks.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * All that one run found.
 *
 * @param schema the version of this form: a number that grows when a field changes its meaning or goes
 * @param effort {@code quick}, {@code full}, ...: how long was measured
 * @param rounds how often each scenario was measured
 */
public record Report(
        int schema, String effort, int rounds, Circumstances circumstances, List<ScenarioResult> scenarios) {
    public static final int SCHEMA = 2;

    private static final Gson JSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    /** Writes it as JSON. */
    public void write(Path file) throws IOException {
        try (Writer out = Files.newBufferedWriter(file)) {
            JSON.toJson(this, out);
            out.write('\n');
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException when it can't be read, or its schema is another
     */
    public static Report read(Path file) throws IOException {
        Report report;
        try (Reader in = Files.newBufferedReader(file)) {
            report = JSON.fromJson(in, Report.class);
        } catch (JsonParseException e) {
            throw new IOException(file + " is not a report: " + e.getMessage(), e);
        }
        if (report == null || report.schema() != SCHEMA) {
            throw new IOException(file + " is not a report of schema " + SCHEMA);
        }
        return report;
    }

    public Optional<ScenarioResult> scenario(String name) {
        return scenarios.stream().filter(scenario -> scenario.name().equals(name)).findFirst();
    }

    public Optional<VariantResult> variant(String scenario, String variant) {
        return scenario(scenario).flatMap(found -> found.variant(variant));
    }

    /** Whether some variant could not be measured to the end. */
    public boolean hasFailures() {
        return scenarios.stream()
                .flatMap(scenario -> scenario.variants().stream())
                .anyMatch(variant -> variant.failed() != null);
    }
}
