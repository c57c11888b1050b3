package io.multiprocessing.tck.family.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the system says of a process.
 *
 * @param letter as in {@code /proc/pid/stat}: {@code Z} for one that has ended and is not buried; a space when there is
 * no such process, or no such file system
 */
public record ProcessState(char letter) {
    private static final char UNKNOWN = ' ';

    public static ProcessState of(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // The name before the state is in parentheses and may contain anything.
            return new ProcessState(stat.charAt(stat.lastIndexOf(')') + 2));
        } catch (IOException e) {
            return new ProcessState(UNKNOWN);
        }
    }

    boolean isZombie() {
        return letter == 'Z';
    }

    /** By a signal, not by a debugger. */
    public boolean isStopped() {
        return letter == 'T';
    }
}
