package io.multiprocessing.internal.launch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Makes {@link StartupCache startup caches} in the background: about a second of one processor, once for a user's JDK
 * and version of this library. One JVM notes what a child loads, a second writes the cache from its notes; the file is
 * moved into place when it is whole. One process at a time makes a cache; what one that was killed has left is in the
 * way of nobody, and removed by the next. What fails is silent, noted beside the cache ({@link CacheFailure}), and not
 * tried again by this JVM, nor by any other for a day.
 */
public final class CacheMaker {
    private static final System.Logger LOG = System.getLogger("io.multiprocessing");
    /** Programs that end sooner neither need a cache nor are disturbed by its making. */
    private static final Duration DELAY = Duration.ofMillis(700);

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int KEPT_FILES = 6;
    private static final int KEPT_LINES = 20;
    private static final long NEEDED_BYTES = 200L << 20;
    private static final Set<Path> TRIED = ConcurrentHashMap.newKeySet();

    /**
     * No profiles of the rehearsal (JEP 515): with them the compilers' threads begin with what was hot in it, which in a
     * child that starts takes a sixth of all its processor time. Left out silently by a JVM that does not know the option.
     */
    private static final List<String> NO_PROFILES = List.of(
            "-XX:+IgnoreUnrecognizedVMOptions", "-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTRecordTraining");

    private final StartupCache.Missing missing;
    private final String rehearsal;
    private final Path notes;
    private final Path unfinished;
    private final Path words;
    private final CacheFailure failure;

    private CacheMaker(StartupCache.Missing missing, String rehearsal) {
        this.missing = missing;
        this.rehearsal = rehearsal;
        this.notes = missing.directory().resolve(missing.key() + ".notes");
        this.unfinished = missing.directory().resolve(missing.key() + ".unfinished");
        this.words = missing.directory().resolve(missing.key() + ".words");
        this.failure = new CacheFailure(missing);
    }

    /**
     * Makes it in a thread of its own, unless this JVM has tried already. Does not block.
     *
     * @param rehearsal the main class of a program that loads what children load
     */
    public static void makeInBackground(StartupCache.Missing missing, String rehearsal) {
        if (TRIED.add(missing.file())) {
            Thread.ofPlatform()
                    .name("mp-startup-cache")
                    .daemon()
                    .priority(Thread.MIN_PRIORITY)
                    .start(new CacheMaker(missing, rehearsal)::run);
        }
    }

    private void run() {
        try {
            Thread.sleep(DELAY);
            make();
        } catch (IOException | InterruptedException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "No startup cache was made: " + missing.file(), e);
        }
    }

    private void make() throws IOException, InterruptedException {
        Path directory = missing.directory();
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(Objects.requireNonNull(directory.getParent(), "the root is no place for caches"));
            boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
            Files.createDirectory(
                    directory, posix ? new FileAttribute<?>[] {StartupCache.OWNER_ONLY} : new FileAttribute<?>[0]);
        }
        if (!StartupCache.isOurs(directory)) {
            return;
        }
        Path lock = directory.resolve(missing.key() + ".lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock only = channel.tryLock()) {
            if (only != null && Files.notExists(missing.file()) && !failure.isRecent() && failure.begins()) {
                makeAlone(directory);
                delete(lock);
            }
        }
    }

    private void makeAlone(Path directory) throws IOException, InterruptedException {
        delete(notes);
        delete(unfinished);
        long room = Files.getFileStore(directory).getUsableSpace();
        if (room < NEEDED_BYTES) {
            failure.record("no room: needed=" + NEEDED_BYTES + " free=" + room);
            return;
        }
        List<String> record = new ArrayList<>(NO_PROFILES);
        record.addAll(List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + notes));
        boolean whole = succeeds(record)
                && succeeds(List.of(
                        "-XX:AOTMode=create", "-XX:AOTConfiguration=" + notes, "-XX:AOTCache=" + unfinished));
        if (whole && Files.size(unfinished) == 0) {
            failure.record("the JVM made an empty one");
        } else if (whole) {
            Files.move(unfinished, missing.file(), StandardCopyOption.ATOMIC_MOVE);
            failure.forget();
        }
        delete(words);
        delete(notes);
        delete(unfinished);
        prune(directory);
    }

    private boolean succeeds(List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(DeathSignal.PREFIX);
        command.add(missing.javaHome().resolve("bin").resolve("java").toString());
        command.addAll(missing.comparedArgs());
        command.add("-Xmx128m");
        command.addAll(options);
        command.addAll(List.of("-cp", missing.jars(), rehearsal));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(words.toFile())
                .start();
        boolean ended;
        try {
            ended = process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            process.destroyForcibly();
        }
        if (ended && process.exitValue() == 0) {
            return true;
        }
        String how = ended ? "exit status " + process.exitValue() : "not done after " + LIMIT;
        failure.record(how + ": " + String.join(" ", command) + "\n" + lastWords());
        return false;
    }

    private String lastWords() throws IOException {
        List<String> lines = Files.readAllLines(words, StandardCharsets.ISO_8859_1);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - KEPT_LINES), lines.size()));
    }

    /** Keeps the newest, and what may be somebody's work in progress. */
    private static void prune(Path directory) throws IOException {
        List<Path> caches = new ArrayList<>();
        Instant now = Instant.now();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                if (file.toString().endsWith(StartupCache.SUFFIX)) {
                    caches.add(file);
                } else if (modified(file).toInstant().plus(lifetime(file)).isBefore(now)) {
                    delete(file);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        caches.sort(Comparator.comparing(CacheMaker::modified).reversed());
        caches.stream().skip(KEPT_FILES).forEach(CacheMaker::delete);
    }

    private static Duration lifetime(Path file) {
        String name = file.toString();
        boolean tells = name.endsWith(CacheFailure.FAILED) || name.endsWith(CacheFailure.BEGUN);
        return tells ? CacheFailure.LASTS : LIMIT.multipliedBy(5);
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "Can't be removed: " + file, e);
        }
    }
}
