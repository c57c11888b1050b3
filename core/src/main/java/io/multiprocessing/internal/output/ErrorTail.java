package io.multiprocessing.internal.output;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last lines that a child printed to its error stream, bounded. Thread-safe. */
public final class ErrorTail {
    private static final int MAX_LINES = 40;
    private static final int MAX_LINE_CHARS = 400;

    /** What HotSpot prints to standard output although it is about an error. */
    private static final List<String> JVM_ERRORS = List.of(
            "Terminating due to java.lang.OutOfMemoryError",
            "Aborting due to java.lang.OutOfMemoryError",
            "Error occurred during initialization of VM",
            "# There is insufficient memory for the Java Runtime Environment",
            "# A fatal error has been detected by the Java Runtime Environment");

    private final Deque<String> lines = new ArrayDeque<>();

    /** Whether a line on standard output is the JVM's own, about what ends it. */
    static boolean isJvmError(String line) {
        return !line.isEmpty() && "TAE#".indexOf(line.charAt(0)) >= 0 && JVM_ERRORS.stream().anyMatch(line::startsWith);
    }

    synchronized void add(String line) {
        if (lines.size() == MAX_LINES) {
            lines.removeFirst();
        }
        lines.addLast(line.length() <= MAX_LINE_CHARS ? line : line.substring(0, MAX_LINE_CHARS) + " ...");
    }

    /** The lines, joined; empty when there were none. */
    public synchronized String text() {
        return String.join("\n", lines);
    }
}
