package io.multiprocessing.examples.download.demo;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.RemoteCallable;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.examples.download.WorkerJvm;
import io.multiprocessing.examples.download.fetch.FetchException;
import io.multiprocessing.examples.download.fetch.FetchRequest;
import io.multiprocessing.examples.download.fetch.FetchResult;
import io.multiprocessing.examples.download.fetch.Fetcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The ways to download some files that the demonstration compares. */
final class Downloaders {
    /**
     * How long it took.
     *
     * @param start until the workers were ready: their JVMs started and their HTTP clients used once
     * @param download from handing out the URLs to the last file in place; processes for one file have ended by then
     */
    record Times(Duration start, Duration download) {}

    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    private Downloaders() {}

    static Times oneAfterAnother(FetchRequest warmUp, List<FetchRequest> requests) throws Exception {
        Stopwatch stopwatch = new Stopwatch();
        fetch(warmUp);
        Duration start = stopwatch.lap();
        for (FetchRequest request : requests) {
            fetch(request);
        }
        return new Times(start, stopwatch.lap());
    }

    static Times aProcessEach(String transport, FetchRequest warmUp, List<FetchRequest> requests) throws Exception {
        Stopwatch stopwatch = new Stopwatch();
        try (Multiprocessing mp = WorkerJvm.lean().transport(transport).open()) {
            SharedQueue<String> ready = mp.queue();
            SharedQueue<FetchRequest> orders = mp.queue();
            List<ChildProcess> children = new ArrayList<>();
            for (int i = 0; i < requests.size(); i++) {
                children.add(mp.start(() -> {
                    fetch(warmUp);
                    ready.put(ChildProcess.self().name());
                    fetch(orders.take());
                }));
            }
            await(ready, children.size());
            Duration start = stopwatch.lap();
            orders.addAll(requests);
            for (ChildProcess child : children) {
                child.join();
            }
            return new Times(start, stopwatch.lap());
        }
    }

    static Times aPool(String transport, int workers, FetchRequest warmUp, List<FetchRequest> requests)
            throws Exception {
        Stopwatch stopwatch = new Stopwatch();
        try (Multiprocessing mp = WorkerJvm.lean().transport(transport).open()) {
            SharedQueue<String> ready = mp.queue();
            try (ProcessPool pool = mp.poolBuilder()
                    .workers(workers)
                    .initializer(() -> {
                        fetch(warmUp);
                        ready.put(ChildProcess.self().name());
                    })
                    .build()) {
                await(ready, workers);
                Duration start = stopwatch.lap();
                pool.invokeAll(requests.stream().map(Downloaders::task).toList());
                return new Times(start, stopwatch.lap());
            }
        }
    }

    private static RemoteCallable<FetchResult> task(FetchRequest request) {
        return () -> fetch(request);
    }

    private static void await(SharedQueue<String> ready, int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            if (ready.poll(LONGEST_START) == null) {
                throw new IllegalStateException("Only " + i + " of " + count + " workers were ready in time");
            }
        }
    }

    /** Each process gives the file that all warm up with a name of its own. */
    private static FetchResult fetch(FetchRequest request) throws FetchException, InterruptedException {
        String name = request.name().replace("PID", String.valueOf(ProcessHandle.current().pid()));
        return Fetcher.fetch(request.withName(name), progress -> {});
    }

    private static final class Stopwatch {
        private long lastNanos = System.nanoTime();

        Duration lap() {
            long before = lastNanos;
            lastNanos = System.nanoTime();
            return Duration.ofNanos(lastNanos - before);
        }
    }
}
