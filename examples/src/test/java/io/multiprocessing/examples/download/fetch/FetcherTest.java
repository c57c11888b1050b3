package io.multiprocessing.examples.download.fetch;

import static io.multiprocessing.examples.download.ScriptedServer.content;
import static io.multiprocessing.examples.download.ScriptedServer.head;
import static io.multiprocessing.examples.download.ScriptedServer.serve;
import static io.multiprocessing.examples.download.ScriptedServer.serveFile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.multiprocessing.examples.download.ScriptedServer;
import io.multiprocessing.examples.download.fetch.FetchProgress.Phase;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FetcherTest {
    private static final byte[] CONTENT = content(100_000);
    private static final FetchLimits QUICK =
            new FetchLimits(3, Duration.ofSeconds(20), Duration.ofMillis(1), Duration.ofSeconds(2));

    @TempDir
    Path directory;

    private final List<FetchProgress> progress = new ArrayList<>();

    @Test
    void fetchesAFileAndLeavesNothingElse() throws Exception {
        try (var server = new ScriptedServer((request, out) -> serve(out, "200 OK", CONTENT))) {
            FetchResult result = fetch(server.url("/dir/file.bin"), "file.bin");

            assertThat(result.name()).isEqualTo("file.bin");
            assertThat(result.bytes()).isEqualTo(CONTENT.length);
            assertThat(result.attempts()).isEqualTo(1);
            assertThat(result.resumedFrom()).isZero();
            assertThat(result.sha256()).isEqualTo(sha256(CONTENT));
            assertThat(result.pid()).isEqualTo(ProcessHandle.current().pid());
            assertDirectoryHolds("file.bin", CONTENT);
            assertThat(progress.getFirst().phase()).isEqualTo(Phase.STARTED);
            assertThat(progress).last().extracting(FetchProgress::phase).isEqualTo(Phase.CHECKING);
            assertThat(progress).anySatisfy(event -> assertThat(event.done()).isEqualTo(CONTENT.length));
        }
    }

    @Test
    void fetchesAnEmptyFile() throws Exception {
        try (var server = new ScriptedServer((request, out) -> serve(out, "200 OK", new byte[0]))) {
            fetch(server.url("/empty"), "empty");
            assertDirectoryHolds("empty", new byte[0]);
        }
    }

    @Test
    void fetchesChunksAndBodiesThatEndWithTheConnection() throws Exception {
        try (var server = new ScriptedServer((request, out) -> {
            if (request.path().equals("/chunked")) {
                out.write(head("200 OK", "Transfer-Encoding: chunked"));
                out.write("5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n".getBytes());
            } else {
                out.write(head("200 OK"));
                out.write("hello world".getBytes());
            }
        })) {
            fetch(server.url("/chunked"), "a");
            fetch(server.url("/until-closed"), "b");
            assertThat(directory.resolve("a")).hasContent("hello world");
            assertThat(directory.resolve("b")).hasContent("hello world");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsRedirectsAndTakesTheLastName(int status) throws Exception {
        try (var server = new ScriptedServer((request, out) -> {
            switch (request.path()) {
                case "/latest" -> serve(out, status + " Elsewhere", new byte[10], "Location: /hop2?x=1#fragment");
                case "/hop2?x=1" -> serve(out, status + " Elsewhere", new byte[0], "Location: files/tool%201.2.zip");
                default -> serve(out, "200 OK", CONTENT);
            }
        })) {
            FetchResult result = fetch(server.url("/latest"), "latest");
            assertThat(result.finalUrl()).isEqualTo(server.url("/files/tool%201.2.zip"));
            assertDirectoryHolds("tool 1.2.zip", CONTENT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/loop", "ftp://127.0.0.1/x", "file:///etc/passwd", "http:///nohost", "jar:file:x!/y"})
    void refusesRedirectsThatLeadNowhere(String location) throws Exception {
        try (var server =
                new ScriptedServer((request, out) -> serve(out, "302 Found", new byte[0], "Location: " + location))) {
            assertThatThrownBy(() -> fetch(server.url("/loop"), "x")).isInstanceOf(FetchException.class);
            assertDirectoryIsEmpty();
            assertThat(server.requests()).hasSizeLessThan(30);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://host/x", "http:/x", "x", "http://user:secret@127.0.0.1/x"})
    void refusesWhatIsNotHttp(String url) {
        assertThatThrownBy(() -> fetch(url, "x")).isInstanceOf(FetchException.class).hasMessageNotContaining("secret");
        assertDirectoryIsEmpty();
    }

    @Test
    void goesOnWhereACutConnectionEnded() throws Exception {
        try (var server = new ScriptedServer((request, out) -> {
            if (request.number() == 1) {
                out.write(head("200 OK", "ETag: \"v1\"", "Content-Length: " + CONTENT.length));
                out.write(CONTENT, 0, 40_000);
            } else {
                serveFile(request, out, CONTENT, "\"v1\"");
            }
        })) {
            FetchResult result = fetch(server.url("/cut"), "cut");

            assertThat(result.attempts()).isEqualTo(2);
            assertThat(result.resumedFrom()).as("within one run nothing is resumed from an earlier one").isZero();
            assertThat(server.requests().get(1).headers())
                    .hasEntrySatisfying("Range", range -> assertThat(range).matches("bytes=[1-4]\\d*-"))
                    .containsEntry("If-Range", "\"v1\"");
            assertDirectoryHolds("cut", CONTENT);
            assertThat(result.sha256()).isEqualTo(sha256(CONTENT));
        }
    }

    @Test
    void startsAnewWithoutAValidator() throws Exception {
        try (var server = new ScriptedServer((request, out) -> {
            out.write(head("200 OK", "ETag: W/\"weak\"", "Content-Length: " + CONTENT.length));
            out.write(CONTENT, 0, request.number() == 1 ? 40_000 : CONTENT.length);
        })) {
            fetch(server.url("/cut"), "cut");
            assertThat(server.requests().get(1).has("Range")).isFalse();
            assertDirectoryHolds("cut", CONTENT);
        }
    }

    @Test
    void startsAnewWhenTheServerIgnoresRanges() throws Exception {
        try (var server = new ScriptedServer((request, out) -> serve(out, "200 OK", CONTENT, "ETag: \"v1\""))) {
            leavePart(server.url("/x"), "x", 30_000);
            FetchResult result = fetch(server.url("/x"), "x");
            assertThat(server.requests().getFirst().has("Range")).isTrue();
            assertThat(result.resumedFrom()).isZero();
            assertDirectoryHolds("x", CONTENT);
        }
    }

    @Test
    void resumesWhatAnEarlierRunLeft() throws Exception {
        try (var server = new ScriptedServer((request, out) -> serveFile(request, out, CONTENT, "\"v1\""))) {
            leavePart(server.url("/x"), "x", 30_000);
            FetchResult result = fetch(server.url("/x"), "x");
            assertThat(server.requests()).hasSize(1);
            assertThat(result.resumedFrom()).isEqualTo(30_000);
            assertThat(result.sha256()).isEqualTo(sha256(CONTENT));
            assertDirectoryHolds("x", CONTENT);
        }
    }

    @Test
    void resumesByDateOfModification() throws Exception {
        String date = "Mon, 06 Jan 2025 10:00:00 GMT";
        try (var server = new ScriptedServer((request, out) -> {
            if (request.number() == 1) {
                out.write(head("200 OK", "Last-Modified: " + date, "Content-Length: " + CONTENT.length));
                out.write(CONTENT, 0, 40_000);
            } else {
                int from = Integer.parseInt(request.headers().get("Range").replaceAll("\\D", ""));
                serve(out, "206 Partial Content", Arrays.copyOfRange(CONTENT, from, CONTENT.length),
                        "Last-Modified: " + date, "Content-Range: bytes " + from + "-99999/100000");
            }
        })) {
            fetch(server.url("/cut"), "cut");
            assertThat(server.requests().get(1).headers()).containsEntry("If-Range", date);
            assertDirectoryHolds("cut", CONTENT);
        }
    }

    @Test
    void startsAnewWhenTheFileHasChanged() throws Exception {
        byte[] changed = content(100_001);
        try (var server = new ScriptedServer((request, out) -> serveFile(request, out, changed, "\"v2\""))) {
            leavePart(server.url("/x"), "x", 30_000);
            FetchResult result = fetch(server.url("/x"), "x");
            assertThat(result.resumedFrom()).isZero();
            assertThat(result.sha256()).isEqualTo(sha256(changed));
            assertDirectoryHolds("x", changed);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "ETag: \"v2\"|Content-Range: bytes 30000-99999/100000",
        "ETag: \"v1\"|Content-Range: bytes 0-99999/100000",
        "ETag: \"v1\"|Content-Range: bytes 30000-99999/99999",
        "ETag: \"v1\"|Content-Range: bytes 30000-99998/100001",
        "ETag: \"v1\"|Content-Range: bytes 40000-30000/100000",
        "ETag: \"v1\"|Content-Range: nonsense",
        "ETag: \"v1\"|X: no Content-Range at all"
    })
    void startsAnewWhenAPartIsNotTheOneAskedFor(String headers) throws Exception {
        try (var server = new ScriptedServer((request, out) -> {
            if (request.has("Range")) {
                serve(out, "206 Partial Content", new byte[70_000], headers.split("\\|"));
            } else {
                serve(out, "200 OK", CONTENT, "ETag: \"v1\"");
            }
        })) {
            leavePart(server.url("/x"), "x", 30_000);
            fetch(server.url("/x"), "x");
            assertDirectoryHolds("x", CONTENT);
        }
    }

    @Test
    void goesOnWhenTheServerSendsOnlyPartOfTheRange() throws Exception {
        try (var server = new ScriptedServer((request, out) -> {
            int from = Integer.parseInt(request.headers().get("Range").replaceAll("\\D", ""));
            int to = Math.min(from + 20_000, CONTENT.length);
            serve(out, "206 Partial Content", Arrays.copyOfRange(CONTENT, from, to), "ETag: \"v1\"",
                    "Content-Range: bytes " + from + "-" + (to - 1) + "/" + CONTENT.length);
        })) {
            leavePart(server.url("/x"), "x", 30_000);
            fetch(server.url("/x"), "x");
            assertDirectoryHolds("x", CONTENT);
        }
    }

    @Test
    void takesAWholePartForWholeWhenTheServerAgrees() throws Exception {
        try (var server = new ScriptedServer((request, out) -> serveFile(request, out, CONTENT, "\"v1\""))) {
            leavePart(server.url("/x"), "x", CONTENT.length);
            FetchResult result = fetch(server.url("/x"), "x");
            assertThat(server.requests()).hasSize(1);
            assertThat(result.resumedFrom()).isEqualTo(CONTENT.length);
            assertThat(result.sha256()).isEqualTo(sha256(CONTENT));
            assertDirectoryHolds("x", CONTENT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ETag: \"v2\"|Content-Range: bytes */100000", "Content-Range: bytes */90000", "X: y"})
    void startsAnewWhenTheServerSaysThePartIsTooLong(String headers) throws Exception {
        byte[] shorter = content(90_000);
        try (var server = new ScriptedServer((request, out) -> {
            if (request.has("Range")) {
                serve(out, "416 Range Not Satisfiable", new byte[0], headers.split("\\|"));
            } else {
                serve(out, "200 OK", shorter, "ETag: \"v2\"");
            }
        })) {
            leavePart(server.url("/x"), "x", CONTENT.length);
            fetch(server.url("/x"), "x");
            assertDirectoryHolds("x", shorter);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"408", "429", "500", "502", "503", "504"})
    void triesAgainWhatMayPass(String status) throws Exception {
        try (var server = new ScriptedServer((request, out) -> {
            if (request.number() <= 2) {
                serve(out, status + " Later", "later".getBytes());
            } else {
                serve(out, "200 OK", CONTENT);
            }
        })) {
            assertThat(fetch(server.url("/x"), "x").attempts()).isEqualTo(3);
            assertDirectoryHolds("x", CONTENT);
            assertThat(progress).filteredOn(event -> event.phase() == Phase.RETRYING)
                    .hasSize(2)
                    .first()
                    .extracting(FetchProgress::detail)
                    .asString()
                    .contains(status);
        }
    }

    @Test
    void givesUpAfterSoManyRetriesWithoutGettingFurther() throws Exception {
        try (var server = new ScriptedServer((request, out) -> serve(out, "503 Busy", new byte[0]))) {
            assertThatThrownBy(() -> fetch(server.url("/x"), "x"))
                    .isInstanceOf(FetchException.class)
                    .hasMessageContaining("503 Service Unavailable")
                    .hasMessageContaining("4 attempts");
            assertThat(server.requests()).hasSize(4);
            assertDirectoryIsEmpty();
        }
    }

    @Test
    void aFileThatGrowsWithEachAttemptIsNotGivenUp() throws Exception {
        try (var server = new ScriptedServer((request, out) -> {
            int from =
                    request.has("Range") ? Integer.parseInt(request.headers().get("Range").replaceAll("\\D", "")) : 0;
            out.write(head(from == 0 ? "200 OK" : "206 Partial Content", "ETag: \"v1\"",
                    "Content-Length: " + (CONTENT.length - from),
                    "Content-Range: bytes " + from + "-" + (CONTENT.length - 1) + "/" + CONTENT.length));
            out.write(CONTENT, from, Math.min(10_000, CONTENT.length - from));
        })) {
            assertThat(fetch(server.url("/x"), "x").attempts()).isGreaterThan(QUICK.retries() + 1);
            assertDirectoryHolds("x", CONTENT);
        }
    }

    @Test
    void waitsAsLongAsTheServerAsks() throws Exception {
        try (var server = new ScriptedServer((request, out) -> {
            if (request.number() == 1) {
                serve(out, "429 Too Many Requests", new byte[0], "Retry-After: 1");
            } else {
                serve(out, "200 OK", CONTENT);
            }
        })) {
            long start = System.nanoTime();
            fetch(server.url("/x"), "x");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void givesUpAServerThatAsksForTooLongAPause() throws Exception {
        try (var server = new ScriptedServer(
                (request, out) -> serve(out, "503 Busy", new byte[0], "Retry-After: 86400"))) {
            assertThatThrownBy(() -> fetch(server.url("/x"), "x")).hasMessageContaining("86400 s");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"400", "401", "403", "404", "410", "204", "304", "501"})
    void doesNotTryAgainWhatWillStay(String status) throws Exception {
        try (var server = new ScriptedServer((request, out) -> out.write(head(status + " No", "Content-Length: 0")))) {
            assertThatThrownBy(() -> fetch(server.url("/x"), "x"))
                    .isInstanceOf(FetchException.class)
                    .hasMessageContaining(status);
            assertThat(server.requests()).hasSize(1);
            assertDirectoryIsEmpty();
        }
    }

    @Test
    void keepsThePartWhenItGivesUp() throws Exception {
        try (var server = new ScriptedServer((request, out) -> serve(out, "500 Oops", new byte[0]))) {
            leavePart(server.url("/x"), "x", 30_000);
            assertThatThrownBy(() -> fetch(server.url("/x"), "x")).isInstanceOf(FetchException.class);
            assertThat(directory.resolve("x.part")).hasSize(30_000);
        }
    }

    @Test
    void triesAgainWhenNobodyListens() throws Exception {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        assertThatThrownBy(() -> fetch("http://127.0.0.1:" + port + "/x", "x"))
                .hasMessageContaining("can't connect to 127.0.0.1:" + port)
                .hasMessageContaining("4 attempts");
        assertDirectoryIsEmpty();
    }

    @Test
    void namesAnUnknownHost() {
        assertThatThrownBy(() -> fetch("http://no-such-host.invalid/x", "x"))
                .hasMessageContaining("unknown host no-such-host.invalid");
    }

    @Test
    void noticesAServerThatFallsSilent() throws Exception {
        var release = new CountDownLatch(1);
        try (var server = new ScriptedServer((request, out) -> {
            if (request.number() == 1) {
                out.write(head("200 OK", "ETag: \"v1\"", "Content-Length: " + CONTENT.length));
                out.write(CONTENT, 0, 40_000);
                out.flush();
                release.await();
            } else if (request.number() == 2) {
                release.await();
            } else {
                serveFile(request, out, CONTENT, "\"v1\"");
            }
        })) {
            FetchResult result = fetch(
                    server.url("/x"), "x", QUICK.withStall(Duration.ofMillis(300)), false);
            assertThat(result.attempts()).isEqualTo(3);
            assertDirectoryHolds("x", CONTENT);
        } finally {
            release.countDown();
        }
    }

    @Test
    void aServerThatPromisesMoreThanItSendsIsNotBelieved() throws Exception {
        try (var server = new ScriptedServer((request, out) -> {
            out.write(head("200 OK", "Content-Length: " + (CONTENT.length + 1)));
            out.write(CONTENT);
        })) {
            assertThatThrownBy(() -> fetch(server.url("/x"), "x"))
                    .hasMessageContaining("after 100000 of 100001 bytes");
            assertThat(directory.resolve("x")).doesNotExist();
        }
    }

    @Test
    void tellsWhenAnAnswerIsGarbage() throws Exception {
        try (var server = new ScriptedServer((request, out) -> out.write("SSH-2.0-OpenSSH\r\n\r\n".getBytes()))) {
            assertThatThrownBy(() -> fetch(server.url("/x"), "x")).isInstanceOf(FetchException.class);
            assertDirectoryIsEmpty();
        }
    }

    @Test
    void stopsWhenInterruptedAndKeepsWhatItHas() throws Exception {
        var release = new CountDownLatch(1);
        try (var server = new ScriptedServer((request, out) -> {
            out.write(head("200 OK", "ETag: \"v1\"", "Content-Length: " + CONTENT.length));
            out.write(CONTENT, 0, 50_000);
            out.flush();
            release.await();
        })) {
            Thread test = Thread.currentThread();
            Thread.ofVirtual().start(() -> {
                await().until(() -> directory.resolve("x.part").toFile().length() == 50_000);
                test.interrupt();
            });
            assertThatThrownBy(() -> fetch(server.url("/x"), "x")).isInstanceOf(InterruptedException.class);
            assertThat(directory.resolve("x.part")).hasSize(50_000);
        } finally {
            release.countDown();
        }
    }

    /** Leaves in the directory what a killed run would have: the beginning of a file, of the state {@code "v1"}. */
    private void leavePart(String url, String name, int size) throws Exception {
        try (PartFile part = PartFile.open(directory, name, url)) {
            part.restart(Optional.of(new Validator(Validator.Kind.ETAG, "\"v1\"")), CONTENT.length);
            part.append(List.of(ByteBuffer.wrap(CONTENT, 0, size)));
        }
    }

    private FetchResult fetch(String url, String name) throws Exception {
        return fetch(url, name, QUICK, false);
    }

    private FetchResult fetch(String url, String name, FetchLimits limits, boolean skipExisting) throws Exception {
        return Fetcher.fetch(
                new FetchRequest(0, url, directory.toString(), name, true, skipExisting, limits), progress::add);
    }

    private void assertDirectoryHolds(String name, byte[] content) throws IOException {
        assertThat(directory.resolve(name)).hasBinaryContent(content);
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).hasSize(1);
        }
    }

    private void assertDirectoryIsEmpty() {
        assertThat(directory).isEmptyDirectory();
    }

    private static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }
}
