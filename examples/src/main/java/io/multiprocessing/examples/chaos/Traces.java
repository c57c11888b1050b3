package io.multiprocessing.examples.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What this process holds, or has left on the machine, of what a family could leave behind. Where there is no {@code
 * /proc}, descriptors and mappings can't be seen.
 *
 * @param things each with its kind
 */
record Traces(Set<String> things) {
    private static final String OWN_FILES = "mp-";

    static Traces now() throws IOException {
        Set<String> things = new TreeSet<>();
        addDescriptors(things);
        addMappings(things);
        addFiles(Path.of(System.getProperty("java.io.tmpdir")), things);
        addFiles(Path.of("/dev/shm"), things);
        Thread.getAllStackTraces()
                .keySet()
                .stream()
                .filter(thread -> thread.getName().startsWith("mp-"))
                .forEach(thread -> things.add("thread " + thread.threadId() + " " + thread.getName()));
        ProcessHandle.current()
                .descendants()
                .forEach(child -> things.add("process " + child.pid() + " " + child.info().command().orElse("")));
        return new Traces(things);
    }

    /** What is here now but was not then. */
    Set<String> since(Traces then) {
        Set<String> left = new TreeSet<>(things);
        left.removeAll(then.things);
        return left;
    }

    private static void addDescriptors(Set<String> things) throws IOException {
        Path all = Path.of("/proc/self/fd");
        if (Files.isDirectory(all)) {
            try (Stream<Path> descriptors = Files.list(all)) {
                descriptors.forEach(descriptor -> {
                    String target = target(descriptor);
                    if (!isIncidental(target)) {
                        things.add("descriptor " + descriptor.getFileName() + " " + target);
                    }
                });
            }
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return "";
        }
    }

    /**
     * Closed meanwhile, the listing itself, opened to load classes, or what the JDK keeps to wake virtual threads by.
     */
    private static boolean isIncidental(String target) {
        return target.isEmpty()
                || target.endsWith("/fd")
                || target.endsWith(".jar")
                || target.endsWith("/modules")
                || target.equals("anon_inode:[eventpoll]");
    }

    private static void addMappings(Set<String> things) throws IOException {
        Path all = Path.of("/proc/self/maps");
        if (Files.exists(all)) {
            try (Stream<String> lines = Files.lines(all)) {
                lines.filter(line -> line.contains("/" + OWN_FILES)).forEach(line -> things.add("mapping " + line));
            }
        }
    }

    private static void addFiles(Path directory, Set<String> things) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(file -> file.getFileName().toString().startsWith(OWN_FILES))
                    .filter(Traces::isOwn)
                    .forEach(file -> things.add("file " + file));
        }
    }

    /**
     * Other families may be at work on this machine, or be killed: private directories say which process made them, but
     * for those that had no time to.
     */
    private static boolean isOwn(Path directory) {
        String own = "owner-" + ProcessHandle.current().pid() + "-";
        try (Stream<Path> files = Files.list(directory)) {
            return files.anyMatch(file -> file.getFileName().toString().startsWith(own));
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
