package io.multiprocessing.examples.chaos;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which workers were hit so that they may die, when, and how long their tasks' futures took to say so. Thread-safe. */
final class Hits {
    private final Map<Long, Long> kills = new ConcurrentHashMap<>();
    private final Set<Long> stops = ConcurrentHashMap.newKeySet();
    private final Times untilFailure = new Times();

    /** That worker is about to be killed. */
    void killing(long pid) {
        kills.put(pid, System.nanoTime());
    }

    /** It had ended before. */
    void missed(long pid) {
        kills.remove(pid);
    }

    /** That worker is about to be stopped for good. */
    void stopping(long pid) {
        stops.add(pid);
    }

    /** A future has failed with that worker's death. */
    void failed(long pid) {
        Long killed = kills.get(pid);
        if (killed != null) {
            untilFailure.add(System.nanoTime() - killed);
        }
    }

    boolean mayHaveDied(long pid) {
        return kills.containsKey(pid) || stops.contains(pid);
    }

    int kills() {
        return kills.size();
    }

    int stops() {
        return stops.size();
    }

    /** From the kill of a busy worker to the failure of its task's future. */
    Times untilFailure() {
        return untilFailure;
    }
}
