package io.multiprocessing.examples.download;

import static io.multiprocessing.examples.download.ScriptedServer.content;
import static io.multiprocessing.examples.download.ScriptedServer.serve;
import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.DeathCause;
import io.multiprocessing.ProcessDeath;
import io.multiprocessing.WorkerDiedException;
import io.multiprocessing.examples.download.fetch.FetchLimits;
import io.multiprocessing.examples.download.fetch.FetchProgress;
import io.multiprocessing.examples.download.fetch.FetchRequest;
import io.multiprocessing.examples.download.fetch.FetchResult;
import io.multiprocessing.examples.download.names.NameAssigner;
import io.multiprocessing.examples.download.show.ProgressDisplay;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {
    @TempDir
    Path directory;

    private final List<String> shown = new ArrayList<>();

    private final ProgressDisplay display = new ProgressDisplay() {
        @Override
        public void progressed(FetchProgress progress) {}

        @Override
        public void saved(FetchResult result) {
            shown.add("saved " + result.name());
        }

        @Override
        public void failed(int index, String url, String reason) {
            shown.add("failed " + index);
        }

        @Override
        public void close() {}
    };

    @Test
    void oneUrlThatFailsStopsNoOther() throws Exception {
        try (var server = new ScriptedServer((request, out) -> {
            if (request.path().startsWith("/bad")) {
                serve(out, "404 Not Found", new byte[0]);
            } else {
                serve(out, "200 OK", content(1000));
            }
        })) {
            List<Outcome> outcomes = run(
                    false,
                    List.of(server.url("/bad"), server.url("/1"), "nonsense", "ftp://h/x", "http:", server.url("/2")));

            assertThat(outcomes)
                    .hasExactlyElementsOfTypes(
                            Outcome.Failed.class,
                            Outcome.Saved.class,
                            Outcome.Failed.class,
                            Outcome.Failed.class,
                            Outcome.Failed.class,
                            Outcome.Saved.class);
            assertThat(((Outcome.Failed) outcomes.get(0)).reason()).contains("404 Not Found");
            assertThat(((Outcome.Failed) outcomes.get(2)).reason()).contains("not an http or https URL");
            assertThat(shown).hasSize(6).contains("saved 1", "saved 2", "failed 3");
        }
    }

    @Test
    void urlsThatEndAlikeGiveFilesOfTheirOwn() throws Exception {
        try (var server =
                new ScriptedServer((request, out) -> serve(out, "200 OK", request.path().getBytes()))) {
            List<String> urls = IntStream.range(0, 20).mapToObj(i -> server.url("/" + i + "/file.txt")).toList();
            List<Outcome> outcomes = run(false, urls);

            for (int i = 0; i < 20; i++) {
                String name = i == 0 ? "file.txt" : "file (" + (i + 1) + ").txt";
                assertThat(((Outcome.Saved) outcomes.get(i)).result().name()).isEqualTo(name);
                assertThat(directory.resolve(name)).hasContent("/" + i + "/file.txt");
            }
        }
    }

    @Test
    void namesThatServersChooseAreKeptApartToo() throws Exception {
        try (var server = new ScriptedServer((request, out) -> serve(out, "200 OK", request.path().getBytes(),
                "Content-Disposition: attachment; filename=\"same.txt\""))) {
            List<String> urls = IntStream.range(0, 10).mapToObj(i -> server.url("/" + i)).toList();
            List<Outcome> outcomes = run(false, urls);

            for (int i = 0; i < 10; i++) {
                String name = ((Outcome.Saved) outcomes.get(i)).result().name();
                assertThat(name).matches("same( \\(\\d+\\))?\\.txt");
                assertThat(directory.resolve(name)).hasContent("/" + i);
            }
            assertThat(directory.toFile().list()).hasSize(10);
        }
    }

    @Test
    void skipsWhatIsThereWhenAskedTo() throws Exception {
        Files.writeString(directory.resolve("there.txt"), "old");
        try (var server = new ScriptedServer((request, out) -> serve(out, "200 OK", "new".getBytes()))) {
            List<Outcome> outcomes = run(true, List.of(server.url("/there.txt"), server.url("/other.txt")));

            assertThat(((Outcome.Saved) outcomes.get(0)).result().skipped()).isTrue();
            assertThat(directory.resolve("there.txt")).hasContent("old");
            assertThat(directory.resolve("other.txt")).hasContent("new");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void handsOutNoMoreThanKeepsTheCrewBusy() throws Exception {
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Crew crew = new Crew() {
            @Override
            public CompletableFuture<FetchResult> fetch(FetchRequest request) {
                most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                return CompletableFuture.supplyAsync(() -> {
                    underWay.decrementAndGet();
                    return FetchResult.skipped(request.index(), request.url(), request.name());
                });
            }

            @Override
            public void close() {}
        };
        List<String> urls = IntStream.range(0, 1000).mapToObj(i -> "http://h/" + i).toList();
        assertThat(newRun(false, urls).complete(crew)).hasSize(1000);
        assertThat(most.get()).isLessThanOrEqualTo(6);
    }

    private static final ProcessDeath KILLED =
            new ProcessDeath(DeathCause.SIGNALLED, -9, "SIGKILL", "", "Somebody killed it.", "", null);

    @Test
    void aWorkerThatDiesIsTheReasonOfItsOwnUrlOnly() throws Exception {
        Crew crew = new Crew() {
            @Override
            public CompletableFuture<FetchResult> fetch(FetchRequest request) {
                return request.index() == 0
                        ? CompletableFuture.failedFuture(
                                new WorkerDiedException("killed\nby \u001b[31msignal 9", 1, KILLED, true))
                        : CompletableFuture.completedFuture(FetchResult.skipped(1, request.url(), "x"));
            }

            @Override
            public void close() {}
        };
        List<Outcome> outcomes = newRun(false, List.of("http://h/1", "http://h/2")).complete(crew);
        assertThat(outcomes.get(0))
                .isEqualTo(new Outcome.Failed("http://h/1", "its worker process died: killed by ?[31msignal 9"));
        assertThat(outcomes.get(1)).isInstanceOf(Outcome.Saved.class);
    }

    private List<Outcome> run(boolean skipExisting, List<String> urls) throws Exception {
        Run run = newRun(skipExisting, urls);
        try (Crew crew = new ThreadCrew(3, run)) {
            return run.complete(crew);
        }
    }

    private Run newRun(boolean skipExisting, List<String> urls) {
        var settings = new Run.Settings(directory, 3, false, skipExisting, FetchLimits.DEFAULT);
        return new Run(urls, settings, new NameAssigner(directory, skipExisting, Map.of()), display);
    }
}
