package io.multiprocessing.examples.download;

import io.multiprocessing.examples.download.fetch.FetchProgress;
import io.multiprocessing.examples.download.fetch.FetchRequest;
import io.multiprocessing.examples.download.fetch.FetchResult;
import io.multiprocessing.examples.download.fetch.Fetcher;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Threads of this process, for tests of what does not depend on processes. */
final class ThreadCrew implements Crew {
    private final ExecutorService threads;
    private final FetchProgress.Listener listener;

    ThreadCrew(int workers, FetchProgress.Listener listener) {
        this.threads = Executors.newFixedThreadPool(workers);
        this.listener = listener;
    }

    @Override
    public CompletableFuture<FetchResult> fetch(FetchRequest request) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return Fetcher.fetch(request, listener);
                    } catch (Exception e) {
                        throw new CompletionException(e);
                    }
                },
                threads);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
