package io.multiprocessing.benchmarks.scenario;

import io.multiprocessing.benchmarks.station.Measurement;
import io.multiprocessing.benchmarks.station.Station;
import io.multiprocessing.benchmarks.suite.Effort;
import io.multiprocessing.benchmarks.suite.Sample;
import io.multiprocessing.benchmarks.suite.Variant;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A variant that a station measures; several variants, one in each scenario of a room, share a station. */
final class StationVariant implements Variant {
    private static final double NANOS_PER_MICRO = 1e3;

    private final String name;
    private final String what;
    private final SharedStation station;
    private final Supplier<Optional<String>> obstacle;

    StationVariant(String name, String what, SharedStation station, Supplier<Optional<String>> obstacle) {
        this.name = name;
        this.what = what;
        this.station = station;
        this.obstacle = obstacle;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<String> obstacle() {
        return obstacle.get();
    }

    @Override
    public void warmUp(Effort effort) throws IOException {
        if (effort.counts()) {
            station.opened(effort).ask(what, effort.warmup());
        }
    }

    @Override
    public Sample measure(Effort effort) throws IOException {
        Station.Answer answer = station.opened(effort).ask(what, effort.slice());
        Measurement found = answer.measurement();
        return new Sample(found.median(), Double.isNaN(found.tail()) ? null : found.tail(), cpu(answer));
    }

    private static @Nullable Double cpu(Station.Answer answer) {
        long operations = answer.measurement().operations();
        return operations > 1 && answer.cpuNanos() > 0 ? answer.cpuNanos() / NANOS_PER_MICRO / operations : null;
    }

    @Override
    public void close() {
        station.close();
    }
}
