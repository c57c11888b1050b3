package io.multiprocessing.examples.chaos;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The file in which tasks write what they do, so that it is known whatever becomes of their workers: one line each,
 * appended by one write, which the system does wholly or not at all.
 *
 * <pre>
 *   B 17 4711        task 17 begins in process 4711
 *   E 17 4711        ... and has ended
 * </pre>
 */
final class Ledger {
    private static @Nullable FileChannel channel;

    private Ledger() {}

    /** What became of one task: the processes in which it began, in order, and how often it ended. */
    static final class Entry {
        private final List<Long> began = new ArrayList<>();
        private int ends;

        List<Long> began() {
            return began;
        }

        int ends() {
            return ends;
        }
    }

    // ---- in workers

    static void begins(String file, long task) throws IOException {
        append(file, 'B', task);
    }

    static void ends(String file, long task) throws IOException {
        append(file, 'E', task);
    }

    /** Opened once in each worker: there is one ledger, and closing is left to the worker's end. */
    private static synchronized void append(String file, char what, long task) throws IOException {
        FileChannel open = channel;
        if (open == null) {
            open = FileChannel.open(Path.of(file), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            channel = open;
        }
        String line = what + " " + task + " " + ProcessHandle.current().pid() + "\n";
        open.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
    }

    // ---- afterwards

    /** All entries, by task. */
    static Map<Long, Entry> read(Path file) throws IOException {
        Map<Long, Entry> entries = new HashMap<>();
        if (Files.notExists(file)) {
            return entries;
        }
        try (Stream<String> lines = Files.lines(file, StandardCharsets.US_ASCII)) {
            lines.forEach(line -> {
                String[] fields = line.split(" ");
                Entry entry = entries.computeIfAbsent(Long.valueOf(fields[1]), unused -> new Entry());
                if (fields[0].equals("B")) {
                    entry.began.add(Long.valueOf(fields[2]));
                } else {
                    entry.ends++;
                }
            });
        }
        return entries;
    }
}
