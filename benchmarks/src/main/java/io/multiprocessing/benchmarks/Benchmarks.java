package io.multiprocessing.benchmarks;

import io.multiprocessing.benchmarks.report.Circumstances;
import io.multiprocessing.benchmarks.report.MarkdownTable;
import io.multiprocessing.benchmarks.report.RatioChart;
import io.multiprocessing.benchmarks.report.Report;
import io.multiprocessing.benchmarks.report.Summary;
import io.multiprocessing.benchmarks.report.goal.GoalsTable;
import io.multiprocessing.benchmarks.scenario.Catalog;
import io.multiprocessing.benchmarks.suite.Effort;
import io.multiprocessing.benchmarks.suite.Scenario;
import io.multiprocessing.benchmarks.suite.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program behind {@code benchmarks/run}. */
@Command(
        name = "benchmarks/run",
        sortOptions = false,
        description = "Measures processes beside their peers and writes JSON, a table and a chart.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {"0:all that was asked for was measured", "1:something failed", "2:bad arguments"})
@SuppressWarnings("NullAway.Init") // picocli sets the fields.
public final class Benchmarks implements Callable<Integer> {
    private static final String PARTIAL = "partial";

    @Spec
    private CommandSpec spec;

    @ArgGroup
    private @Nullable EffortOption effort;

    @Option(
            names = "--filter",
            paramLabel = "REGEX",
            description = "Only scenarios in whose name it is found; the files are then called partial.*")
    private @Nullable Pattern filter;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "${sys:benchmarks.home:-benchmarks}/results",
            description = "Where the files go: ${DEFAULT-VALUE} by default.")
    private Path out;

    @Option(names = "--list", description = "Only list the scenarios, their peers and variants.")
    private boolean list;

    @Option(
            names = "--render",
            paramLabel = "FILE",
            description = "Measure nothing: make table and chart of this JSON file again.")
    private @Nullable Path render;

    @Option(
            names = "--summary",
            paramLabel = "FILE",
            description = "Also write a summary into this file, such as README.md, between the lines that mark its place.")
    private @Nullable Path summary;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this.")
    boolean help;

    private static final class EffortOption {
        @Option(names = "--quick",
                description = "Less than five minutes, for a first impression; without it less than forty.")
        boolean quick;

        @Option(names = "--smoke", description = "Only show that everything runs: the figures mean nothing.")
        boolean smoke;
    }

    public static void main(String[] args) {
        System.exit(new CommandLine(new Benchmarks()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (render != null) {
            return render(Report.read(render), render.resolveSibling(stem(render)));
        }
        try (var catalog = new Catalog(effort())) {
            List<Scenario> scenarios = chosen(catalog.scenarios());
            if (list) {
                scenarios.forEach(this::describe);
                return 0;
            }
            return measure(scenarios, effort());
        }
    }

    private Effort effort() {
        if (effort == null) {
            return Effort.FULL;
        }
        return effort.smoke ? Effort.SMOKE : Effort.QUICK;
    }

    private List<Scenario> chosen(List<Scenario> all) {
        List<Scenario> chosen = all.stream()
                .filter(scenario -> filter == null || filter.matcher(scenario.name()).find())
                .toList();
        if (chosen.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "No scenario's name contains " + filter
                    + "; there are: " + String.join(", ", all.stream().map(Scenario::name).toList()));
        }
        return chosen;
    }

    private void describe(Scenario scenario) {
        spec.commandLine()
                .getOut()
                .printf(
                        "%s: %s, %s. Peer: %s. Variants: %s%n",
                        scenario.name(),
                        scenario.title(),
                        scenario.unit(),
                        scenario.peer(),
                        String.join(", ", scenario.variants().stream().map(variant -> variant.name()).toList()));
    }

    private int measure(List<Scenario> scenarios, Effort chosen) throws IOException, InterruptedException {
        Files.createDirectories(out);
        Circumstances circumstances = Circumstances.here(Path.of(System.getProperty("benchmarks.home", "benchmarks")));
        var report = new Report(
                Report.SCHEMA,
                chosen.name(),
                chosen.rounds(),
                circumstances,
                new Suite(chosen, new ProgressLines(spec.commandLine().getErr(), chosen)).run(scenarios));
        Path stem = out.resolve(filter == null ? chosen.name() : PARTIAL);
        report.write(sibling(stem, ".json"));
        return render(report, stem);
    }

    private int render(Report report, Path stem) throws IOException {
        String table = MarkdownTable.of(report) + GoalsTable.of(report);
        Files.writeString(sibling(stem, ".md"), table);
        RatioChart.write(report, sibling(stem, ".png"));
        if (summary != null) {
            Summary.replaceIn(summary, report);
        }
        spec.commandLine().getOut().print(table);
        spec.commandLine().getOut().printf("%nWritten: %s.{json,md,png}%n", stem);
        spec.commandLine().getOut().flush();
        return report.hasFailures() ? 1 : 0;
    }

    private static String stem(Path file) {
        return file.getFileName().toString().replaceFirst("\\.json$", "");
    }

    private static Path sibling(Path stem, String extension) {
        return stem.resolveSibling(stem.getFileName() + extension);
    }
}
