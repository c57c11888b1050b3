package io.multiprocessing.benchmarks.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where and when was measured.
 *
 * @param commit of the source, with {@code -dirty} when tracked files other than results differ from it; {@code
 *     unknown} without git
 * @param cores available to the suite, which may be fewer than the machine has
 * @param load the average number of runnable threads over the minute before: other work on the machine; negative when
 *     the system does not tell
 */
public record Circumstances(
        String date, String commit, String jdk, String os, String cpu, int cores, long memoryMiB, double load) {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    /** Results of earlier runs are no source. */
    private static final String RESULTS = "results";

    /**
     * Those of this process, now.
     *
     * @param source the directory of the benchmarks' source
     */
    public static Circumstances here(Path source) {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Circumstances(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                sourceCommit(source),
                System.getProperty("java.vendor") + " " + System.getProperty("java.runtime.version"),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                processor(),
                Runtime.getRuntime().availableProcessors(),
                system.getTotalMemorySize() >> 20,
                Figures.rounded(system.getSystemLoadAverage()));
    }

    private static String processor() {
        String architecture = System.getProperty("os.arch");
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip() + " (" + architecture + ")")
                    .orElse(architecture);
        } catch (IOException notLinux) {
            return architecture;
        }
    }

    private static String sourceCommit(Path source) {
        String head = git(source, "rev-parse", "--short=10", "HEAD");
        if (head.isEmpty()) {
            return "unknown";
        }
        String changes = git(source, "status", "--porcelain", "--untracked-files=no", "--", ":/", ":!" + RESULTS);
        return changes.isEmpty() ? head : head + "-dirty";
    }

    /** What git prints; nothing when it fails. */
    private static String git(Path directory, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-C", directory.toString()));
        command.addAll(List.of(arguments));
        try {
            Process git = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            git.getOutputStream().close();
            return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException noGit) {
            return "";
        }
    }
}
