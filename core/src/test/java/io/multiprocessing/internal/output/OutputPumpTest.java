package io.multiprocessing.internal.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.OutputHandler.OutputLine;
import io.multiprocessing.OutputHandler.Stream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OutputPumpTest {
    private static final String MARK = "\u0001mark\u0001";

    private final ErrorTail tail = new ErrorTail();

    private List<OutputLine> pump(InputStream source, Stream stream, String mark) {
        List<OutputLine> lines = new ArrayList<>();
        new OutputPump(source, stream, () -> "child", 42, new OutputTarget(lines::add, false), tail, mark).start()
                .join();
        return lines;
    }

    private List<String> texts(String printed) {
        return pump(stream(printed), Stream.OUT, null).stream().map(OutputLine::text).toList();
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void passesLinesOnWithoutTheirEnds() {
        assertThat(texts("a\nb\r\n\n\r\nlast")).containsExactly("a", "b", "", "", "last");
        assertThat(texts("")).isEmpty();
        assertThat(texts("\n")).containsExactly("");
        assertThat(texts("in\rside\n")).containsExactly("in\rside");
    }

    @Test
    void tellsWhosePrintedIt() {
        assertThat(pump(stream("x\n"), Stream.ERR, null)).containsExactly(new OutputLine("child", 42, Stream.ERR, "x"));
    }

    @Test
    void puttingPiecesTogetherLosesNothing() {
        Random random = new Random(4);
        StringBuilder text = new StringBuilder();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            String line = "☃ä\uD83D\uDE80x".repeat(random.nextInt(300));
            expected.add(line);
            text.append(line).append('\n');
        }
        assertThat(texts(text.toString())).isEqualTo(expected);
    }

    @Test
    void aLineThatIsTooLongComesInPieces() {
        String line = "y".repeat(2 * OutputPump.MAX_LINE_BYTES + 10);
        List<String> pieces = texts(line + "\nz\n");
        assertThat(pieces).hasSize(4);
        assertThat(String.join("", pieces.subList(0, 3))).isEqualTo(line);
        assertThat(pieces.getLast()).isEqualTo("z");
    }

    @Test
    void tellsStreamsThatShareAPipeApart() {
        String printed = MARK + "out\nerr\n" + MARK + "\n" + "no" + MARK + "mark\n\u0001mar\n" + MARK + "unended";
        assertThat(pump(stream(printed), Stream.ERR, MARK)).extracting(line -> line.stream() + " " + line.text())
                .containsExactly(
                        "OUT out", "ERR err", "OUT ", "ERR no" + MARK + "mark", "ERR \u0001mar", "OUT unended");
        assertThat(tail.text()).isEqualTo("err\nno" + MARK + "mark\n\u0001mar");
    }

    @Test
    void whatWasReadBeforeAFaultIsPassedOn() {
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("closed");
            }
        };
        assertThat(pump(new SequenceInputStream(stream("a\nb"), failing), Stream.OUT, null))
                .extracting(OutputLine::text)
                .containsExactly("a", "b");
    }

    @Test
    void aHandlerThatThrowsGetsTheNextLine() {
        List<String> seen = new ArrayList<>();
        OutputTarget target = new OutputTarget(line -> {
            seen.add(line.text());
            throw new IllegalStateException("on purpose");
        }, false);
        new OutputPump(stream("a\nb\n"), Stream.OUT, () -> "child", 42, target, tail, null).start().join();
        assertThat(seen).containsExactly("a", "b");
    }

    @Test
    void theLastLinesAreKeptWithinBounds() {
        for (int i = 0; i < 100; i++) {
            tail.add(i + "x".repeat(1000));
        }
        assertThat(tail.text().lines()).hasSize(40);
        assertThat(tail.text()).startsWith("60x").hasSizeLessThan(20_000).endsWith(" ...");
    }

    @Test
    void marksAreUnpredictable() {
        assertThat(OutMark.random()).hasSize(18).isNotEqualTo(OutMark.random());
    }
}
