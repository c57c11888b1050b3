package io.multiprocessing.benchmarks.scenario.download;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.multiprocessing.RemoteCallable;
import io.multiprocessing.benchmarks.scenario.pool.Crew;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;

/** The corpus fetched by some workers, as often as wanted. */
public final class Download implements AutoCloseable {
    private final Result result;
    private final List<byte[]> expected;
    private final Path directory;
    private final List<RemoteCallable<Serializable>> tasks = new ArrayList<>();

    public Download(Corpus corpus, Result result, String origin) throws IOException {
        this.result = result;
        this.expected = corpus.contents();
        this.directory = Files.createTempDirectory("multiprocessing-download");
        for (int file = 0; file < corpus.sizes().size(); file++) {
            tasks.add(result.task(origin + "/" + file, directory.resolve(Integer.toString(file))));
        }
    }

    /** Fetches every file once, one task each, and returns their results in the files' order. */
    public List<Object> run(Crew crew) throws Exception {
        List<Future<Serializable>> futures = new ArrayList<>(tasks.size());
        for (RemoteCallable<Serializable> task : tasks) {
            futures.add(crew.submit(task));
        }
        List<Object> results = new ArrayList<>(tasks.size());
        for (Future<Serializable> future : futures) {
            results.add(future.get());
        }
        return results;
    }

    /**
     * Compares each result with what was served, and removes the files that were written.
     *
     * @throws IllegalStateException when one differs
     */
    public void check(List<Object> results) throws IOException {
        for (int file = 0; file < expected.size(); file++) {
            result.check(results.get(file), expected.get(file));
        }
    }

    @Override
    public void close() throws IOException {
        MoreFiles.deleteRecursively(directory, RecursiveDeleteOption.ALLOW_INSECURE);
    }
}
