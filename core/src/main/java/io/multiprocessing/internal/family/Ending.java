package io.multiprocessing.internal.family;

import java.io.Serializable;
import java.util.Map;

/**
 * How a process ended.
 *
 * @param status 0 to 255 for an exit, minus the signal's number when a signal ended it
 * @param errorOutput the last lines of its error output
 * @param note what its parent knows besides, for example that it broke the protocol; else empty
 */
public record Ending(int status, String errorOutput, String note) implements Serializable {
    private static final int SIGNAL_BASE = 128;
    private static final int MAX_SIGNAL = 64;
    private static final Map<Integer, String> SIGNALS = Map.of(
            1, "SIGHUP", 2, "SIGINT", 3, "SIGQUIT", 4, "SIGILL", 6, "SIGABRT", 7, "SIGBUS", 8, "SIGFPE", 9, "SIGKILL",
            11, "SIGSEGV", 15, "SIGTERM");

    /** What a GOODBYE frame may say about why a JVM shuts down. */
    static final int UNKNOWN = 0;

    static final int BY_EXIT = 1;
    static final int BY_SIGNAL = 2;

    /**
     * Tells exits from signals. {@link Process#exitValue()} is 128 + n both for a process that signal n killed and for a
     * JVM that exited with that status, so the child's last word decides; one that could say none was killed.
     */
    static int status(int exitValue, int lastWord) {
        boolean looksLikeSignal = exitValue > SIGNAL_BASE && exitValue <= SIGNAL_BASE + MAX_SIGNAL;
        return looksLikeSignal && lastWord != BY_EXIT ? SIGNAL_BASE - exitValue : exitValue;
    }

    /** For messages: {@code exited with status 3} or {@code was killed by signal 9 (SIGKILL)}. */
    public String describe() {
        String how = status >= 0
                ? "exited with status " + status
                : "was killed by signal " + -status + " (" + SIGNALS.getOrDefault(-status, "signal") + ")";
        return note.isEmpty() ? how : how + ": " + note;
    }
}
