package io.multiprocessing.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchmarksTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(String... arguments) {
        return new CommandLine(new Benchmarks())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    @Test
    void aFilterChoosesScenarios() {
        assertThat(execute("--list", "--filter", "task-round-trip|tasks-by")).isZero();
        assertThat(out.toString().lines())
                .hasSize(3)
                .allMatch(line -> line.contains("task") && line.contains("Peer: threads"));
    }

    @Test
    void aFilterThatFindsNothingIsABadArgument() {
        assertThat(execute("--filter", "no-such-thing")).isEqualTo(2);
        assertThat(err.toString()).contains("no-such-thing", "parallel-download-bytes");
    }
}
