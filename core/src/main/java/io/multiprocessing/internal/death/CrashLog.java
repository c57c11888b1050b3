package io.multiprocessing.internal.death;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a child's JVM would write its crash log: where {@code -XX:ErrorFile} says, else in its working directory, else,
 * when it can't write there, in the system's temporary directory. A log that was there when the process started is of
 * another one that had the same pid; HotSpot does not overwrite it.
 */
public final class CrashLog {
    private static final String ERROR_FILE = "-XX:ErrorFile=";
    private static final Path LAST_RESORT = Path.of("/tmp");
    private static final int HEAD_LINES = 40;

    private final List<Path> candidates;
    private final Set<Path> stale = new HashSet<>();

    private CrashLog(List<Path> candidates) {
        this.candidates = candidates;
    }

    /** To be called when the process has just been started: remembers what is there already. */
    public static CrashLog of(long pid, @Nullable String workingDirectory, List<String> jvmArgs) {
        Path directory = Path.of(workingDirectory == null ? "" : workingDirectory).toAbsolutePath();
        String fileName = "hs_err_pid" + pid + ".log";
        List<Path> candidates = new ArrayList<>();
        boolean chosen = false;
        for (String arg : jvmArgs) {
            if (arg.startsWith(ERROR_FILE)) {
                candidates.addFirst(directory.resolve(expanded(arg.substring(ERROR_FILE.length()), pid)));
                chosen = true;
            }
        }
        candidates.add(directory.resolve(fileName));
        candidates.add(LAST_RESORT.resolve(fileName));
        CrashLog log = new CrashLog(candidates);
        Path first = candidates.getFirst();
        for (Path candidate : candidates) {
            // A file that was asked for by name is overwritten.
            if ((!chosen || !candidate.equals(first)) && Files.exists(candidate)) {
                log.stale.add(candidate);
            }
        }
        return log;
    }

    private static String expanded(String pattern, long pid) {
        return pattern.replace("%%", "\0").replace("%p", Long.toString(pid)).replace('\0', '%');
    }

    /** The log, if there is one by now. */
    public @Nullable Path find() {
        for (Path candidate : candidates) {
            if (!stale.contains(candidate) && Files.isRegularFile(candidate)) {
                return candidate;
            }
        }
        return null;
    }

    /**
     * The log's own summary of what happened, in one line: the signal and the frame it came from. Empty when it has
     * none.
     */
    static String summary(Path log) {
        try (BufferedReader reader = Files.newBufferedReader(log, StandardCharsets.ISO_8859_1)) {
            String what = "";
            String frame = "";
            boolean frameFollows = false;
            for (int i = 0; i < HEAD_LINES; i++) {
                String line = reader.readLine();
                if (line == null) {
                    break;
                }
                String text = line.startsWith("#") ? line.substring(1).strip() : "";
                if (frameFollows && !text.isEmpty()) {
                    frame = " in " + text.replaceAll("\\s+", " ");
                    break;
                }
                frameFollows = text.startsWith("Problematic frame");
                if (what.isEmpty() && saysWhat(text)) {
                    what = text;
                }
            }
            return what + frame;
        } catch (IOException e) {
            return "";
        }
    }

    private static boolean saysWhat(String text) {
        return text.startsWith("SIG")
                || text.startsWith("Internal Error")
                || text.startsWith("There is insufficient memory")
                || text.startsWith("Out of Memory Error")
                || text.startsWith("EXCEPTION_");
    }
}
