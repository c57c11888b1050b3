package io.multiprocessing.examples.download;

import io.multiprocessing.examples.download.fetch.FetchLimits;
import io.multiprocessing.examples.download.fetch.FetchProgress;
import io.multiprocessing.examples.download.fetch.FetchRequest;
import io.multiprocessing.examples.download.fetch.FetchResult;
import io.multiprocessing.examples.download.fetch.Urls;
import io.multiprocessing.examples.download.names.NameAssigner;
import io.multiprocessing.examples.download.show.ProgressDisplay;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Fetches a list of URLs into a directory. Everything that happens meets in one queue of events, which one thread
 * reads: so names, display and outcomes need no locks. No more is handed to the crew than keeps it busy.
 */
final class Run implements FetchProgress.Listener {
    /**
     * What holds for all files of a run.
     *
     * @param directory exists, and is absolute
     * @param workers how many fetch at a time
     */
    record Settings(Path directory, int workers, boolean sha256, boolean skipExisting, FetchLimits limits) {}

    private sealed interface Event {
        record Progressed(FetchProgress progress) implements Event {}

        record Finished(int index, @Nullable FetchResult result, @Nullable Throwable failure) implements Event {}
    }

    private final List<String> urls;
    private final Settings settings;
    private final NameAssigner names;
    private final ProgressDisplay display;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final @Nullable Outcome[] outcomes;
    private int unfinished;

    Run(List<String> urls, Settings settings, NameAssigner names, ProgressDisplay display) {
        this.urls = urls;
        this.settings = settings;
        this.names = names;
        this.display = display;
        this.outcomes = new Outcome[urls.size()];
    }

    /** To be told what the crew's members report; by any thread. */
    @Override
    public void progressed(FetchProgress progress) {
        events.add(new Event.Progressed(progress));
    }

    /**
     * Blocks until each URL has its outcome; to be called once.
     *
     * @return the outcomes, in the order of the URLs
     */
    List<Outcome> complete(Crew crew) throws InterruptedException {
        int next = 0;
        while (next < urls.size() || unfinished > 0) {
            if (next < urls.size() && unfinished < 2 * settings.workers()) {
                begin(next++, crew);
            } else {
                handle(events.take());
            }
        }
        List<Outcome> all = new ArrayList<>();
        Arrays.stream(outcomes).forEach(outcome -> all.add(Objects.requireNonNull(outcome)));
        return all;
    }

    private void begin(int index, Crew crew) {
        unfinished++;
        try {
            URI url = Urls.parse(urls.get(index));
            String name = names.assign(url);
            if (settings.skipExisting() && names.isThere(name)) {
                finished(index, new Outcome.Saved(urls.get(index), FetchResult.skipped(index, url.toString(), name)));
                return;
            }
            FetchRequest request = new FetchRequest(
                    index,
                    url.toString(),
                    settings.directory().toString(),
                    name,
                    settings.sha256(),
                    settings.skipExisting(),
                    settings.limits());
            CompletableFuture<?> ignored = crew.fetch(request)
                    .whenComplete((result, failure) -> events.add(new Event.Finished(index, result, failure)));
        } catch (IllegalArgumentException notAUrl) {
            finished(index, new Outcome.Failed(urls.get(index), "not an http or https URL"));
        }
    }

    private void handle(Event event) {
        switch (event) {
            case Event.Progressed(FetchProgress progress) -> {
                // Results and progress come by different ways: some progress may be late.
                if (outcomes[progress.index()] == null) {
                    display.progressed(progress);
                }
            }
            case Event.Finished(int index, FetchResult result, Throwable failure) -> {
                String url = urls.get(index);
                finished(
                        index,
                        result != null
                                ? new Outcome.Saved(url, result)
                                : Outcome.failed(url, failure == null ? new AssertionError("no result") : failure));
            }
        }
    }

    private void finished(int index, Outcome outcome) {
        unfinished--;
        outcomes[index] = outcome;
        switch (outcome) {
            case Outcome.Saved(String url, FetchResult result) -> display.saved(result);
            case Outcome.Failed(String url, String reason) -> display.failed(index, url, reason);
        }
    }
}
