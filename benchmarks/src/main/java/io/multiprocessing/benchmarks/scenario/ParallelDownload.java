package io.multiprocessing.benchmarks.scenario;

import io.multiprocessing.benchmarks.download.Corpus;
import io.multiprocessing.benchmarks.download.Download;
import io.multiprocessing.benchmarks.download.Origin;
import io.multiprocessing.benchmarks.download.Result;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * All files of the corpus, each fetched by one task, until the last result is there. The workers have been started and
 * have fetched before: their start is another scenario.
 */
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the methods marked with Setup first.
public class ParallelDownload extends SampledBenchmark {
    /** In place of a server's address: the benchmark starts one. */
    static final String OWN_ORIGIN = "own";

    @Param({"sequential", "threads", "pipe", "socket", "sharedmem"})
    public String transport;

    @Param(Workers.AS_PROCESSORS)
    public int workers;

    @Param({"bytes", "digest", "path"})
    public String result;

    @Param("20")
    public int files;

    @Param(OWN_ORIGIN)
    public String origin;

    private AutoCloseable server;
    private Workers crew;
    private Download download;
    private List<Object> results;

    @Setup
    public void open() throws Exception {
        server = () -> {};
        String address = origin;
        if (address.equals(OWN_ORIGIN)) {
            Origin own = Origin.start();
            server = own;
            address = own.address();
        }
        crew = Workers.open(transport, workers);
        Corpus corpus = Corpus.standard().first(files);
        download = new Download(corpus, Result.valueOf(result.toUpperCase(Locale.ROOT)), address);
    }

    @Benchmark
    public List<Object> download() throws Exception {
        results = download.run(crew.executor());
        return results;
    }

    @TearDown(Level.Invocation)
    public void check() throws IOException {
        download.check(results);
    }

    @TearDown
    public void close() throws Exception {
        crew.close();
        download.close();
        server.close();
    }
}
