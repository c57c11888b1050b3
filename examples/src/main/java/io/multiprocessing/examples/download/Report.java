package io.multiprocessing.examples.download;

import io.multiprocessing.examples.download.fetch.FetchResult;
import io.multiprocessing.examples.download.show.Figures;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What is said when all is done.
 *
 * @param directory where the files are
 * @param outcomes in the order of the URLs
 * @param time the whole run's
 */
record Report(Path directory, String transport, int workers, List<Outcome> outcomes, Duration time) {
    List<FetchResult> saved() {
        return outcomes.stream()
                .filter(Outcome.Saved.class::isInstance)
                .map(outcome -> ((Outcome.Saved) outcome).result())
                .toList();
    }

    List<Outcome.Failed> failed() {
        return outcomes.stream()
                .filter(Outcome.Failed.class::isInstance)
                .map(Outcome.Failed.class::cast)
                .toList();
    }

    /** For people: checksums as {@code sha256sum} prints them, a line on the whole, and each failure with reason. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (FetchResult result : saved()) {
            if (result.sha256() != null) {
                text.append(result.sha256()).append("  ").append(directory.resolve(result.name())).append('\n');
            }
        }
        long bytes = saved().stream().mapToLong(result -> result.bytes() - result.resumedFrom()).sum();
        long there = saved().stream().filter(FetchResult::skipped).count();
        text.append(saved().size() - there)
                .append(" of ")
                .append(outcomes.size())
                .append(outcomes.size() == 1 ? " file" : " files")
                .append(" saved in ")
                .append(directory)
                .append(": ")
                .append(Figures.size(bytes))
                .append(" in ")
                .append(Figures.time(time));
        if (there > 0) {
            text.append("; ").append(there).append(" there already");
        }
        text.append('\n');
        if (!failed().isEmpty()) {
            text.append(failed().size()).append(" failed:\n");
            failed().forEach(failure -> text.append("  ")
                    .append(failure.url())
                    .append(": ")
                    .append(failure.reason())
                    .append('\n'));
        }
        return text.toString();
    }

    /** For programs: one JSON object. */
    String json() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("directory", directory.toString());
        object.put("transport", transport);
        object.put("workers", workers);
        object.put("seconds", time.toMillis() / 1000.0);
        object.put("saved", saved().size());
        object.put("failed", failed().size());
        object.put("files", outcomes.stream().map(this::json).toList());
        return Json.write(object) + "\n";
    }

    private Map<String, Object> json(Outcome outcome) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("url", outcome.url());
        switch (outcome) {
            case Outcome.Saved(String url, FetchResult result) -> {
                object.put("status", result.skipped() ? "exists" : "saved");
                object.put("path", directory.resolve(result.name()).toString());
                object.put("finalUrl", result.finalUrl());
                object.put("bytes", result.bytes());
                object.put("resumedFrom", result.resumedFrom());
                if (result.sha256() != null) {
                    object.put("sha256", Objects.requireNonNull(result.sha256()));
                }
                object.put("seconds", result.millis() / 1000.0);
                object.put("attempts", result.attempts());
                object.put("pid", result.pid());
            }
            case Outcome.Failed(String url, String reason) -> {
                object.put("status", "failed");
                object.put("reason", reason);
            }
        }
        return object;
    }
}
