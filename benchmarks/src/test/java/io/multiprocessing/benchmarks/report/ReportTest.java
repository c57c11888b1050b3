package io.multiprocessing.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final int MAX_PNG_BYTES = 200 << 10;

    @TempDir
    Path directory;

    @Test
    void theTableOfAFixedReport() throws Exception {
        assertThat(MarkdownTable.of(Report.read(resource("fixed.json"))))
                .isEqualTo(Files.readString(resource("fixed.md")));
    }

    @Test
    void theChartOfAFixedReport() throws Exception {
        Path file = directory.resolve("chart.png");
        RatioChart.write(Report.read(resource("fixed.json")), file);

        BufferedImage image = ImageIO.read(file.toFile());
        assertThat(image.getWidth()).isGreaterThan(1000);
        assertThat(image.getHeight()).isGreaterThan(200);
        assertThat(file.toFile().length()).isBetween(1000L, (long) MAX_PNG_BYTES);
    }

    @Test
    void whatUsesNothingIsDrawnToo() throws Exception {
        Report fixed = Report.read(resource("fixed.json"));
        VariantResult idle =
                VariantResult.measured("idle", List.of(0.0, 0.1), List.of(), List.of(), List.of(0.1, 0.1), null);
        var scenario = new ScenarioResult("idle-cpu", "Idle", "%", "lower", "peer", List.of(idle));
        Path file = directory.resolve("chart.png");
        RatioChart.write(new Report(fixed.schema(), "quick", 1, fixed.circumstances(), List.of(scenario)), file);
        assertThat(file).isNotEmptyFile();
    }

    @Test
    void nothingMeasuredMakesNoChart() throws Exception {
        Report fixed = Report.read(resource("fixed.json"));
        Path file = directory.resolve("chart.png");
        RatioChart.write(new Report(fixed.schema(), "quick", 1, fixed.circumstances(), List.of()), file);
        assertThat(file).doesNotExist();
    }

    @Test
    void whatIsWrittenIsRead() throws Exception {
        Report fixed = Report.read(resource("fixed.json"));
        Path file = directory.resolve("again.json");
        fixed.write(file);
        assertThat(Report.read(file)).isEqualTo(fixed);
        assertThat(Files.readString(file)).isEqualTo(Files.readString(resource("fixed.json")));
    }

    @Test
    void aFailureShows() throws Exception {
        assertThat(Report.read(resource("fixed.json")).hasFailures()).isTrue();
    }

    @Test
    void anotherSchemaIsRefused() throws Exception {
        Path file = directory.resolve("other.json");
        Files.writeString(file, "{\"schema\": 99}");
        assertThatThrownBy(() -> Report.read(file)).isInstanceOf(IOException.class).hasMessageContaining("schema 2");
        Files.writeString(file, "no JSON");
        assertThatThrownBy(() -> Report.read(file)).isInstanceOf(IOException.class);
    }

    @Test
    void aSummaryTakesThePlaceOfTheOneBefore() throws Exception {
        Path file = directory.resolve("text.md");
        Files.writeString(file, "before\n" + Summary.BEGIN + "\nold\n" + Summary.END + "\nafter\n");
        Report report = Report.read(resource("fixed.json"));
        Summary.replaceIn(file, report);
        Summary.replaceIn(file, report);

        assertThat(Files.readString(file))
                .startsWith("before\n" + Summary.BEGIN + "\n| Median |")
                .contains("| Empty task there and back, µs |  |  | 24.0 | threads 11.0 |")
                .doesNotContain("old")
                .endsWith("\n" + Summary.END + "\nafter\n");
    }

    @Test
    void aSummaryNeedsItsPlace() throws Exception {
        Path file = directory.resolve("text.md");
        Files.writeString(file, "nothing marked\n");
        assertThatThrownBy(() -> Summary.replaceIn(file, Report.read(resource("fixed.json"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(Summary.BEGIN);
        assertThat(file).hasContent("nothing marked\n");
    }

    @Test
    void aSpreadHasTheMiddleOfItsFigures() {
        assertThat(Spread.of(List.of(3.0, 1.0, 2.0))).isEqualTo(new Spread(1, 2, 3));
        assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 3.0))).isEqualTo(new Spread(1, 2.5, 4));
        assertThat(Spread.of(List.of())).isNull();
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(ReportTest.class.getResource(name)).toURI());
    }
}
