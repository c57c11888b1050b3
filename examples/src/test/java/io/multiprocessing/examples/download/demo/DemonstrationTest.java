package io.multiprocessing.examples.download.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.examples.download.fetch.FetchLimits;
import io.multiprocessing.examples.download.fetch.FetchRequest;
import io.multiprocessing.examples.download.fetch.Fetcher;
import io.multiprocessing.examples.server.SlowServer;
import io.multiprocessing.examples.server.SlowServer.Sending;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemonstrationTest {
    @TempDir
    Path directory;

    @Test
    void showsEachTransportBesideOneAfterTheOther() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean verified = new Demonstration(
                List.of("pipe", "socket", "sharedmem"), true, new PrintStream(out, true, StandardCharsets.UTF_8))
                .run();

        assertThat(verified).isTrue();
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().map(String::strip).toList();
        for (String way : List.of("sequential", "pipe", "socket", "sharedmem")) {
            assertThat(lines).filteredOn(line -> line.startsWith(way)).hasSize(2).allMatch(line -> line.endsWith("ok"));
        }
        assertThat(lines).filteredOn(line -> line.contains("one by one")).hasSize(2);
        assertThat(lines).filteredOn(line -> line.contains("2 at once")).hasSize(3);
        assertThat(lines).filteredOn(line -> line.contains("4, then 1")).hasSize(3);
        assertThat(lines.getLast()).endsWith("All checksums are right.");
    }

    @Test
    void theServerSendsNoFasterThanItShould() throws Exception {
        try (SlowServer server = new SlowServer()) {
            DemoFile file = new DemoFile("x", Duration.ofMillis(300));
            String url = server.add(file.name(), file.content(), file.duration());
            long start = System.nanoTime();
            Fetcher.fetch(
                    new FetchRequest(0, url, directory.toString(), "x", false, false, FetchLimits.DEFAULT),
                    progress -> {});
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(file.duration());
            assertThat(directory.resolve("x")).hasBinaryContent(file.content());
            assertThat(server.takeSendings()).singleElement().extracting(Sending::name).isEqualTo("x");
        }
    }

    @Test
    void theIdealIsTheBestPacking() {
        assertThat(scenario(2, 4, 5).ideal()).isEqualTo(Duration.ofSeconds(5));
        assertThat(scenario(4, 3, 3, 3, 3, 3).ideal()).isEqualTo(Duration.ofSeconds(6));
        assertThat(scenario(2, 5, 4, 3, 3, 3).ideal()).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void whatIsSentAtTheSameTimeIsAWave() {
        assertThat(Row.waves(List.of(
                new Sending("e", 11, 20),
                new Sending("a", 0, 10),
                new Sending("b", 1, 12),
                new Sending("c", 2, 13),
                new Sending("d", 3, 14))))
                .containsExactly(4, 1);
    }

    private static Scenario scenario(int workers, int... seconds) {
        Stream<DemoFile> files = Arrays.stream(seconds)
                .mapToObj(time -> new DemoFile("x", Duration.ofSeconds(time)));
        return new Scenario("", files.toList(), workers);
    }
}
