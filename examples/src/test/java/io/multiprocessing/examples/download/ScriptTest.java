package io.multiprocessing.examples.download;

import static io.multiprocessing.examples.download.ScriptedServer.content;
import static io.multiprocessing.examples.download.ScriptedServer.head;
import static io.multiprocessing.examples.download.ScriptedServer.serveFile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code examples/download} as it is started from a shell. */
class ScriptTest {
    private static final Path SCRIPT = Path.of("download").toAbsolutePath();
    private static final Path CLASS_PATH = Path.of("target", "runtime-classpath.txt");
    private static final int SIGINT_IGNORED = 1 << 1;

    @TempDir
    Path directory;

    @BeforeEach
    void whatItNeedsIsThere() {
        assumeThat(Path.of("/bin/bash")).isExecutable();
        assumeThat(SCRIPT).isExecutable();
        assumeThat(CLASS_PATH).as("made by Maven").exists();
    }

    @Test
    void startsFromAnyDirectoryAndThroughALink() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("a link"), SCRIPT);
        Process process = start(link.toString(), "--version");
        assertThat(new String(process.getInputStream().readAllBytes())).startsWith("download ");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void passesItsArgumentsAndTheStatusOn() throws Exception {
        assertThat(start(SCRIPT.toString(), "--workers", "0", "http://h/with space").waitFor()).isEqualTo(2);
    }

    @Test
    void ctrlCEndsTheWorkersAndKeepsWhatHasArrived() throws Exception {
        assumeThat(interruptsAreIgnored()).as("this JVM was started in the background").isFalse();
        byte[] content = content(1_000_000);
        CountDownLatch release = new CountDownLatch(1);
        try (var server = new ScriptedServer((request, out) -> {
            if (request.has("Range")) {
                serveFile(request, out, content, "\"v\"");
            } else {
                out.write(head("200 OK", "ETag: \"v\"", "Content-Length: " + content.length));
                out.write(content, 0, 600_000);
                out.flush();
                release.await();
            }
        })) {
            String[] command = {SCRIPT.toString(), "--json", server.url("/file.bin")};
            Process process = start(command);
            await().atMost(60, TimeUnit.SECONDS)
                    .until(() -> directory.resolve("file.bin.part").toFile().length() == 600_000);
            List<ProcessHandle> workers = process.descendants().toList();
            assertThat(workers).isNotEmpty();

            new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
            assertThat(process.waitFor()).isEqualTo(130);
            assertThat(new String(process.getErrorStream().readAllBytes())).contains("Interrupted");
            assertThat(process.getInputStream().readAllBytes()).isEmpty();
            await().until(() -> workers.stream().noneMatch(ProcessHandle::isAlive));
            assertThat(directory.resolve("file.bin.part")).hasSize(600_000);

            Process again = start(command);
            assertThat(new String(again.getInputStream().readAllBytes())).contains("\"resumedFrom\": 600000");
            assertThat(again.waitFor()).isZero();
            assertThat(directory.resolve("file.bin")).hasBinaryContent(content);
        } finally {
            release.countDown();
        }
    }

    private Process start(String... command) throws Exception {
        List<String> withShell = new ArrayList<>(List.of("/bin/bash"));
        withShell.addAll(List.of(command));
        return new ProcessBuilder(withShell).directory(directory.toFile()).start();
    }

    /** A child inherits it, and then a JVM can't be interrupted by Ctrl-C. */
    private static boolean interruptsAreIgnored() throws Exception {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        return Files.readAllLines(status)
                .stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & SIGINT_IGNORED) != 0);
    }
}
