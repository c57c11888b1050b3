package io.multiprocessing.benchmarks.scenario;

import io.multiprocessing.Multiprocessing;
import java.util.List;
import java.util.Optional;

/** Which transports are measured. */
final class Transports {
    static final List<String> ALL = List.of("pipe", "socket", "sharedmem");

    private Transports() {}

    /** Why a transport can't be used here; empty when it can. */
    static Optional<String> obstacle(String transport) {
        try {
            Multiprocessing.open(transport).close();
            return Optional.empty();
        } catch (IllegalArgumentException unavailable) {
            return Optional.of(String.valueOf(unavailable.getMessage()));
        }
    }
}
