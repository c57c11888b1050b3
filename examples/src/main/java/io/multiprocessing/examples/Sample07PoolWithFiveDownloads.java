package io.multiprocessing.examples;

import io.multiprocessing.Multiprocessing;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.TaskFuture;
import io.multiprocessing.examples.server.SlowServer;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Five downloads on a pool of four workers.
 *
 * <p>What to learn: four run at once, the fifth begins when one of them is done. A callback runs here, in the parent,
 * as soon as its task's result is there.
 */
public final class Sample07PoolWithFiveDownloads {
    private static final int WORKERS = 4;
    private static final int DOWNLOADS = 5;

    private Sample07PoolWithFiveDownloads() {}

    public static void main(String[] args) throws Exception {
        try (SlowServer server = new SlowServer();
                Multiprocessing mp = args.length == 0 ? Multiprocessing.open() : Multiprocessing.open(args[0]);
                ProcessPool pool = mp.pool(WORKERS)) {
            List<TaskFuture<String>> downloads = new ArrayList<>();
            for (int i = 1; i <= DOWNLOADS; i++) {
                String url = server.add("chapter-" + i + ".pdf", new byte[1000 * i], Duration.ofMillis(300));
                downloads.add(pool.submit(() -> download(url)));
            }
            downloads.getLast().thenAccept(result -> System.out.println("The last one to begin: " + result)).join();

            for (TaskFuture<String> download : downloads) {
                System.out.println(download.get());
            }
            long processes = downloads.stream().map(download -> download.workerPid().getAsLong()).distinct().count();
            System.out.println("No more processes than workers: " + (processes <= WORKERS));
        }
    }

    private static String download(String url) throws Exception {
        try (InputStream in = URI.create(url).toURL().openStream()) {
            return url.substring(url.lastIndexOf('/') + 1) + ", " + in.readAllBytes().length + " bytes";
        }
    }
}
