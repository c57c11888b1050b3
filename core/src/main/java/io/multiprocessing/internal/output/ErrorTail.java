package io.multiprocessing.internal.output;

import java.util.ArrayDeque;
import java.util.Deque;

/** The last lines that a child printed to its error stream, bounded. Thread-safe. */
public final class ErrorTail {
    private static final int MAX_LINES = 40;
    private static final int MAX_LINE_CHARS = 400;

    private final Deque<String> lines = new ArrayDeque<>();

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
