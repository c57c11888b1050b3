package io.multiprocessing.examples.download.show;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.examples.download.fetch.FetchProgress;
import io.multiprocessing.examples.download.fetch.FetchProgress.Phase;
import io.multiprocessing.examples.download.fetch.FetchResult;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LineDisplayTest {
    @Test
    void aLineForTheBeginningEachQuarterAndTheEnd() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var display = new LineDisplay(new PrintStream(bytes, true, StandardCharsets.UTF_8), 12)) {
            display.progressed(new FetchProgress(2, Phase.STARTED, 10, 100, "x", ""));
            for (int done = 10; done <= 100; done++) {
                display.progressed(new FetchProgress(2, Phase.RECEIVING, done, 100, "x", ""));
            }
            display.progressed(new FetchProgress(2, Phase.RETRYING, 50, 100, "x", "broken; trying again in 1 s"));
            display.saved(new FetchResult(2, "http://h/x", "http://h/x", "x", 100, 10, null, 1, 90, 1, false));
            display.saved(FetchResult.skipped(3, "http://h/y", "y"));
            display.failed(4, "http://h/z", "gone");
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "[3/12] x: started, has 10 B",
                        "[3/12] x: 25 % of 100 B",
                        "[3/12] x: 50 % of 100 B",
                        "[3/12] x: 75 % of 100 B",
                        "[3/12] x: broken; trying again in 1 s",
                        "[3/12] x: saved, 100 B in 0.1 s (1000 B/s, resumed at 10 B)",
                        "[4/12] y: is there already",
                        "[5/12] failed: http://h/z: gone");
    }

    @Test
    void figuresAreForPeople() {
        assertThat(Figures.size(1023)).isEqualTo("1023 B");
        assertThat(Figures.size(1024)).isEqualTo("1.0 KiB");
        assertThat(Figures.size(Long.MAX_VALUE)).isEqualTo("8.0 EiB");
        assertThat(Figures.sizes(1, 3L << 30)).isEqualTo("0.0/3.0 GiB");
        assertThat(Figures.time(Duration.ofMillis(12_340))).isEqualTo("12.3 s");
        assertThat(Figures.time(Duration.ofSeconds(185))).isEqualTo("3:05 min");
        assertThat(Figures.time(Duration.ofSeconds(7385))).isEqualTo("2:03:05 h");
    }

    @Test
    void speedIsThatOfTheLastSeconds() {
        long second = Duration.ofSeconds(1).toNanos();
        SpeedMeter meter = new SpeedMeter(1000, 0);
        assertThat(meter.bytesPerSecond()).isNegative();
        meter.reached(1100, 1000);
        assertThat(meter.bytesPerSecond()).as("too short to tell").isNegative();
        for (int i = 1; i <= 10; i++) {
            meter.reached(1000 + 100L * i, i * second);
        }
        assertThat(meter.bytesPerSecond()).isEqualTo(100);
        for (int i = 11; i <= 20; i++) {
            meter.reached(2000 + 300L * (i - 10), i * second);
        }
        assertThat(meter.bytesPerSecond()).isEqualTo(300);
        assertThat(meter.timeFor(600)).contains(Duration.ofSeconds(2));
        meter.reached(0, 21 * second);
        assertThat(meter.timeFor(600)).as("it began anew").isEmpty();
    }

    @Test
    void aTerminalIsWhatHasASizeAndCanMoveItsCursor() {
        assertThat(Terminal.of("40 120", false)).get()
                .extracting(Terminal::rows, Terminal::columns)
                .containsExactly(40, 120);
        assertThat(Terminal.of("0 0", false)).get().extracting(Terminal::columns).isEqualTo(80);
        assertThat(Terminal.of("40 120", true)).isEmpty();
        assertThat(Terminal.of("", false)).isEmpty();
    }
}
