package io.multiprocessing.examples.download.fetch;

import static io.multiprocessing.examples.download.ScriptedServer.content;
import static io.multiprocessing.examples.download.ScriptedServer.serve;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multiprocessing.examples.download.ScriptedServer;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing is written outside the directory, and nothing in it is harmed. */
class FileSafetyTest {
    private static final byte[] CONTENT = content(10_000);
    private static final byte[] PRECIOUS = "precious".getBytes();

    @TempDir
    Path root;

    private Path directory;
    private Path outside;

    @BeforeEach
    void makeDirectory() throws Exception {
        directory = Files.createDirectory(root.resolve("downloads"));
        outside = Files.write(root.resolve("outside"), PRECIOUS);
    }

    @ParameterizedTest
    @CsvSource({
        "../outside, outside",
        "../../../../../../tmp/outside, outside",
        "/outside, outside",
        "'..\\outside', outside",
        ".., download",
        ".profile, profile",
        "x.part, x.part_",
    })
    void theServersNameStaysInTheDirectory(String suggestion, String name) throws Exception {
        try (var server = new ScriptedServer((request, out) -> serve(out, "200 OK", CONTENT,
                "Content-Disposition: attachment; filename=\"" + suggestion.replace("\\", "\\\\") + "\""))) {
            assertThat(fetch(server.url("/x"), "x").name()).isEqualTo(name);
            assertThat(directory.resolve(name)).hasBinaryContent(CONTENT);
            assertThat(outside).hasBinaryContent(PRECIOUS);
            assertThat(root).isDirectoryNotContaining(path -> !path.equals(directory) && !path.equals(outside));
        }
    }

    @Test
    void existingFilesAreNeverReplaced() throws Exception {
        Files.write(directory.resolve("named.bin"), PRECIOUS);
        try (var server = new ScriptedServer((request, out) -> serve(out, "200 OK", CONTENT,
                "Content-Disposition: attachment; filename=named.bin"))) {
            assertThat(fetch(server.url("/x"), "x").name()).isEqualTo("named (2).bin");
            assertThat(directory.resolve("named.bin")).hasBinaryContent(PRECIOUS);
            assertThat(directory.resolve("named (2).bin")).hasBinaryContent(CONTENT);
        }
    }

    @Test
    void existingFilesAreAcceptedOnRequest() throws Exception {
        Files.write(directory.resolve("named.bin"), PRECIOUS);
        try (var server = new ScriptedServer((request, out) -> serve(out, "200 OK", CONTENT,
                "Content-Disposition: attachment; filename=named.bin"))) {
            FetchResult result = Fetcher.fetch(
                    new FetchRequest(0, server.url("/x"), directory.toString(), "x", false, true, FetchLimits.DEFAULT),
                    progress -> {});
            assertThat(result.skipped()).isTrue();
            assertThat(directory).isDirectoryContaining("glob:**named.bin").isDirectoryNotContaining("glob:**.part*");
        }
    }

    @Test
    void symbolicLinksInTheWayAreNotFollowed() throws Exception {
        Files.createSymbolicLink(directory.resolve("x"), outside);
        Files.createSymbolicLink(directory.resolve("x.part"), outside);
        Files.createSymbolicLink(directory.resolve("x (2).part.meta"), outside);
        Files.createSymbolicLink(directory.resolve("x (3)"), root.resolve("nowhere"));
        try (var server = new ScriptedServer((request, out) -> serve(out, "200 OK", CONTENT))) {
            assertThat(fetch(server.url("/x"), "x").name()).isEqualTo("x (2)");
            assertThat(outside).hasBinaryContent(PRECIOUS);
            assertThat(directory.resolve("x (2)")).hasBinaryContent(CONTENT);
            assertThat(root.resolve("nowhere")).doesNotExist();
        }
    }

    @Test
    void aPartThatIsNotOursIsLeftAlone() throws Exception {
        Files.write(directory.resolve("x.part"), PRECIOUS);
        try (PartFile other = PartFile.open(directory, "x (2)", "http://elsewhere/x")) {
            other.restart(Optional.empty(), -1);
            other.append(List.of(ByteBuffer.wrap(PRECIOUS)));
        }
        Files.createDirectory(directory.resolve("x (3).part"));
        try (var server = new ScriptedServer((request, out) -> serve(out, "200 OK", CONTENT))) {
            assertThat(fetch(server.url("/x"), "x").name()).isEqualTo("x");
            assertThat(directory.resolve("x.part")).hasBinaryContent(PRECIOUS);
            assertThat(directory.resolve("x (2).part")).hasBinaryContent(PRECIOUS);
        }
    }

    @Test
    void twoDownloadsOfOneUrlDoNotShareAPart() throws Exception {
        try (var server = new ScriptedServer((request, out) -> serve(out, "200 OK", CONTENT));
                PartFile held = PartFile.open(directory, "x", server.url("/x"))) {
            assertThatThrownBy(() -> fetch(server.url("/x"), "x")).hasMessageContaining("another process");
            assertThat(held.size()).isZero();
            assertThat(directory.resolve("x.part")).exists();
        }
    }

    @Test
    void aLinkLeftByAKilledPublisherIsNotWrittenThrough() throws Exception {
        String name;
        try (var server = new ScriptedServer((request, out) -> serve(out, "200 OK", CONTENT, "ETag: \"v2\""))) {
            try (PartFile part = PartFile.open(directory, "x", server.url("/x"))) {
                part.restart(Optional.of(new Validator(Validator.Kind.ETAG, "\"v1\"")), PRECIOUS.length);
                part.append(List.of(ByteBuffer.wrap(PRECIOUS)));
            }
            Files.createLink(directory.resolve("x"), directory.resolve("x.part"));
            name = fetch(server.url("/x"), "x").name();
        }
        assertThat(directory.resolve("x")).hasBinaryContent(PRECIOUS);
        assertThat(directory.resolve(name)).hasBinaryContent(CONTENT);
        assertThat(directory.resolve("x.part")).doesNotExist();
    }

    @Test
    void aDamagedDescriptionMeansStartingElsewhere() throws Exception {
        Files.write(directory.resolve("x.part"), PRECIOUS);
        Files.write(directory.resolve("x.part.meta"), content(1000));
        try (var server = new ScriptedServer((request, out) -> serve(out, "200 OK", CONTENT))) {
            fetch(server.url("/x"), "x");
            assertThat(directory.resolve("x")).hasBinaryContent(CONTENT);
            assertThat(directory.resolve("x.part")).hasBinaryContent(PRECIOUS);
        }
    }

    @Test
    void tellsWhenTheDirectoryIsGone() throws Exception {
        Files.delete(directory);
        try (var server = new ScriptedServer((request, out) -> serve(out, "200 OK", CONTENT))) {
            assertThatThrownBy(() -> fetch(server.url("/x"), "x")).hasMessageContaining("can't write to");
        }
    }

    @Test
    void tellsWhenTheDiskIsTooSmall() throws Exception {
        try (var server = new ScriptedServer(
                (request, out) -> out.write(ScriptedServer.head("200 OK", "Content-Length: 999999999999999999")))) {
            assertThatThrownBy(() -> fetch(server.url("/x"), "x")).hasMessageContaining("has room for");
            assertThat(directory).isEmptyDirectory();
        }
    }

    private FetchResult fetch(String url, String name) throws Exception {
        return Fetcher.fetch(
                new FetchRequest(0, url, directory.toString(), name, false, false, FetchLimits.DEFAULT),
                progress -> {});
    }
}
