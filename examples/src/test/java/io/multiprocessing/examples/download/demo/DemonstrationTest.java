package io.multiprocessing.examples.download.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.examples.download.ScriptedServer;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        assertThat(lines.getLast()).endsWith("All checksums are right.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pipe", "socket", "sharedmem"})
    void fiveFilesOnFourWorkersAreFourAtOnceThenOne(String transport) throws Exception {
        CountDownLatch fourAtOnce = new CountDownLatch(4);
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger mostUnderWay = new AtomicInteger();
        try (var server = new ScriptedServer((request, out) -> {
            if (!request.path().equals("/warm-up")) {
                mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                fourAtOnce.countDown();
                fourAtOnce.await();
                underWay.decrementAndGet();
            }
            ScriptedServer.serve(out, "200 OK", "hello".getBytes());
        })) {
            List<FetchRequest> requests = Stream.of("1", "2", "3", "4", "5")
                    .map(name -> request(server.url("/" + name), name))
                    .toList();
            Downloaders.aPool(transport, 4, request(server.url("/warm-up"), "warm-up-PID"), requests);
        }
        assertThat(fourAtOnce.getCount()).isZero();
        assertThat(mostUnderWay.get()).isEqualTo(4);
        assertThat(directory.toFile().list()).contains("1", "2", "3", "4", "5");
    }

    @Test
    void theServerSendsNoFasterThanItShould() throws Exception {
        try (SlowServer server = new SlowServer()) {
            DemoFile file = new DemoFile("x", Duration.ofMillis(300));
            String url = server.add(file.name(), file.content(), file.duration());
            long start = System.nanoTime();
            Fetcher.fetch(request(url, "x"), progress -> {});
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

    private FetchRequest request(String url, String name) {
        return new FetchRequest(0, url, directory.toString(), name, false, false, FetchLimits.DEFAULT);
    }

    private static Scenario scenario(int workers, int... seconds) {
        Stream<DemoFile> files = Arrays.stream(seconds)
                .mapToObj(time -> new DemoFile("x", Duration.ofSeconds(time)));
        return new Scenario("", files.toList(), workers);
    }
}
