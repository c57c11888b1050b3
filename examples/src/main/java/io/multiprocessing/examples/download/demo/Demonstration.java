package io.multiprocessing.examples.download.demo;

import io.multiprocessing.examples.download.fetch.FetchLimits;
import io.multiprocessing.examples.download.fetch.FetchRequest;
import io.multiprocessing.examples.server.SlowServer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Two files by two processes, and five files by a pool of four, on each transport, beside one after the other. In the
 * classic, the two files take 4 and 5 seconds; here a second is a fraction of one, so that all of it takes about ten.
 */
public final class Demonstration {
    private static final int SECOND_MILLIS = 100;
    private static final int SHORT_SECOND_MILLIS = 50;

    /** Downloads the requests in some way. */
    private interface Downloader {
        Downloaders.Times download(FetchRequest warmUp, List<FetchRequest> requests) throws Exception;
    }

    /** A file that the server has, and what its checksum should be. */
    private record Served(String name, String url, String sha256) {}

    private final List<String> transports;
    private final PrintStream out;
    private final Scenario twoFiles;
    private final Scenario fiveFiles;

    /**
     * @param transports which to show; all of them are available
     * @param isShort whether to show it in less time
     */
    public Demonstration(List<String> transports, boolean isShort, PrintStream out) {
        this.transports = List.copyOf(transports);
        this.out = out;
        int second = isShort ? SHORT_SECOND_MILLIS : SECOND_MILLIS;
        this.twoFiles = new Scenario(
                "Two files, a process for each", List.of(file("a-1", 4 * second), file("a-2", 5 * second)), 2);
        this.fiveFiles = new Scenario(
                "Five files, a pool of four workers",
                Stream.of("b-1", "b-2", "b-3", "b-4", "b-5").map(name -> file(name, 3 * second)).toList(),
                4);
    }

    private static DemoFile file(String name, int millis) {
        return new DemoFile(name + ".bin", Duration.ofMillis(millis));
    }

    /**
     * Blocks for seconds.
     *
     * @return whether all files arrived as they were sent
     */
    public boolean run() throws Exception {
        long begin = System.nanoTime();
        boolean verified;
        try (SlowServer server = new SlowServer()) {
            verified = table(twoFiles, server,
                    transport -> (warmUp, requests) -> Downloaders.aProcessEach(transport, warmUp, requests));
            verified &= table(fiveFiles, server, transport -> (warmUp, requests) -> Downloaders.aPool(transport,
                    fiveFiles.workers(), warmUp, requests));
        }
        out.printf(Locale.ROOT, "start     until the workers were ready: JVMs started, HTTP clients used once%n");
        out.printf(Locale.ROOT, "download  from handing out the URLs until the last file was in place%n");
        out.printf(Locale.ROOT, "All in %.1f s. ", (System.nanoTime() - begin) / 1e9);
        out.println(verified ? "All checksums are right." : "Some checksums are WRONG.");
        return verified;
    }

    /** Makes the way to download that a transport offers. */
    private interface OnTransport {
        Downloader with(String transport);
    }

    private boolean table(Scenario scenario, SlowServer server, OnTransport parallel) throws Exception {
        List<Served> files = new ArrayList<>();
        for (DemoFile file : scenario.files()) {
            byte[] content = file.content();
            String url = server.add(file.name(), content, file.duration());
            files.add(new Served(file.name(), url, DemoFile.sha256(content)));
        }
        out.printf(
                Locale.ROOT,
                "%s: they take %.2f s one after the other, ideally %.2f s%n%s%n",
                scenario.title(),
                scenario.sum().toMillis() / 1000.0,
                scenario.ideal().toMillis() / 1000.0,
                Row.HEADING);
        boolean verified = show(measure("sequential", scenario, server, files, Downloaders::oneAfterAnother));
        for (String transport : transports) {
            verified &= show(measure(transport, scenario, server, files, parallel.with(transport)));
        }
        out.println();
        return verified;
    }

    private boolean show(Row row) {
        out.println(row);
        out.flush();
        return row.verified();
    }

    private static Row measure(
            String label, Scenario scenario, SlowServer server, List<Served> files, Downloader downloader)
            throws Exception {
        Path directory = Files.createTempDirectory("download-demonstration-");
        try {
            List<FetchRequest> requests =
                    files.stream().map(file -> request(file.url(), file.name(), directory)).toList();
            FetchRequest warmUp = request(server.warmUpUrl(), "warm-up-PID", directory);
            server.takeSendings();
            Downloaders.Times times = downloader.download(warmUp, requests);
            List<Integer> waves = Row.waves(server.takeSendings());
            return new Row(label, times, scenario.ideal(), waves, areRight(files, directory));
        } finally {
            delete(directory);
        }
    }

    private static FetchRequest request(String url, String name, Path directory) {
        return new FetchRequest(0, url, directory.toString(), name, false, false, FetchLimits.DEFAULT);
    }

    private static boolean areRight(List<Served> files, Path directory) throws IOException {
        for (Served file : files) {
            Path arrived = directory.resolve(file.name());
            if (!Files.exists(arrived) || !DemoFile.sha256(Files.readAllBytes(arrived)).equals(file.sha256())) {
                return false;
            }
        }
        return true;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(directory);
    }
}
