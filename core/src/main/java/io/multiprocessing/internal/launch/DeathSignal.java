package io.multiprocessing.internal.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Has the kernel kill a process when the thread that started it ends (Linux, {@code PR_SET_PDEATHSIG}): the only thing
 * that reaches a child which is stopped when its parent is killed. Set by {@code setpriv} of util-linux, which replaces
 * itself by the program: from inside, it would take the JVM a first call of a native function, about 100 ms.
 *
 * <p>What counts is the end of the starting <em>thread</em>, so only one that outlives the process may start it: see
 * {@link Forker}.
 */
final class DeathSignal {
    private static final String OPTION = "--pdeathsig";
    private static final List<Path> PLACES = List.of(Path.of("/usr/bin/setpriv"), Path.of("/bin/setpriv"));
    private static final long LARGEST_BYTES = 1 << 20;

    /** What a command line is to begin with; empty where the system has no such thing. */
    static final List<String> PREFIX = prefix();

    private DeathSignal() {}

    private static List<String> prefix() {
        if (System.getProperty("os.name", "").equals("Linux")) {
            for (Path place : PLACES) {
                if (Files.isExecutable(place) && knowsOption(place)) {
                    return List.of(place.toString(), OPTION, "KILL");
                }
            }
        }
        return List.of();
    }

    /** That of BusyBox and that of util-linux before 2.33 do not; to ask it would cost a process. */
    private static boolean knowsOption(Path program) {
        try {
            return Files.size(program) < LARGEST_BYTES
                    && new String(Files.readAllBytes(program), StandardCharsets.ISO_8859_1).contains("pdeathsig");
        } catch (IOException e) {
            return false;
        }
    }
}
