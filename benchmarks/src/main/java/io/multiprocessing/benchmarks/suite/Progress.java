package io.multiprocessing.benchmarks.suite;

/** Told what goes on, as it goes on. */
public interface Progress {
    void skipped(Scenario scenario, Variant variant, String reason);

    void measured(int round, Scenario scenario, Variant variant, Sample sample);

    void failed(int round, Scenario scenario, Variant variant, Exception failure);
}
