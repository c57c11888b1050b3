package io.multiprocessing.examples.download;

import io.multiprocessing.MultiprocessingException;
import io.multiprocessing.RemoteCallable;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.examples.download.fetch.FetchProgress;
import io.multiprocessing.examples.download.fetch.FetchRequest;
import io.multiprocessing.examples.download.fetch.FetchResult;
import io.multiprocessing.examples.download.fetch.Fetcher;

/**
 * What travels to a worker: the request, and the queue that brings the progress back.
 *
 * @param progress is the same queue in every process; a full one only costs a glimpse of progress
 */
record FetchTask(FetchRequest request, SharedQueue<FetchProgress> progress) implements RemoteCallable<FetchResult> {
    @Override
    public FetchResult call() throws Exception {
        return Fetcher.fetch(request, this::report);
    }

    private void report(FetchProgress event) {
        try {
            progress.offer(event);
        } catch (MultiprocessingException nobodyLooks) {
            // The download itself goes on; if the parent is gone, this process ends by itself.
        }
    }
}
