package io.multiprocessing.benchmarks.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * CPython's multiprocessing, by a script that measures one thing for each line that it is sent. It is started at the
 * first request and kept, so that it takes turns with the others.
 */
public final class Python implements AutoCloseable {
    private static final String COMMAND = "python3";
    private static final String SCRIPT = "multiprocessing_peer.py";

    private @Nullable Path script;
    private @Nullable Process process;

    /** Why it can't be asked; empty when it can. */
    public static Optional<String> obstacle() {
        try {
            Process version = new ProcessBuilder(COMMAND, "-c", "import multiprocessing").start();
            return version.waitFor() == 0 ? Optional.empty() : Optional.of(COMMAND + " has no multiprocessing");
        } catch (IOException e) {
            return Optional.of("There is no " + COMMAND + " on the PATH.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("Interrupted while looking for " + COMMAND);
        }
    }

    /**
     * Measures one thing.
     *
     * @return the figures that the script answered
     * @throws IOException with the script's own words when it failed
     */
    public List<Double> ask(String request) throws IOException {
        Process peer = started();
        Writer in = peer.outputWriter();
        in.write(request + "\n");
        in.flush();
        BufferedReader out = peer.inputReader();
        String answer = out.readLine();
        if (answer == null || !answer.startsWith("ok ")) {
            throw new IOException(COMMAND + " was asked \"" + request + "\" and answered: " + answer);
        }
        return Arrays.stream(answer.substring("ok ".length()).split(" ")).map(Double::valueOf).toList();
    }

    private Process started() throws IOException {
        if (process == null) {
            script = Files.createTempFile("multiprocessing-peer", ".py");
            script.toFile().deleteOnExit();
            try (InputStream source = Objects.requireNonNull(Python.class.getResourceAsStream(SCRIPT), SCRIPT)) {
                Files.write(script, source.readAllBytes());
            }
            process = new ProcessBuilder(COMMAND, script.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        }
        return process;
    }

    /** Ends the script: it ends with its standard input. */
    @Override
    public void close() {
        try {
            if (process != null) {
                process.outputWriter().close();
                process.waitFor();
            }
        } catch (IOException ended) {
            // That is what was asked for.
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
        try {
            if (script != null) {
                Files.deleteIfExists(script);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
