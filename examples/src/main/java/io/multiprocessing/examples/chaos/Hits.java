package io.multiprocessing.examples.chaos;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Which workers were hit so that they may die, when, and how long their tasks' futures took to say so. A process is
 * known by its id and its start: in a long run ids come again. Thread-safe.
 */
final class Hits {
    private record Victim(long pid, Optional<Instant> start) {
        static Victim of(ProcessHandle process) {
            return new Victim(process.pid(), process.info().startInstant());
        }
    }

    /** Those that may die. */
    private final Set<Victim> victims = ConcurrentHashMap.newKeySet();
    /** Those of them that will. */
    private final Set<Victim> doomed = ConcurrentHashMap.newKeySet();
    private final Map<Long, Long> killedAt = new ConcurrentHashMap<>();
    private final AtomicInteger kills = new AtomicInteger();
    private final AtomicInteger stops = new AtomicInteger();
    private final Times untilFailure = new Times();

    /** That worker is about to be killed. */
    void killing(ProcessHandle process) {
        mayDie(process);
        doomed.add(Victim.of(process));
        killedAt.put(process.pid(), System.nanoTime());
    }

    /** It was. */
    void killed() {
        kills.incrementAndGet();
    }

    /** That worker is about to be stopped for good. */
    void stopping(ProcessHandle process) {
        mayDie(process);
        doomed.add(Victim.of(process));
        stops.incrementAndGet();
    }

    /** Less was meant, but on this machine it took so long that the worker may be given up. */
    void mayDie(ProcessHandle process) {
        victims.add(Victim.of(process));
    }

    /** A future has failed with that worker's death. */
    void failed(long pid) {
        Long killed = killedAt.remove(pid);
        if (killed != null) {
            untilFailure.add(System.nanoTime() - killed);
        }
    }

    boolean isDoomed(ProcessHandle process) {
        return doomed.contains(Victim.of(process));
    }

    /** How many processes of that id may have died. */
    long deathsAllowed(long pid) {
        return victims.stream().filter(victim -> victim.pid == pid).count();
    }

    int kills() {
        return kills.get();
    }

    int stops() {
        return stops.get();
    }

    /** From the kill of a busy worker to the failure of its task's future. */
    Times untilFailure() {
        return untilFailure;
    }
}
