package io.multiprocessing.benchmarks.scenario.start;

import java.io.IOException;

/** Starts processes. */
interface Starter extends AutoCloseable {
    /** Waits until it is as it was before the first start, outside of what is measured. */
    default void settle() throws IOException, InterruptedException {}

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
