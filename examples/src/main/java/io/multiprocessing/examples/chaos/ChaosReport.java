package io.multiprocessing.examples.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What came of it.
 *
 * @param unresolved futures that were not done in time
 * @param unfenced stopped workers that their family did not end in time
 * @param left what is there now but was not before
 */
record ChaosReport(
        ChaosSettings settings,
        Duration time,
        long tasks,
        long unresolved,
        int unfenced,
        Audit audit,
        Hits hits,
        Assailant assailant,
        Set<String> left) {
    private static final double KERNEL_MILLIS = 10;
    private static final double FAILURE_MILLIS = 50;
    private static final int MOST_SHOWN = 20;

    /** All that should not be, one line each; empty when all is well. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        if (hits.kills() < settings.kills()) {
            faults.add("only " + hits.kills() + " of " + settings.kills() + " workers could be killed");
        }
        if (unresolved > 0) {
            faults.add(unresolved + " futures are unresolved");
        }
        if (unfenced > 0) {
            faults.add(unfenced + " stopped workers were not ended");
        }
        addAll(faults, "collateral failure: ", audit.collateral());
        addAll(faults, "double run: ", audit.doubleRuns());
        addAll(faults, "lost: ", audit.lost());
        addAll(faults, "left behind: ", left);
        return faults;
    }

    private static void addAll(List<String> faults, String kind, Collection<String> all) {
        all.stream().limit(MOST_SHOWN).map(kind::concat).forEach(faults::add);
        if (all.size() > MOST_SHOWN) {
            faults.add(kind + (all.size() - MOST_SHOWN) + " more");
        }
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append("%s: %,d tasks, %d workers, seed %d, %d s%n".formatted(
                settings.transport(), tasks, settings.workers(), settings.seed(), time.toSeconds()));
        line(text, "kills", hits.kills() + ", of which " + hits.untilFailure().count() + " failed a task");
        line(text, "stopped", hits.stops() + " beyond the grace of " + settings.livenessGrace().toMillis() + " ms, "
                + assailant.shortStops() + " for less; starved " + assailant.starved());
        line(text, "unresolved futures", unresolved);
        line(text, "collateral failures", audit.collateral().size());
        line(text, "double runs", audit.doubleRuns().size());
        line(text, "lost tasks", audit.lost().size());
        line(text, "left behind", "%d descriptors, %d threads, %d processes, %d files, %d mappings".formatted(
                left("descriptor"), left("thread"), left("process"), left("file"), left("mapping")));
        line(text, "death to failure", hits.untilFailure());
        line(text, "kernel's own notice", assailant.kernel());
        line(text, "within 50 ms at p99", verdict());
        faults().forEach(fault -> text.append("  ! ").append(fault).append('\n'));
        return text.toString();
    }

    private long left(String kind) {
        return left.stream().filter(thing -> thing.startsWith(kind + " ")).count();
    }

    private static void line(StringBuilder text, String name, Object value) {
        text.append("  %-21s %s%n".formatted(name, value));
    }

    /** A machine on which the kernel's own notice is late tells nothing about anybody else. */
    private String verdict() {
        if (assailant.kernel().millis(0.99) >= KERNEL_MILLIS) {
            return "can't be judged: the kernel's own notice takes more than 10 ms here";
        }
        return hits.untilFailure().millis(0.99) <= FAILURE_MILLIS ? "yes" : "no";
    }
}
