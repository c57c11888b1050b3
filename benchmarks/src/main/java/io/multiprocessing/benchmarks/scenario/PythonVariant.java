package io.multiprocessing.benchmarks.scenario;

import io.multiprocessing.benchmarks.peer.Python;
import io.multiprocessing.benchmarks.suite.Effort;
import io.multiprocessing.benchmarks.suite.Sample;
import io.multiprocessing.benchmarks.suite.Variant;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A variant that Python measures. */
final class PythonVariant implements Variant {
    private final String name;
    private final Python python;
    private final Function<Effort, String> request;
    private boolean asked;

    private PythonVariant(String name, Python python, Function<Effort, String> request) {
        this.name = name;
        this.python = python;
        this.request = request;
    }

    /** Measures one event. */
    static Variant once(String name, Python python, String request) {
        return new PythonVariant(name, python, effort -> request);
    }

    /** Measures an action that is repeated as long as the effort says. */
    static Variant repeated(String name, Python python, String request) {
        return new PythonVariant(
                name, python, effort -> request + " " + effort.measured().toMillis() / 1000.0);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<String> obstacle() {
        return Python.obstacle();
    }

    @Override
    public Sample measure(Effort effort) throws IOException {
        if (!asked && effort.counts()) {
            python.ask(request.apply(Effort.SMOKE)); // What Python does for the first time does not count.
            asked = true;
        }
        List<Double> figures = python.ask(request.apply(effort));
        return new Sample(figures.getFirst(), figures.size() > 1 ? figures.get(1) : null);
    }
}
