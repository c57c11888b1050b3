package io.multiprocessing.examples.download;

import io.multiprocessing.examples.download.fetch.FetchRequest;
import io.multiprocessing.examples.download.fetch.FetchResult;
import java.util.concurrent.CompletableFuture;

/** Those who fetch, several files at a time. */
interface Crew extends AutoCloseable {
    /** Begins when somebody is free; fails with the fetcher's own exception, or with that of its process. */
    CompletableFuture<FetchResult> fetch(FetchRequest request);

    /** Ends all of it, and waits for that. */
    @Override
    void close();
}
