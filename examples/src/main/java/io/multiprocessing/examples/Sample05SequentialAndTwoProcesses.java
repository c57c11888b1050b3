package io.multiprocessing.examples;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.examples.server.SlowServer;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;

/**
 * Two downloads, one after the other and then by two processes at the same time.
 *
 * <p>What to learn: the processes work at the same time, so both together take about as long as the slower of them,
 * plus the start of a JVM.
 */
public final class Sample05SequentialAndTwoProcesses {
    private Sample05SequentialAndTwoProcesses() {}

    public static void main(String[] args) throws Exception {
        try (SlowServer server = new SlowServer();
                Multiprocessing mp = args.length == 0 ? Multiprocessing.open() : Multiprocessing.open(args[0])) {
            String first = server.add("first.pdf", new byte[4000], Duration.ofMillis(800));
            String second = server.add("second.pdf", new byte[5000], Duration.ofSeconds(1));

            long start = System.nanoTime();
            download(first);
            download(second);
            report("One after the other", start);

            start = System.nanoTime();
            ChildProcess one = mp.start(() -> download(first));
            ChildProcess two = mp.start(() -> download(second));
            one.join();
            two.join();
            report("Two processes", start);
        }
    }

    private static void download(String url) throws Exception {
        try (InputStream in = URI.create(url).toURL().openStream()) {
            int bytes = in.readAllBytes().length;
            System.out.println("Downloaded " + url.substring(url.lastIndexOf('/') + 1) + ", " + bytes + " bytes");
        }
    }

    private static void report(String what, long startNanos) {
        System.out.printf("%s: %.1f s%n", what, (System.nanoTime() - startNanos) / 1e9);
    }
}
