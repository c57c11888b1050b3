package io.multiprocessing.examples.download;

import io.multiprocessing.Multiprocessing;
import io.multiprocessing.examples.download.demo.Demonstration;
import io.multiprocessing.examples.download.fetch.FetchLimits;
import io.multiprocessing.examples.download.fetch.FetchProgress;
import io.multiprocessing.examples.download.fetch.PartMeta;
import io.multiprocessing.examples.download.names.NameAssigner;
import io.multiprocessing.examples.download.show.BarDisplay;
import io.multiprocessing.examples.download.show.LineDisplay;
import io.multiprocessing.examples.download.show.ProgressDisplay;
import io.multiprocessing.examples.download.show.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The command line of {@code examples/download}. */
@Command(
        name = "download",
        mixinStandardHelpOptions = true,
        version = "download 0.1.0, an example of Multiprocessing",
        sortOptions = false,
        synopsisHeading = "",
        customSynopsis = {
            "Usage: download [OPTIONS] URL...",
            "       download [--short] [--transport NAME]"
        },
        description = {
            "Downloads files in parallel, each in a worker process of its own.",
            "Without a URL, it demonstrates itself: it serves files to itself at a limited rate and compares"
                    + " downloading them one after another with downloading them in parallel.%n"
        },
        footer = {
            "",
            "A file grows under the name NAME.part and is moved into place when it is whole. Run the same command again"
                    + " after an interruption: what is there is continued where the server allows it. No file is ever"
                    + " replaced; a name that is taken becomes NAME (2).",
            "",
            "Exit status: 0 all is there, 1 some URL failed, 2 wrong arguments, 130 interrupted."
        })
public final class Download implements Callable<Integer> {
    private static final int DEFAULT_WORKERS = 4;

    @Parameters(
            paramLabel = "URL",
            arity = "0..*",
            description = "http or https; \"-\" reads a list from standard input, one a line, # begins a comment.")
    private List<String> arguments = new ArrayList<>();

    @Option(
            names = {"-w", "--workers"},
            paramLabel = "N",
            description = "Download N files at a time (default: " + DEFAULT_WORKERS + ", or as many as there are).")
    private @Nullable Integer workers;

    @Option(
            names = {"-t", "--transport"},
            paramLabel = "NAME",
            description = "How the processes talk to each other: pipe, socket or sharedmem (default: the best).")
    private @Nullable String transport;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            description = "Where the files go; made if it is missing (default: the current directory).")
    private @Nullable Path out;

    @Option(names = "--sha256", description = "Print each file's SHA-256 checksum.")
    private boolean sha256;

    @Option(names = "--json", description = "Print the result as one JSON object on standard output.")
    private boolean json;

    @Option(
            names = {"-s", "--skip-existing"},
            description = "Take a file of the same name that is there already for the one wanted.")
    private boolean skipExisting;

    @Option(
            names = "--retries",
            paramLabel = "N",
            description = "Try again N times in a row without getting any further (default: 4).")
    private @Nullable Integer retries;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "How long a server may be silent (default: 30).")
    private @Nullable Integer timeout;

    @Option(
            names = {"-q", "--quiet"},
            description = "Show no progress.")
    private boolean quiet;

    @Option(names = "--short", description = "A shorter demonstration.")
    private boolean isShort;

    @Spec
    private CommandSpec spec;

    private final InputStream standardInput;
    private final PrintStream standardOutput;
    private final PrintStream standardError;

    @SuppressWarnings("NullAway.Init") // picocli sets spec
    Download(InputStream standardInput, PrintStream standardOutput, PrintStream standardError) {
        this.standardInput = standardInput;
        this.standardOutput = standardOutput;
        this.standardError = standardError;
    }

    public static void main(String[] args) {
        System.exit(execute(args, System.in, System.out, System.err));
    }

    /** Runs the program in this process, and returns its exit status. */
    static int execute(String[] args, InputStream in, PrintStream out, PrintStream err) {
        return new CommandLine(new Download(in, out, err))
                .setOut(new PrintWriter(out, true, out.charset()))
                .setErr(new PrintWriter(err, true, err.charset()))
                .setParameterExceptionHandler(Download::explain)
                .setExecutionExceptionHandler(Download::complain)
                .execute(args);
    }

    private static int explain(ParameterException problem, String... args) {
        CommandLine commandLine = problem.getCommandLine();
        PrintWriter err = commandLine.getErr();
        err.println("download: " + problem.getMessage());
        err.print(commandLine.getHelp().synopsis(0));
        err.println("       download --help");
        return commandLine.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static int complain(Exception problem, CommandLine commandLine, ParseResult parsed) {
        commandLine.getErr().println("download: " + Outcome.failed("", problem).reason());
        return commandLine.getCommandSpec().exitCodeOnExecutionException();
    }

    @Override
    public Integer call() throws Exception {
        return arguments.isEmpty() ? demonstrate() : download();
    }

    private int demonstrate() throws Exception {
        if (workers != null || out != null || sha256 || json || skipExisting || retries != null || timeout != null) {
            throw new ParameterException(spec.commandLine(), "What should be downloaded? There is no URL.");
        }
        List<String> transports = new ArrayList<>();
        for (String candidate : transport == null ? List.of("pipe", "socket", "sharedmem") : List.of(transport)) {
            try {
                Multiprocessing.open(candidate).close();
                transports.add(candidate);
            } catch (IllegalArgumentException unavailable) {
                check(transport == null, "--transport: " + unavailable.getMessage());
                standardError.println("Without " + candidate + ". " + unavailable.getMessage());
            }
        }
        return new Demonstration(transports, isShort, standardOutput).run() ? 0 : 1;
    }

    private int download() throws IOException, InterruptedException {
        check(!isShort, "--short is for the demonstration, which is what runs without a URL.");
        check(workers == null || workers >= 1, "--workers must be at least 1.");
        check(retries == null || retries >= 0, "--retries must not be negative.");
        check(timeout == null || timeout >= 1, "--timeout must be at least 1.");
        Path directory = directory();
        List<String> urls = UrlList.of(arguments, standardInput);
        long start = System.nanoTime();
        Report report = run(urls, directory, start);
        if (json) {
            standardOutput.print(report.json());
        } else {
            standardOutput.print(report.text());
        }
        standardOutput.flush();
        return report.failed().isEmpty() ? 0 : 1;
    }

    private Report run(List<String> urls, Path directory, long start) throws IOException, InterruptedException {
        int atATime = Math.max(1, Math.min(workers == null ? DEFAULT_WORKERS : workers, urls.size()));
        FetchLimits limits = FetchLimits.DEFAULT
                .withRetries(retries == null ? FetchLimits.DEFAULT.retries() : retries)
                .withStall(timeout == null ? FetchLimits.DEFAULT.stall() : Duration.ofSeconds(timeout));
        var settings = new Run.Settings(directory, atATime, sha256, skipExisting, limits);
        var names = new NameAssigner(directory, skipExisting, PartMeta.unfinishedIn(directory));
        try (ProgressDisplay display = display(urls.size());
                Interruption interruption = Interruption.expect(display, standardError)) {
            Run run = new Run(urls, settings, names, display);
            try (ProcessCrew crew = crew(atATime, run)) {
                List<Outcome> outcomes = run.complete(crew);
                Duration time = Duration.ofNanos(System.nanoTime() - start);
                interruption.waitIfItHappened();
                return new Report(directory, crew.transport(), atATime, outcomes, time);
            }
        }
    }

    private ProcessCrew crew(int atATime, FetchProgress.Listener listener) {
        try {
            return new ProcessCrew(transport, atATime, listener);
        } catch (IllegalArgumentException noSuchTransport) {
            throw new ParameterException(spec.commandLine(), "--transport: " + noSuchTransport.getMessage());
        }
    }

    private ProgressDisplay display(int count) {
        if (quiet) {
            return ProgressDisplay.NONE;
        }
        return Terminal.ofStandardError()
                .<ProgressDisplay>map(terminal -> new BarDisplay(standardError, terminal))
                .orElseGet(() -> new LineDisplay(standardError, count));
    }

    private Path directory() {
        Path directory = (out == null ? Path.of("") : out).toAbsolutePath();
        try {
            directory = Files.createDirectories(directory).toRealPath();
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "--out: can't make the directory " + directory + ": "
                    + (Files.exists(directory) ? "a file is in the way" : e.getMessage()));
        }
        check(Files.isWritable(directory), "--out: can't write to " + directory);
        return directory;
    }

    private void check(boolean condition, String otherwise) {
        if (!condition) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }
}
