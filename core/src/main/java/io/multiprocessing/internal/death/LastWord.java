package io.multiprocessing.internal.death;

/** What a child says of its end in a GOODBYE frame: an exit status does not tell exits from signals. */
public final class LastWord {
    /** It could say nothing. */
    public static final int NONE = 0;

    /** Its program ended, or somebody called exit. */
    public static final int EXIT = 1;

    /** A signal came that the JVM handles by shutting down. */
    public static final int SIGNAL = 2;

    /** It ends because an OutOfMemoryError came out of what it ran. */
    public static final int HEAP_EXHAUSTED = 3;

    private static final int SIGNAL_BASE = 128;
    private static final int MAX_SIGNAL = 64;

    private LastWord() {}

    /**
     * Tells exits from signals. {@link Process#exitValue()} is 128 + n both for a process that signal n killed and for
     * a JVM that exited with that status, so the child's last word decides; one that could say none was killed.
     *
     * @return 0 to 255 for an exit, minus the signal's number when a signal ended it
     */
    public static int exitStatus(int exitValue, int lastWord) {
        boolean looksLikeSignal = exitValue > SIGNAL_BASE && exitValue <= SIGNAL_BASE + MAX_SIGNAL;
        boolean saysExit = lastWord == EXIT || lastWord == HEAP_EXHAUSTED;
        return looksLikeSignal && !saysExit ? SIGNAL_BASE - exitValue : exitValue;
    }
}
