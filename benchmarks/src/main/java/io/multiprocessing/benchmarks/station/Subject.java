package io.multiprocessing.benchmarks.station;

import java.time.Duration;

/**
 * What a station measures: one variant of all the scenarios of a room. Opened by a constructor that takes the {@link
 * Settings}. Used by one thread.
 */
public interface Subject extends AutoCloseable {
    /**
     * Measures once.
     *
     * @param what which of the things that it can measure
     * @param slice for how long, about; what is one event by nature ignores it
     * @throws Exception when the figure would be wrong or missing
     */
    Measurement measure(String what, Duration slice) throws Exception;

    @Override
    void close() throws Exception;
}
