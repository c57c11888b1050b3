package io.multiprocessing.benchmarks.scenario.start;

import java.io.IOException;

/** Starts processes, cold. */
interface Starter extends AutoCloseable {
    /**
     * Runs one process to its end.
     *
     * @return when its first line ran
     */
    long runProcess() throws IOException, InterruptedException;

    /**
     * Runs so many processes at once.
     *
     * @return when the last of them was ready for work
     */
    long runPool(int workers) throws IOException, InterruptedException;

    @Override
    void close();
}
