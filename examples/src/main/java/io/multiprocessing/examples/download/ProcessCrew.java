package io.multiprocessing.examples.download;

import io.multiprocessing.Multiprocessing;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.QueueClosedException;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.TaskOptions;
import io.multiprocessing.examples.download.fetch.FetchProgress;
import io.multiprocessing.examples.download.fetch.FetchRequest;
import io.multiprocessing.examples.download.fetch.FetchResult;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Worker processes: a pool of them, and the queue on which they tell how far they are. */
final class ProcessCrew implements Crew {
    private static final int PROGRESS_CAPACITY = 1000;

    private final Multiprocessing family;
    private final SharedQueue<FetchProgress> progress;
    private final ProcessPool pool;
    private final Thread listening;

    /**
     * @param transport its name, or null for the best there is
     * @param listener is told of all progress, by one thread
     * @throws IllegalArgumentException when there is no such transport here: says which there are
     */
    ProcessCrew(@Nullable String transport, int workers, FetchProgress.Listener listener) {
        Multiprocessing.Builder builder = WorkerJvm.lean();
        family = (transport == null ? builder : builder.transport(transport)).open();
        progress = family.queue(PROGRESS_CAPACITY);
        pool = family.poolBuilder()
                .workers(workers)
                .name("Download")
                .build();
        listening = Thread.ofVirtual().name("progress").start(() -> listen(listener));
    }

    String transport() {
        return family.transport();
    }

    /** A worker that dies takes nothing with it: another goes on where its part of the file ends. */
    @Override
    public CompletableFuture<FetchResult> fetch(FetchRequest request) {
        TaskOptions options =
                TaskOptions.builder().idempotent().label(request.name()).build();
        return pool.submit(new FetchTask(request, progress), options);
    }

    private void listen(FetchProgress.Listener listener) {
        try {
            while (true) {
                listener.progressed(progress.take());
            }
        } catch (QueueClosedException | InterruptedException noMoreProgress) {
            // The crew has been closed.
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
        progress.close();
        family.close();
        listening.interrupt();
    }
}
