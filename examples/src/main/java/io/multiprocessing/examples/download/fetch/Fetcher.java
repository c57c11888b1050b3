package io.multiprocessing.examples.download.fetch;

import io.multiprocessing.examples.download.fetch.FetchProgress.Phase;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Fetches one URL into one file, attempt by attempt.
 *
 * <p>The file grows under a temporary name and gets its own when it is whole. What an attempt brought is kept for the
 * next one, and for the next run, as far as the server lets one tell that it still fits.
 */
public final class Fetcher {
    private final FetchRequest request;
    private final FetchLimits limits;
    private final ThrottledProgress progress;
    private final long started = System.nanoTime();
    private String finalName;
    private URI finalUrl;

    private Fetcher(FetchRequest request, URI url, FetchProgress.Listener listener) {
        this.request = request;
        this.limits = request.limits();
        this.progress = new ThrottledProgress(request.index(), request.name(), listener);
        this.finalName = request.name();
        this.finalUrl = url;
    }

    /**
     * Blocks until the file is in place.
     *
     * @throws FetchException when it can't be had: says why
     * @throws InterruptedException when interrupted; what has arrived is kept
     */
    public static FetchResult fetch(FetchRequest request, FetchProgress.Listener listener)
            throws FetchException, InterruptedException {
        URI url = Urls.withoutFragment(URI.create(request.url()));
        Redirects.requireFetchable(url);
        return new Fetcher(request, url, listener).fetch(url);
    }

    private FetchResult fetch(URI url) throws FetchException, InterruptedException {
        Path directory = Path.of(request.directory());
        try (PartFile part = PartFile.open(directory, request.name(), request.url())) {
            progress.phase(Phase.STARTED, part.size(), part.total());
            try {
                Attempt attempt = new Attempt(url, request.name(), part, limits, progress, this::named);
                int attempts = untilWhole(attempt, part);
                String sha256 = request.sha256() ? checksum(part) : null;
                String name = part.publish(finalName);
                return result(name, part.size(), part.resumedFrom(), sha256, attempts);
            } catch (AlreadyThere there) {
                part.deleteIfEmpty();
                return FetchResult.skipped(request.index(), request.url(), finalName);
            } catch (FetchException e) {
                part.deleteIfEmpty();
                throw e;
            }
        }
    }

    /** Returns how many attempts it took. */
    private int untilWhole(Attempt attempt, PartFile part) throws FetchException, InterruptedException {
        long furthest = part.size();
        int failuresInARow = 0;
        for (int attempts = 1;; attempts++) {
            try {
                attempt.run();
                return attempts;
            } catch (FetchException e) {
                if (!e.isWorthRetrying()) {
                    throw e;
                }
                failuresInARow = part.size() > furthest ? 1 : failuresInARow + 1;
                furthest = Math.max(furthest, part.size());
                if (failuresInARow > limits.retries()) {
                    throw attempts == 1 ? e : e.givenUp(" (after " + attempts + " attempts)");
                }
                pause(e, failuresInARow, part);
            }
        }
    }

    private void pause(FetchException failure, int failuresInARow, PartFile part)
            throws FetchException, InterruptedException {
        Duration asked = failure.retryAfter();
        if (asked != null && asked.compareTo(limits.longestDelay()) > 0) {
            throw failure.givenUp(" and asks to wait " + Failures.seconds(asked));
        }
        Duration pause = pauseBefore(failuresInARow, asked);
        progress.retrying(
                part.size(),
                part.total(),
                failure.getMessage() + "; trying again in " + Failures.seconds(pause));
        Thread.sleep(pause);
    }

    /** Doubles each time; between half and the whole of that, so that many downloads don't come back at once. */
    private Duration pauseBefore(int retry, @Nullable Duration asked) {
        long doubled = limits.firstDelay().toMillis() << Math.min(retry - 1, 20);
        long millis = Math.min(doubled, limits.longestDelay().toMillis());
        long jittered = millis - ThreadLocalRandom.current().nextLong(millis / 2 + 1);
        return Duration.ofMillis(asked == null ? jittered : Math.max(jittered, asked.toMillis()));
    }

    private String checksum(PartFile part) throws FetchException {
        progress.phase(Phase.CHECKING, part.size(), part.size());
        return part.sha256();
    }

    private void named(String name, URI url) throws FetchException {
        finalName = name;
        finalUrl = url;
        Path existing = Path.of(request.directory()).resolve(name);
        if (request.skipExisting() && Files.isRegularFile(existing, LinkOption.NOFOLLOW_LINKS)) {
            throw new AlreadyThere();
        }
    }

    private FetchResult result(
            String name, long bytes, long resumedFrom, @Nullable String sha256, int attempts) {
        return new FetchResult(
                request.index(),
                request.url(),
                finalUrl.toString(),
                name,
                bytes,
                resumedFrom,
                sha256,
                attempts,
                Duration.ofNanos(System.nanoTime() - started).toMillis(),
                ProcessHandle.current().pid(),
                false);
    }

    /** The file that the server names is in the directory already, and the request accepts that. */
    private static final class AlreadyThere extends FetchException {
        private static final long serialVersionUID = 1;

        AlreadyThere() {
            super("is there already", false, null, null);
        }
    }
}
