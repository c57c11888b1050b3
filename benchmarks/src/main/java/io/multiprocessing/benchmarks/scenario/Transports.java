package io.multiprocessing.benchmarks.scenario;

import com.google.common.base.Splitter;
import io.multiprocessing.Multiprocessing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which transports are measured. */
final class Transports {
    static final List<String> ALL = List.of("pipe", "socket", "sharedmem");
    static final String FLAGSHIP = "sharedmem";

    private static final Map<String, Optional<String>> OBSTACLES = new ConcurrentHashMap<>();

    private Transports() {}

    /**
     * Why a variant can't be measured here; empty when it can.
     *
     * @param variant a transport's name, with or without more behind a hyphen; or a peer's
     */
    static Optional<String> obstacleOf(String variant) {
        String transport = Splitter.on('-').split(variant).iterator().next();
        boolean isBareChannel = variant.endsWith("-echo");
        return ALL.contains(transport) && !isBareChannel
                ? OBSTACLES.computeIfAbsent(transport, Transports::find)
                : Optional.empty();
    }

    private static Optional<String> find(String transport) {
        try {
            Multiprocessing.open(transport).close();
            return Optional.empty();
        } catch (IllegalArgumentException unavailable) {
            return Optional.of(String.valueOf(unavailable.getMessage()));
        }
    }
}
