package io.multiprocessing.benchmarks.scenario.lock;

import io.multiprocessing.benchmarks.program.ParentWatch;
import java.nio.file.Path;

/** The program of the party that follows over a file. */
final class FileMutexPartner {
    private FileMutexPartner() {}

    public static void main(String[] args) throws Exception {
        ParentWatch.endWithStandardInput();
        FileMutex mutex = FileMutex.in(Path.of(args[0]));
        new Relay(Contest.mapped(Path.of(args[1])), mutex, Relay.SECOND).follow();
        Runtime.getRuntime().halt(0);
    }
}
