package io.multiprocessing.benchmarks.suite;

import java.util.Optional;

/** One way to do what a scenario asks for. Used by one thread. */
public interface Variant extends AutoCloseable {
    /** Unique in its scenario. */
    String name();

    /** Why it can't be measured here; empty when it can. Asked once, before anything is measured. */
    default Optional<String> obstacle() {
        return Optional.empty();
    }

    /**
     * Gets ready for turns that count, which takes as long as it takes. Called once a round.
     *
     * @throws Exception as {@link #measure} does
     */
    default void warmUp(Effort effort) throws Exception {}

    /**
     * Measures once.
     *
     * @throws Exception when the figure would be wrong or missing: the variant gets no more turns
     */
    Sample measure(Effort effort) throws Exception;

    /** Frees what was kept from turn to turn. */
    @Override
    default void close() {}
}
