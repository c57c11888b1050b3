package io.multiprocessing.benchmarks.scenario.download;

import io.multiprocessing.benchmarks.scenario.pool.Crew;
import io.multiprocessing.benchmarks.station.Measurement;
import io.multiprocessing.benchmarks.station.Settings;
import io.multiprocessing.benchmarks.station.Subject;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * All files of the corpus, each fetched by one task, until the last result is there. The workers have been started and
 * have fetched before: their start is another scenario.
 */
public final class DownloadSubject implements Subject {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final String PREFIX = "parallel-download-";

    private final Crew crew;
    /** Whether it works in other processes. */
    private final boolean elsewhere;
    private final Corpus corpus;
    private final String origin;
    private final Map<Result, Download> downloads = new EnumMap<>(Result.class);

    public DownloadSubject(Settings settings) throws InterruptedException {
        corpus = Corpus.standard().first(settings.number("files"));
        origin = settings.text("origin");
        elsewhere = !List.of(Crew.SEQUENTIAL, Crew.THREADS).contains(settings.variant());
        crew = Crew.open(settings.variant(), settings.number("workers"));
    }

    /** Once, or as often as there is time; what came is compared in between, which does not count. */
    @Override
    public Measurement measure(String what, Duration slice) throws Exception {
        Download download = download(Result.valueOf(what.substring(PREFIX.length()).toUpperCase(Locale.ROOT)));
        long total = 0;
        int runs = 0;
        long begin = System.nanoTime();
        do {
            long before = System.nanoTime();
            List<Object> results = download.run(crew);
            total += System.nanoTime() - before;
            runs++;
            download.check(results);
        } while (System.nanoTime() - begin < slice.toNanos());
        return Measurement.single(total / NANOS_PER_MILLI / runs);
    }

    private Download download(Result wanted) throws IOException {
        // Threads hand over a large array by its reference: that is their region.
        Result result = wanted == Result.REGION && !elsewhere ? Result.BYTES : wanted;
        Download download = downloads.get(result);
        if (download == null) {
            download = new Download(corpus, result, origin);
            downloads.put(result, download);
        }
        return download;
    }

    @Override
    public void close() throws IOException {
        crew.close();
        for (Download download : downloads.values()) {
            download.close();
        }
    }
}
