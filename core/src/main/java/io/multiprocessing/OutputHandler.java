package io.multiprocessing;

import java.io.Serializable;

/**
 * Takes what child processes print, a line at a time: {@code Multiprocessing.builder().outputHandler(...)}. Called by
 * one thread at a time for each stream of each child; while it runs, that stream of that child waits.
 */
@FunctionalInterface
public interface OutputHandler {
    void line(OutputLine line);

    /** Which of a process's two output streams. */
    enum Stream {
        OUT,
        ERR
    }

    /**
     * One line that a child, native code in it, or a process that it started printed.
     *
     * @param processName the child's name
     * @param pid its process id
     * @param stream which stream it was printed to. On the {@code pipe} transport, whose protocol occupies the child's
     *     standard output, what native code or a grandchild writes to descriptor 1 comes as {@code ERR}
     * @param text the line without its line terminator, decoded as UTF-8; a line longer than 64 KiB comes in pieces
     */
    record OutputLine(String processName, long pid, Stream stream, String text) implements Serializable {}
}
