package io.multiprocessing.tck.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a test and one child tell each other what must not go through the link: a directory with a file of reports,
 * each a line {@code key=value} by the child, and gates, each an empty file that the test makes and the child waits
 * for. Both sides look again and again, so no thread or descriptor stays.
 */
public final class Board implements AutoCloseable {
    private static final int LOOK_AGAIN_MILLIS = 2;
    private static final String OWNER = "owner";

    private final Path directory;

    private Board(Path directory) {
        this.directory = directory;
    }

    /** The test's side. */
    static Board create() {
        try {
            Board board = new Board(Files.createTempDirectory("tck-board-"));
            Files.writeString(board.file(OWNER), Long.toString(ProcessHandle.current().pid()));
            return board;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The child's side. */
    static Board at(String path) {
        return new Board(Path.of(path));
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    String path() {
        return directory.toString();
    }

    boolean exists() {
        return Files.exists(directory);
    }

    /** Whether the test's process is still there. */
    boolean hasOwner() {
        String pid = text(OWNER);
        return !pid.isEmpty()
                && ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive).isPresent();
    }

    /** Child: tells the test something. */
    synchronized void report(String key, Object value) {
        String line = key + "=" + String.valueOf(value).replace('\n', ' ') + "\n";
        try {
            Files.writeString(file("reports"), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            // The test has gone, and with it whoever would read this.
        }
    }

    /** Test: all values reported under the key, the oldest first. */
    public List<String> reports(String key) {
        List<String> values = new ArrayList<>();
        String all = text("reports");
        for (String line : all.substring(0, all.lastIndexOf('\n') + 1).split("\n", -1)) {
            if (line.startsWith(key + "=")) {
                values.add(line.substring(key.length() + 1));
            }
        }
        return values;
    }

    /** Test: the latest value reported under the key. */
    public @Nullable String report(String key) {
        List<String> values = reports(key);
        return values.isEmpty() ? null : values.getLast();
    }

    /** Test: everything the child told and printed, for messages. */
    String transcript() {
        return "reports: " + text("reports").replace("\n", "; ") + " printed: " + text("stdout") + text("stderr");
    }

    private String text(String name) {
        try {
            return Files.exists(file(name)) ? Files.readString(file(name), StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            return "";
        }
    }

    /** Test: lets the child go on that waits for this gate, or will. */
    void open(String gate) {
        try {
            Files.createFile(file("gate-" + gate));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Child: waits until the gate is open, or the board is gone. */
    void awaitGate(String gate) {
        report("waiting", gate);
        while (exists() && !Files.exists(file("gate-" + gate))) {
            try {
                Thread.sleep(LOOK_AGAIN_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Test: removes it, even if the child's last report comes in meanwhile. */
    @Override
    public void close() {
        for (int attempt = 0; attempt < 10 && exists(); attempt++) {
            try (Stream<Path> all = Files.walk(directory)) {
                all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
            } catch (IOException | UncheckedIOException e) {
                // Something has vanished under way: once more.
            }
        }
    }
}
