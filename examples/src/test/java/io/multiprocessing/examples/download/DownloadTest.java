package io.multiprocessing.examples.download;

import static io.multiprocessing.examples.download.ScriptedServer.content;
import static io.multiprocessing.examples.download.ScriptedServer.head;
import static io.multiprocessing.examples.download.ScriptedServer.serve;
import static io.multiprocessing.examples.download.ScriptedServer.serveFile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"pipe", "socket", "sharedmem"})
    void downloadsOnEachTransport(String transport) throws Exception {
        byte[] content = content(3_000_000);
        try (var server = new ScriptedServer((request, out) -> {
            if (request.path().equals("/cut") && request.number() < 4) {
                out.write(head("200 OK", "ETag: \"v\"", "Content-Length: " + content.length));
                out.write(content, 0, 500_000);
            } else if (request.path().equals("/missing")) {
                serve(out, "404 Not Found", new byte[0]);
            } else {
                serveFile(request, out, content, "\"v\"");
            }
        })) {
            Program program = Program.run("# a list\n" + server.url("/b/file.bin") + "\n",
                    "--transport", transport, "--out", directory.resolve("new/dir").toString(), "--workers", "2",
                    "--sha256", server.url("/a/file.bin"), "-", server.url("/missing"), server.url("/cut"));

            assertThat(program.status()).as(program.err()).isEqualTo(1);
            assertThat(directory.resolve("new/dir/file.bin")).hasBinaryContent(content);
            assertThat(directory.resolve("new/dir/file (2).bin")).hasBinaryContent(content);
            assertThat(directory.resolve("new/dir/cut")).hasBinaryContent(content);
            assertThat(directory.resolve("new/dir").toFile().list()).hasSize(3);
            assertThat(program.out())
                    .contains("3 of 4 files saved in")
                    .contains(server.url("/missing") + ": the server answered 404 Not Found")
                    .containsPattern("[0-9a-f]{64}  .*/new/dir/file.bin\n");
            assertThat(program.err())
                    .contains("[1/4] file.bin: started")
                    .contains("[2/4] file (2).bin: saved, 2.9 MiB")
                    .contains("[3/4] failed");
        }
    }

    @Test
    void printsOneJsonObjectAndNothingElseOnStandardOutput() throws Exception {
        try (var server = new ScriptedServer((request, out) -> {
            if (request.path().equals("/x")) {
                serve(out, "200 OK", "hello".getBytes(), "Content-Disposition: attachment; filename=\"q\\\"é.txt\"");
            } else {
                serve(out, "403 Forbidden", new byte[0]);
            }
        })) {
            Program program = Program.run(
                    "", "--json", "--sha256", "-o", directory.toString(), server.url("/x"), server.url("/\"no\""));

            assertThat(program.status()).isEqualTo(1);
            assertThat(program.out())
                    .startsWith("{\n")
                    .endsWith("\n}\n")
                    .contains("\"saved\": 1,\n", "\"failed\": 1,\n", "\"workers\": 2,\n")
                    .contains("\"path\": \"" + directory.toRealPath() + "/q_\\u00e9.txt\"")
                    .contains("\"sha256\": \"2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824\"")
                    .contains("\"bytes\": 5,\n", "\"status\": \"failed\"")
                    .contains("\"url\": \"" + server.url("/\\\"no\\\"") + "\"");
        }
    }

    @Test
    void resumesWhatAKilledRunLeft() throws Exception {
        byte[] content = content(1_000_000);
        try (var server = new ScriptedServer((request, out) -> {
            if (request.number() == 1) {
                out.write(head("200 OK", "ETag: \"v\"", "Content-Length: " + content.length));
                out.write(content, 0, 400_000);
            } else {
                serveFile(request, out, content, "\"v\"");
            }
        })) {
            String[] args = {"-o", directory.toString(), "--json", "--retries", "0", server.url("/file")};
            assertThat(Program.run("", args).status()).isEqualTo(1);
            long kept = Files.size(directory.resolve("file.part"));
            assertThat(kept).isBetween(1L, 400_000L);

            Program second = Program.run("", args);
            assertThat(second.status()).as(second.err()).isZero();
            assertThat(second.out()).contains("\"resumedFrom\": " + kept);
            assertThat(directory.resolve("file")).hasBinaryContent(content);
            assertThat(directory.toFile().list()).containsExactly("file");
        }
    }

    @Test
    void anotherWorkerGoesOnWhereADeadOneWas() throws Exception {
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
            List<ProcessHandle> others = ProcessHandle.current().children().toList();
            CompletableFuture<Program> program = CompletableFuture.supplyAsync(
                    () -> Program.run("", "-o", directory.toString(), "--json", server.url("/file")));
            await().atMost(60, TimeUnit.SECONDS)
                    .until(() -> directory.resolve("file.part").toFile().length() == 600_000);
            ProcessHandle.current()
                    .children()
                    .filter(child -> !others.contains(child))
                    .forEach(ProcessHandle::destroyForcibly);

            assertThat(program.get().status()).as(program.get().err()).isZero();
            assertThat(program.get().out()).contains("\"resumedFrom\": 600000");
            assertThat(directory.resolve("file")).hasBinaryContent(content);
        } finally {
            release.countDown();
        }
    }

    @Test
    void anEmptyListIsNothingToDo() {
        Program program = Program.run("# nothing\n\n", "-o", directory.toString(), "-");
        assertThat(program.status()).isZero();
        assertThat(program.out()).contains("0 of 0 files");
    }

    @Test
    void quietShowsNoProgress() throws Exception {
        try (var server = new ScriptedServer((request, out) -> serve(out, "200 OK", "hello".getBytes()))) {
            Program program = Program.run("", "-q", "-o", directory.toString(), server.url("/x"));
            assertThat(program.err()).isEmpty();
            assertThat(program.out()).startsWith("1 of 1 file saved");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "--workers 0 http://h",
        "--workers -1 http://h",
        "--workers many http://h",
        "--transport pigeon http://h",
        "--transport pigeon",
        "--retries -1 http://h",
        "--timeout 0 http://h",
        "--frobnicate",
        "--out",
        "--json",
        "--out x",
        "--short http://h",
        "--out /dev/null http://h",
        "--out /dev/null/x http://h"
    })
    void wrongArgumentsGiveTheUsageAndStatus2(String arguments) {
        Program program = Program.run("", arguments.split(" "));
        assertThat(program.status()).isEqualTo(2);
        assertThat(program.err()).startsWith("download: ").contains("Usage: download");
        assertThat(program.out()).isEmpty();
    }

    @Test
    void anUnknownTransportIsAnsweredWithThoseThereAre() {
        assertThat(Program.run("", "-t", "pigeon", "-o", directory.toString(), "http://h").err())
                .contains("pigeon", "pipe", "sharedmem");
    }

    @Test
    void explainsItself() {
        Program help = Program.run("", "--help");
        assertThat(help.status()).isZero();
        assertThat(help.out()).contains("Usage: download", "--workers", "--transport", "--json", "Exit status");
        assertThat(Program.run("", "--version").out()).startsWith("download ");
    }
}
