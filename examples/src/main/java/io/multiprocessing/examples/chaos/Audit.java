package io.multiprocessing.examples.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares what the futures said with what the ledger knows and with who was hit. */
final class Audit {
    private static final int MOST_ATTEMPTS = 3;

    private final Map<Long, Ledger.Entry> ledger;
    private final Hits hits;
    private final List<String> collateral = new ArrayList<>();
    private final List<String> doubleRuns = new ArrayList<>();
    private final List<String> lost = new ArrayList<>();
    private final Map<Long, List<Long>> failedBy = new HashMap<>();

    Audit(List<Fate> fates, Map<Long, Ledger.Entry> ledger, Hits hits) {
        this.ledger = ledger;
        this.hits = hits;
        fates.forEach(this::check);
    }

    private void check(Fate fate) {
        Ledger.Entry entry = ledger.getOrDefault(fate.task(), new Ledger.Entry());
        if (ranTooOften(fate, entry.began())) {
            doubleRuns.add("task " + fate.task() + " began in processes " + entry.began());
        }
        switch (fate.outcome()) {
            case RETURNED -> {
                if (entry.ends() == 0) {
                    lost.add("task " + fate.task() + " returned without having run");
                }
            }
            case WRONG_ANSWER -> lost.add("task " + fate.task() + " returned another answer than its own");
            case WORKER_DIED -> checkDeath(fate);
            case FAILED -> collateral.add("task " + fate.task() + " failed: " + fate.failure());
        }
    }

    private void checkDeath(Fate fate) {
        List<Long> failed = failedBy.computeIfAbsent(fate.killer(), unused -> new ArrayList<>());
        failed.add(fate.task());
        long allowed = hits.deathsAllowed(fate.killer());
        if (failed.size() > allowed) {
            collateral.add("tasks " + failed + " failed by the death of process " + fate.killer() + ", where "
                    + allowed + " were hit: " + fate.failure());
        }
    }

    /** Again only where that is allowed, and only when the process before is dead. */
    private boolean ranTooOften(Fate fate, List<Long> processes) {
        if (processes.size() <= 1) {
            return false;
        }
        Set<Long> before = new HashSet<>(processes.subList(0, processes.size() - 1));
        return !fate.idempotent()
                || processes.size() > MOST_ATTEMPTS
                || before.size() < processes.size() - 1
                || !before.stream().allMatch(pid -> hits.deathsAllowed(pid) > 0);
    }

    /** Failures of tasks whose worker was not hit. */
    List<String> collateral() {
        return collateral;
    }

    /** Tasks that ran more often than they may. */
    List<String> doubleRuns() {
        return doubleRuns;
    }

    /** Tasks that returned something else than what they did. */
    List<String> lost() {
        return lost;
    }
}
