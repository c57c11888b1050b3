package io.multiprocessing.ipc.pipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.internal.launch.StartupCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartupCacheTest {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    static Path made;

    @TempDir
    Path home;

    private Path directory;
    private final Queue<String> printed = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void keepCachesHere() {
        Path core = Path.of(Multiprocessing.class.getProtectionDomain().getCodeSource().getLocation().getPath());
        assumeTrue(core.toString().endsWith(".jar"), "caches are of jars, and core is in " + core);
        directory = home.resolve("caches");
        System.setProperty(StartupCache.PROPERTY, directory.toString());
    }

    @AfterEach
    void keepThemWhereTheyWere() {
        System.clearProperty(StartupCache.PROPERTY);
    }

    @Test
    void isMadeInTheBackgroundAndUsed() throws Exception {
        assertThat(commandOfAChild()).noneMatch(arg -> arg.startsWith("-XX:AOT"));
        Path cache = awaitCache();

        assertThat(commandOfAChild()).contains("-XX:AOTCache=" + cache);
        assertThat(printed).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory))).isEqualTo("rwx------");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(files()).containsExactly(cache));
    }

    /** What takes seconds to make, from the first test that made it. */
    private Path cache() throws Exception {
        Path kept = made.resolve("kept");
        if (Files.notExists(kept)) {
            commandOfAChild();
            Path cache = awaitCache();
            Files.writeString(made.resolve("name"), cache.getFileName().toString());
            Files.copy(cache, kept);
            return cache;
        }
        Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        return Files.copy(kept, directory.resolve(Files.readString(made.resolve("name"))));
    }

    @Test
    void aDamagedOneStopsNobodyAndPrintsNothing() throws Exception {
        Path cache = cache();
        byte[] bytes = Files.readAllBytes(cache);
        for (int length : new int[] {0, 100, bytes.length / 2}) {
            Files.write(cache, length == 100 ? new byte[length] : Arrays.copyOf(bytes, length));
            assertThat(commandOfAChild()).contains("-XX:AOTCache=" + cache);
        }
        assertThat(printed).isEmpty();
    }

    @Test
    void oneThatOthersCanWriteIsNotUsed() throws Exception {
        cache();
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwx---"));
        assertThat(commandOfAChild()).noneMatch(arg -> arg.startsWith("-XX:AOT"));
    }

    @Test
    void canBeSwitchedOff() throws Exception {
        System.setProperty(StartupCache.PROPERTY, "off");
        assertThat(commandOfAChild()).noneMatch(arg -> arg.startsWith("-XX:AOT"));
        assertThat(directory).doesNotExist();
    }

    @Test
    void theBuilderGoesBeforeTheProperty() throws Exception {
        cache();
        Multiprocessing.Builder builder = Multiprocessing.builder().startupCache(false);
        assertThat(commandOfAChild(builder)).noneMatch(arg -> arg.startsWith("-XX:AOT"));
        System.setProperty(StartupCache.PROPERTY, "off");
        assertThat(commandOfAChild(Multiprocessing.builder().startupCache(directory)))
                .anyMatch(arg -> arg.startsWith("-XX:AOTCache=" + directory));
    }

    @Test
    void whyItCouldNotBeMadeStandsBesideAndIsNotTriedAgain() throws Exception {
        Path javaHome = Files.createDirectory(home.resolve("jdk"));
        Path real = Path.of(System.getProperty("java.home"));
        Files.createSymbolicLink(javaHome.resolve("lib"), real.resolve("lib"));
        Path java = Files.createDirectory(javaHome.resolve("bin")).resolve("java");
        Files.writeString(java, """
                #!/bin/sh
                case "$*" in *AOTMode*) echo "no caches today"; exit 3;; esac
                exec '%s' "$@"
                """.formatted(real.resolve("bin").resolve("java")));
        Files.setPosixFilePermissions(java, OWNER_ONLY);

        assertThat(commandOfAChild(Multiprocessing.builder().javaHome(javaHome))).isNotEmpty();
        Path failed = await().atMost(PATIENCE)
                .until(() -> files().stream().filter(file -> file.toString().endsWith(".failed")).toList(),
                        found -> found.size() == 1)
                .getFirst();
        assertThat(failed).content().contains("exit status 3").contains("no caches today");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(files()).allMatch(file -> file.toString().matches(".*(failed|lock)")));
        assertThat(printed).isEmpty();
    }

    @Test
    void theUsersOwnCacheComesFirst() throws Exception {
        cache();
        assertThat(commandOfAChild("-Xshare:off")).noneMatch(arg -> arg.startsWith("-XX:AOT"));
        assertThat(printed).isEmpty();
    }

    @Test
    void aPlaceThatCannotBeWrittenStopsNobody() throws Exception {
        System.setProperty(StartupCache.PROPERTY, "/proc/caches");
        assertThat(commandOfAChild()).noneMatch(arg -> arg.startsWith("-XX:AOT"));
        assertThat(printed).isEmpty();
    }

    private List<String> commandOfAChild(String... options) throws Exception {
        return commandOfAChild(Multiprocessing.builder().jvmArgs(options));
    }

    private List<String> commandOfAChild(Multiprocessing.Builder builder) throws Exception {
        try (Multiprocessing mp = builder.transport("pipe")
                .outputHandler(line -> printed.add(line.text()))
                .open()) {
            SharedQueue<Integer> end = mp.queue();
            ChildProcess child = mp.start(() -> end.take());
            List<String> command = List.of(child.toHandle().info().arguments().orElseThrow());
            end.put(1);
            child.join();
            assertThat(child.exitCode()).hasValue(0);
            return command;
        }
    }

    private Path awaitCache() {
        return await().atMost(PATIENCE)
                .until(() -> files().stream().filter(file -> file.toString().endsWith(".aot")).toList(),
                        found -> found.size() == 1)
                .getFirst();
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }
}
