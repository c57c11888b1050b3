package io.multiprocessing.benchmarks.scenario.download;

import io.multiprocessing.benchmarks.program.JavaProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;

/**
 * A server of the corpus on this machine, without a limit on its rate, in a JVM of its own: its heap, its collector and
 * its compiler are then not the subject's. It still shares the processors.
 */
public final class Origin implements AutoCloseable {
    /** Without it a small file waits 40 ms for the acknowledgement of its header. */
    private static final String NO_DELAY = "-Dsun.net.httpserver.nodelay=true";

    private final Process process;
    private final String address;

    private Origin(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    public static Origin start() throws IOException {
        Process process = JavaProgram.startAloud(
                List.of(NO_DELAY), System.getProperty("java.class.path"), OriginMain.class, List.of());
        BufferedReader out = process.inputReader();
        String port = out.readLine();
        if (port == null) {
            process.destroyForcibly();
            throw new IOException("The server of the benchmark ended before it listened");
        }
        return new Origin(process, "http://127.0.0.1:" + port);
    }

    /** Where it listens; a file's URL is this, a slash and its number. */
    public String address() {
        return address;
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException ended) {
            // That is what was asked for.
        }
        process.destroy();
    }
}
