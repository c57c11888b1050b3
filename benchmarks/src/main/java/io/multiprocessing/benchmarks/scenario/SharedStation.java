package io.multiprocessing.benchmarks.scenario;

import io.multiprocessing.benchmarks.station.Station;
import io.multiprocessing.benchmarks.suite.Effort;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A station that is started when first needed, by an effort that says how. */
final class SharedStation implements AutoCloseable {
    private final Starter starter;
    private @Nullable Station station;

    /** Makes the driver's end of a station. */
    interface Starter {
        Station start(Effort effort) throws IOException;
    }

    SharedStation(Starter starter) {
        this.starter = starter;
    }

    Station opened(Effort effort) throws IOException {
        if (station == null) {
            station = starter.start(effort);
        }
        return station;
    }

    @Override
    public void close() {
        if (station != null) {
            station.close();
            station = null;
        }
    }
}
