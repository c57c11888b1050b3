package io.multiprocessing.tck.internal;

import io.multiprocessing.tck.TransportUnderTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What this process holds of what a transport could leave behind. Where there is no {@code /proc}, descriptors and
 * mappings can't be seen.
 *
 * @param things each with its kind, for messages
 */
public record Footprint(Set<String> things) {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final Path MAPPINGS = Path.of("/proc/self/maps");
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    /** What is there now. */
    public static Footprint of(TransportUnderTest test) {
        Set<String> things = new TreeSet<>();
        try {
            addDescriptors(things);
            addMappings(things, test);
            addFiles(Path.of(System.getProperty("java.io.tmpdir")), things, test);
            addFiles(SHARED_MEMORY, things, test);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.getAllStackTraces()
                .keySet()
                .stream()
                .filter(thread -> thread.getName().startsWith("mp-"))
                .forEach(thread -> things.add("thread " + thread.threadId() + " " + thread.getName()));
        ProcessHandle.current().children().forEach(child -> things.add("child process " + child.pid()));
        return new Footprint(things);
    }

    /** What is here but was not there. */
    public Set<String> without(Footprint before) {
        Set<String> left = new TreeSet<>(things);
        left.removeAll(before.things);
        return left;
    }

    private static void addDescriptors(Set<String> things) throws IOException {
        if (!Files.isDirectory(DESCRIPTORS)) {
            return;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(DESCRIPTORS)) {
            for (Path descriptor : all) {
                String target = targetOf(descriptor);
                if (!isIncidental(target)) {
                    things.add("descriptor " + descriptor.getFileName() + " " + target);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static String targetOf(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return "";
        }
    }

    /** Closed meanwhile, the listing itself, or opened to load classes. */
    private static boolean isIncidental(String target) {
        return target.isEmpty() || target.endsWith("/fd") || target.endsWith(".jar") || target.endsWith("/modules");
    }

    private static void addMappings(Set<String> things, TransportUnderTest test) throws IOException {
        if (!Files.exists(MAPPINGS)) {
            return;
        }
        for (String line : Files.readAllLines(MAPPINGS)) {
            int path = line.indexOf('/');
            if (path >= 0 && isOwn(line.substring(path), test)) {
                things.add("mapping " + line);
            }
        }
    }

    private static boolean isOwn(String path, TransportUnderTest test) {
        for (Path part : Path.of(path.replace(" (deleted)", ""))) {
            if (test.isOwnFile(part.toString())) {
                return true;
            }
        }
        return false;
    }

    private static void addFiles(Path directory, Set<String> things, TransportUnderTest test) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> all =
                Files.newDirectoryStream(directory,
                        path -> test.isOwnFile(path.getFileName().toString()) && !isOwnedByOther(path))) {
            all.forEach(path -> things.add("file " + path));
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /** Another family may be at work on this machine: its private directories say which process made them. */
    private static boolean isOwnedByOther(Path path) {
        String own = "owner-" + ProcessHandle.current().pid() + "-";
        String[] names = Objects.requireNonNullElse(path.toFile().list(), new String[0]);
        return Arrays.stream(names).anyMatch(name -> name.matches("owner-\\d+-.*") && !name.startsWith(own));
    }
}
