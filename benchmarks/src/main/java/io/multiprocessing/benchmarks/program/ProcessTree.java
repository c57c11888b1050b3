package io.multiprocessing.benchmarks.program;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a process and all that descend from it use, as Linux tells it; zero elsewhere. */
public final class ProcessTree {
    private static final Path PROC = Path.of("/proc");
    private static final long BYTES_PER_KIB = 1024;

    private ProcessTree() {}

    /**
     * The time that the threads which are alive now have spent on processors, in nanoseconds. What ended threads and
     * processes have used is missing: a difference tells the truth only while none ends.
     */
    public static long cpuNanos(ProcessHandle root) {
        return Stream.concat(Stream.of(root), root.descendants()).mapToLong(ProcessTree::ownCpuNanos).sum();
    }

    private static long ownCpuNanos(ProcessHandle process) {
        Path tasks = PROC.resolve(Long.toString(process.pid())).resolve("task");
        long nanos = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
            for (Path thread : threads) {
                nanos += threadNanos(thread);
            }
        } catch (IOException ended) {
            // Then it uses nothing any more.
        }
        return nanos;
    }

    private static long threadNanos(Path thread) {
        try {
            String text = Files.readString(thread.resolve("schedstat"));
            return Long.parseLong(text.substring(0, text.indexOf(' ')));
        } catch (IOException ended) {
            return 0;
        }
    }

    /** The memory of one process, pages that others map too counted in part; in bytes. */
    public static long memoryBytes(ProcessHandle process) throws IOException {
        Path rollup = PROC.resolve(Long.toString(process.pid())).resolve("smaps_rollup");
        List<String> lines = Files.readAllLines(rollup);
        String size = lines.stream().filter(line -> line.startsWith("Pss:")).findFirst().orElseThrow();
        return Long.parseLong(size.replaceAll("\\D", "")) * BYTES_PER_KIB;
    }
}
