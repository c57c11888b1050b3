package io.multiprocessing.examples.chaos;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program. Its status is 0 when all counts that should be zero are. */
@Command(name = "chaos",
        mixinStandardHelpOptions = true,
        version = "chaos 0.1.0",
        sortOptions = false,
        description = "Runs a pool under load, kills, stops and starves its workers at random, and tells what came of it.")
public final class Chaos implements Callable<Integer> {
    @Option(names = "--transport", description = "pipe, socket or sharedmem; by default each of them in turn")
    private List<String> transports = List.of("pipe", "socket", "sharedmem");

    @Option(names = "--kills", defaultValue = "100",
            description = "how many workers to kill on each (${DEFAULT-VALUE})")
    private int kills;

    @Option(names = "--workers", defaultValue = "4", description = "how many the pool keeps (${DEFAULT-VALUE})")
    private int workers;

    @Option(names = "--seed", description = "of all that is random, but for the machine; by default a new one")
    private long seed = System.nanoTime();

    @Option(names = "--grace",
            defaultValue = "2000",
            description = "milliseconds that a stopped worker is left alone (${DEFAULT-VALUE})")
    private long graceMillis;

    @Option(names = "--pause",
            defaultValue = "50",
            description = "milliseconds between two assaults, on average (${DEFAULT-VALUE})")
    private long pauseMillis;

    private Chaos() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Chaos()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        boolean isWell = true;
        for (String transport : transports) {
            ChaosReport report = new ChaosRun(new ChaosSettings(
                    transport, kills, workers, seed, Duration.ofMillis(graceMillis), Duration.ofMillis(pauseMillis)))
                    .run();
            System.out.println(report.text());
            isWell &= report.faults().isEmpty();
        }
        return isWell ? 0 : 1;
    }
}
