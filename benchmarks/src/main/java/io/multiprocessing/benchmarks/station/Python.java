package io.multiprocessing.benchmarks.station;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A station that is CPython, with a script that measures its multiprocessing and its concurrent.futures. */
public final class Python implements Station {
    private static final String COMMAND = "python3";
    private static final String SCRIPT = "multiprocessing_peer.py";
    private static final Optional<String> OBSTACLE = findObstacle();

    private final ProgramStation station;
    private @Nullable Path script;

    /** @param variant what the script is to measure, such as {@code pool} or {@code futures} */
    public Python(String variant) {
        this.station = new ProgramStation(
                () -> new ProcessBuilder(COMMAND, script().toString(), variant).start());
    }

    /** Why it can't be asked; empty when it can. */
    public static Optional<String> obstacle() {
        return OBSTACLE;
    }

    private static Optional<String> findObstacle() {
        try {
            Process version = new ProcessBuilder(COMMAND, "-c", "import multiprocessing, concurrent.futures").start();
            return version.waitFor() == 0 ? Optional.empty() : Optional.of(COMMAND + " has no multiprocessing");
        } catch (IOException e) {
            return Optional.of("There is no " + COMMAND + " on the PATH.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("Interrupted while looking for " + COMMAND);
        }
    }

    @Override
    public Answer ask(String what, Duration slice) throws IOException {
        return station.ask(what, slice);
    }

    private Path script() throws IOException {
        Path file = script;
        if (file == null) {
            file = Files.createTempFile("multiprocessing-peer", ".py");
            script = file;
            file.toFile().deleteOnExit();
            try (InputStream source = Objects.requireNonNull(Python.class.getResourceAsStream(SCRIPT), SCRIPT)) {
                Files.write(file, source.readAllBytes());
            }
        }
        return file;
    }

    @Override
    public void close() {
        station.close(); // The script removes itself, also when this process is killed.
        try {
            if (script != null) {
                Files.deleteIfExists(script);
                script = null;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
