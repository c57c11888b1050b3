package io.multiprocessing.internal.liveness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much memory a process has, where the system tells (Linux). */
public final class ResidentSize {
    private static final String FIELD = "VmRSS:";
    private static final int BYTES_PER_KIB = 1024;

    private ResidentSize() {}

    /** In bytes; 0 when it is not known. */
    public static long of(long pid) {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        try {
            for (String line : Files.readAllLines(status, StandardCharsets.ISO_8859_1)) {
                if (line.startsWith(FIELD)) {
                    String amount = line.substring(FIELD.length()).replace("kB", "").strip();
                    return Long.parseLong(amount) * BYTES_PER_KIB;
                }
            }
        } catch (IOException | NumberFormatException e) {
            // It has ended, or this is another system.
        }
        return 0;
    }
}
