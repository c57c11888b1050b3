package io.multiprocessing.internal.death;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How many processes of this one's control group, or else of the machine, the system has killed because memory ran out.
 * The counter does not say which: one that grew while a process that nobody is known to have killed died by SIGKILL is
 * strong evidence, and one that stood still is proof that it was somebody else. Linux alone has it.
 */
public final class OutOfMemoryKills {
    /** No such counter can be read. */
    public static final long UNKNOWN = -1;

    private static final String COUNTER = "oom_kill ";
    private static final Path OWN_GROUPS = Path.of("/proc/self/cgroup");
    private static final Path GROUPS = Path.of("/sys/fs/cgroup");
    private static final Path MACHINE = Path.of("/proc/vmstat");
    private static final OutOfMemoryKills HERE = new OutOfMemoryKills(candidates());

    private final List<Path> sources;
    /** How many kills have been taken for the cause of a death; each explains one. Guarded by this. */
    private long explained = UNKNOWN;

    OutOfMemoryKills(List<Path> sources) {
        this.sources = sources;
    }

    /** Those of this process's surroundings. */
    public static OutOfMemoryKills here() {
        return HERE;
    }

    private static List<Path> candidates() {
        List<Path> sources = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(OWN_GROUPS, StandardCharsets.UTF_8)) {
                // hierarchy:controllers:path; version 2 has neither number nor controllers.
                String[] parts = line.split(":", 3);
                if (parts.length == 3 && parts[1].isEmpty()) {
                    sources.add(GROUPS.resolve("." + parts[2]).resolve("memory.events").normalize());
                } else if (parts.length == 3 && List.of(parts[1].split(",")).contains("memory")) {
                    sources.add(GROUPS.resolve("memory/." + parts[2]).resolve("memory.oom_control").normalize());
                }
            }
        } catch (IOException e) {
            // Not Linux, or it is hidden.
        }
        // In a container the path is often one of outside, and its own group is mounted as the root.
        sources.add(GROUPS.resolve("memory.events"));
        sources.add(GROUPS.resolve("memory/memory.oom_control"));
        sources.add(MACHINE);
        return List.copyOf(sources);
    }

    /** The count by now; {@link #UNKNOWN} when there is none. */
    public long count() {
        for (Path source : sources) {
            long count = read(source);
            if (count != UNKNOWN) {
                return count;
            }
        }
        return UNKNOWN;
    }

    private static long read(Path source) {
        if (!Files.isReadable(source)) {
            return UNKNOWN;
        }
        try {
            for (String line : Files.readAllLines(source, StandardCharsets.ISO_8859_1)) {
                if (line.startsWith(COUNTER)) {
                    return Long.parseLong(line.substring(COUNTER.length()).strip());
                }
            }
        } catch (IOException | NumberFormatException e) {
            // As good as none.
        }
        return UNKNOWN;
    }

    /** What the counter says of one process. */
    public enum Verdict {
        /** There is no counter. */
        UNKNOWN,
        /** The system killed nobody meanwhile. */
        NOT_GUILTY,
        /** The system killed a process meanwhile whose death nothing else explains. */
        LIKELY
    }

    /** Judges a death by SIGKILL of a process that was started when the count was {@code atStart}. */
    public synchronized Verdict judge(long atStart) {
        long now = count();
        if (atStart == UNKNOWN || now == UNKNOWN) {
            return Verdict.UNKNOWN;
        }
        long since = Math.max(atStart, explained);
        if (now <= since) {
            return Verdict.NOT_GUILTY;
        }
        explained = since + 1;
        return Verdict.LIKELY;
    }
}
