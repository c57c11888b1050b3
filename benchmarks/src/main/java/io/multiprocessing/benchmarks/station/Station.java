package io.multiprocessing.benchmarks.station;

import java.io.IOException;
import java.time.Duration;

/** The driver's end of a station. Started at its first request, and again at the first one after {@link #close}. */
public interface Station extends AutoCloseable {
    /**
     * Asks for one measurement.
     *
     * @throws IOException when the station failed; it is gone then
     */
    Answer ask(String what, Duration slice) throws IOException;

    /** Ends it and all that it started. */
    @Override
    void close();

    /**
     * A measurement, and what it cost.
     *
     * @param cpuNanos the time on processors of the station and all that it started, for all operations together; what
     *     ended meanwhile is missing
     */
    record Answer(Measurement measurement, long cpuNanos) {}
}
