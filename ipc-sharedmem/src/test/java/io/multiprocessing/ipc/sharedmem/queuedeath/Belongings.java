package io.multiprocessing.ipc.sharedmem.queuedeath;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * How much this process and its family have.
 *
 * @param threads their names, without those of the JDK's pools, which come and go
 * @param files in the family's directories in shared memory
 * @param heapBytes what is reachable
 */
record Belongings(long descriptors, long mappings, List<String> threads, long files, long heapBytes) {
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    static Belongings now() {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"));
                Stream<String> mappings = Files.lines(Path.of("/proc/self/maps"));
                Stream<Path> directories = Files.list(SHARED_MEMORY)) {
            long files = 0;
            for (Path directory : directories.toList()) {
                files += filesOfThisFamily(directory);
            }
            return new Belongings(descriptors.count(), mappings.filter(line -> line.contains("/dev/shm")).count(),
                    threadNames(), files, reachableBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> threadNames() {
        return Thread.getAllStackTraces()
                .keySet()
                .stream()
                .map(Thread::getName)
                .filter(name -> !name.startsWith("process reaper") && !name.startsWith("ForkJoinPool"))
                .sorted()
                .toList();
    }

    /** Other families may be at work on this machine. */
    private static int filesOfThisFamily(Path directory) {
        String[] names = directory.toFile().list();
        String owner = "owner-" + ProcessHandle.current().pid() + "-";
        return names != null && Stream.of(names).anyMatch(name -> name.startsWith(owner)) ? names.length : 0;
    }

    private static long reachableBytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** Those that are clearly more than they were. */
    List<String> grownSince(Belongings before) {
        return Stream.of(
                grown("descriptors", before.descriptors, descriptors, 0),
                // The queue's rings, more or fewer of which are mapped at a moment.
                grown("mappings", before.mappings, mappings, 32),
                grown("threads " + threads, before.threads.size(), threads.size(), 2),
                grown("files", before.files, files, 16),
                grown("heap", before.heapBytes, heapBytes, 16 << 20))
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> grown(String what, long before, long now, long tolerance) {
        return now > before + tolerance ? List.of(what + " " + before + " -> " + now) : List.of();
    }

    @Override
    public String toString() {
        return "descriptors=" + descriptors + " mappings=" + mappings + " threads=" + threads.size() + " files=" + files
                + " heapKiB=" + (heapBytes >> 10);
    }
}
