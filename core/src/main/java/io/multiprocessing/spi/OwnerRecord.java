package io.multiprocessing.spi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which process something belongs to, and whether that one has ended, whoever asks and whatever has become of its pid.
 * For a {@link PrivateDirectory} it is the name of an empty file in it: so the record is there whole or not at all,
 * wherever its writer is killed.
 *
 * <pre>
 *   owner-&lt;pid&gt;-&lt;start&gt;-&lt;space&gt;
 *   start   Linux: clock ticks from boot to the process's start; elsewhere: milliseconds since the epoch
 *   space   Linux: pid namespace and boot, within which pid and start mean something; elsewhere: "host"
 * </pre>
 *
 * <p>On Linux the start is not taken from {@link ProcessHandle.Info#startInstant}, which moves with the wall clock: a
 * process that lives would look like the reuse of a dead one's pid.
 */
public record OwnerRecord(long pid, long start, String space) {
    private static final Pattern NAME = Pattern.compile("owner-(\\d{1,18})-(\\d{1,18})-([0-9a-z.]{1,80})");
    private static final String NO_NAMESPACES = "host";
    private static final Path PROC = Path.of("/proc");

    /** Fields of /proc/pid/stat, counted from the one that follows the command's closing parenthesis. */
    private static final int STATE = 0;

    private static final int THREADS = 17;
    private static final int START = 19;

    /** This process. */
    public static OwnerRecord ofThisProcess() {
        long pid = ProcessHandle.current().pid();
        String[] stat = procStat(pid);
        String space = thisSpace();
        if (stat != null && space != null) {
            return new OwnerRecord(pid, Long.parseLong(stat[START]), space);
        }
        return new OwnerRecord(pid, startMillis(ProcessHandle.current()).orElse(0L), NO_NAMESPACES);
    }

    /** The record that {@code fileName} is, or null when it is none. */
    public static @Nullable OwnerRecord parse(String fileName) {
        Matcher name = NAME.matcher(fileName);
        if (!name.matches()) {
            return null;
        }
        return new OwnerRecord(Long.parseLong(name.group(1)), Long.parseLong(name.group(2)), name.group(3));
    }

    /** What {@link #parse} reads. */
    public String fileName() {
        return "owner-" + pid + "-" + start + "-" + space;
    }

    /**
     * True when the process has certainly ended. What lives in a container beside this one or on another machine can't
     * be seen from here, and what can't be seen is not dead.
     */
    public boolean isProvenDead() {
        if (space.equals(NO_NAMESPACES)) {
            Optional<ProcessHandle> process = ProcessHandle.of(pid);
            return process.isEmpty()
                    || (start != 0 && startMillis(process.get()).filter(now -> now != start).isPresent());
        }
        if (!space.equals(thisSpace())) {
            return false;
        }
        String[] stat = procStat(pid);
        if (stat == null) {
            return Files.notExists(PROC.resolve(Long.toString(pid)));
        }
        // A zombie with threads is a process whose first thread alone has ended.
        boolean ended = stat[STATE].matches("[ZX]") && Integer.parseInt(stat[THREADS]) <= 1;
        return ended || Long.parseLong(stat[START]) != start;
    }

    private static Optional<Long> startMillis(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli);
    }

    private static String @Nullable [] procStat(long pid) {
        try {
            String stat = Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
            return fields.length > START ? fields : null;
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    private static @Nullable String thisSpace() {
        try {
            String namespace = Files.readSymbolicLink(PROC.resolve("self/ns/pid")).toString();
            String boot = Files.readString(PROC.resolve("sys/kernel/random/boot_id"));
            return namespace.replaceAll("\\D", "") + "." + boot.strip().replace("-", "");
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }
}
