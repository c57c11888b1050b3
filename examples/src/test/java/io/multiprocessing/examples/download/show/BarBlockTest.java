package io.multiprocessing.examples.download.show;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.examples.download.fetch.FetchProgress;
import io.multiprocessing.examples.download.fetch.FetchProgress.Phase;
import io.multiprocessing.examples.download.fetch.FetchResult;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class BarBlockTest {
    private final Screen screen = new Screen();

    @Test
    void rowsAreRedrawnInPlaceBelowLinesThatStay() {
        BarBlock block = new BarBlock(screen.stream(), 10);
        BarBlock.Row first = block.addRow();
        BarBlock.Row second = block.addRow();
        first.set("first 1");
        second.set("second 1");
        first.set("first 2");
        block.println("a line");
        second.set("2nd");
        assertThat(screen.lines()).containsExactly("a line", "first 2", "2nd");

        first.remove();
        block.println("another");
        assertThat(screen.lines()).containsExactly("a line", "another", "2nd");

        block.finish();
        second.set("too late");
        block.println("too late");
        assertThat(screen.lines()).containsExactly("a line", "another");
    }

    @Test
    void noMoreRowsThanTheTerminalHas() {
        BarBlock block = new BarBlock(screen.stream(), 3);
        for (int i = 1; i <= 5; i++) {
            block.addRow().set("row " + i);
        }
        assertThat(screen.lines()).containsExactly("row 1", "row 2", "... and 3 more");
    }

    @Test
    void eachFileHasItsBarUntilItEnds() {
        try (var display = new BarDisplay(screen.stream(), new Terminal(24, 100, false))) {
            display.progressed(new FetchProgress(0, Phase.STARTED, 0, -1, "a.iso", ""));
            display.progressed(new FetchProgress(0, Phase.RECEIVING, 0, 4 << 20, "a.iso", ""));
            display.progressed(new FetchProgress(1, Phase.RECEIVING, 1 << 20, -1, "b.iso", ""));
            display.progressed(new FetchProgress(0, Phase.RECEIVING, 1 << 20, 4 << 20, "a.iso", ""));
            Awaitility.await()
                    .untilAsserted(() -> assertThat(screen.lines())
                            .hasSize(2)
                            .anySatisfy(line -> assertThat(line).startsWith("a.iso ").contains("25%", "1.0/4.0 MiB"))
                            .anySatisfy(line -> assertThat(line).startsWith("b.iso ").contains("1.0 MiB"))
                            .allSatisfy(line -> assertThat(line).hasSizeLessThan(100)));

            display.progressed(new FetchProgress(0, Phase.RETRYING, 1 << 20, 4 << 20, "a.iso", "the connection broke"));
            display.saved(new FetchResult(0, "http://h/a", "http://h/a", "a.iso", 4 << 20, 0, null, 2, 2000, 1, false));
            display.failed(1, "http://h/b", "no luck");
            assertThat(screen.lines())
                    .containsExactly(
                            "a.iso: the connection broke",
                            "a.iso  4.0 MiB in 2.0 s (2.0 MiB/s)",
                            "failed: http://h/b: no luck");
        }
    }

    @Test
    void longNamesAreShortenedInTheMiddle() {
        try (var display = new BarDisplay(screen.stream(), new Terminal(24, 60, true))) {
            display.progressed(new FetchProgress(
                    0, Phase.RECEIVING, 5, 10, "\ud83d\ude00 a name that is much longer than a bar.tar.gz", ""));
            Awaitility.await()
                    .untilAsserted(() -> assertThat(screen.lines())
                            .singleElement()
                            .satisfies(line -> assertThat(line).contains("..", "bar.tar.gz").hasSizeLessThan(62)));
        }
    }
}
