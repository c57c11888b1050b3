package io.multiprocessing.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.benchmarks.report.Report;
import io.multiprocessing.benchmarks.report.ScenarioResult;
import io.multiprocessing.benchmarks.report.VariantResult;
import io.multiprocessing.benchmarks.scenario.Catalog;
import io.multiprocessing.benchmarks.station.JavaStation;
import io.multiprocessing.benchmarks.suite.Effort;
import io.multiprocessing.benchmarks.suite.Scenario;
import io.multiprocessing.benchmarks.suite.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the command in a JVM of its own, as {@code benchmarks/run} does: JMH needs an option that tests run without. */
class SmokeTest {
    @TempDir
    Path directory;

    @Test
    void measuresEveryVariantThatCanRunHere() throws Exception {
        assertThat(run("--smoke", "--out", directory.toString())).isZero();

        Report report = Report.read(directory.resolve("smoke.json"));
        assertThat(report.circumstances().cores()).isPositive();
        assertThat(report.circumstances().date()).isNotEmpty();
        try (var catalog = new Catalog(Effort.SMOKE)) {
            List<Scenario> scenarios = catalog.scenarios();
            assertThat(report.scenarios())
                    .extracting(ScenarioResult::name)
                    .containsExactlyElementsOf(scenarios.stream().map(Scenario::name).toList());
            for (int i = 0; i < scenarios.size(); i++) {
                assertComplete(scenarios.get(i), report.scenarios().get(i));
            }
        }
        assertThat(directory.resolve("smoke.md")).isNotEmptyFile();
        assertThat(directory.resolve("smoke.png")).isNotEmptyFile();
    }

    private static void assertComplete(Scenario scenario, ScenarioResult result) {
        for (int i = 0; i < scenario.variants().size(); i++) {
            Variant variant = scenario.variants().get(i);
            VariantResult measured = result.variants().get(i);
            assertThat(measured.name()).isEqualTo(variant.name());
            assertThat(measured.failed()).as(scenario.name() + ", " + variant.name()).isNull();
            if (variant.obstacle().isPresent()) {
                assertThat(measured.skipped()).isNotEmpty();
            } else {
                assertThat(measured.values()).as(scenario.name() + ", " + variant.name()).hasSize(1);
                // Who idles may use nothing, and there is no ratio to nothing.
                boolean mayBeNothing = scenario.name().equals("idle-cpu");
                assertThat(measured.values()).allMatch(value -> value > 0 || mayBeNothing && value == 0);
                assertThat(measured.ratios()).hasSizeBetween(mayBeNothing ? 0 : 1, 1);
            }
        }
    }

    /** Its words go where this test's go. */
    private int run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djmh.ignoreLock=true",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Benchmarks.class.getName()));
        command.addAll(1, JavaStation.OPTIONS);
        command.addAll(List.of(arguments));
        Path words = directory.resolve("words.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(words.toFile())
                .start();
        int status = process.waitFor();
        System.out.println(Files.readString(words));
        return status;
    }
}
