package io.multiprocessing.internal.pool.policy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a worker is worn out. Zero, and null, stand for "not limited".
 *
 * @param maxTasks that it does
 * @param maxAge from when it was ready
 * @param maxIdle without a task; then it is not replaced before there are tasks for another
 * @param maxResidentBytes of its process, in memory
 * @param maxHeapBytes still used after a collection of its garbage
 */
public record WearLimits(
        int maxTasks, @Nullable Duration maxAge, @Nullable Duration maxIdle, long maxResidentBytes, long maxHeapBytes) {
    private static final int LOOKS_PER_LIMIT = 10;
    private static final Duration SHORTEST_LOOK = Duration.ofMillis(20);
    private static final Duration LONGEST_LOOK = Duration.ofMillis(500);

    /** How a worker is. */
    public record Wear(int tasks, long residentBytes, long heapBytes) {}

    /** Whether workers must be looked at while they have no task. */
    public boolean needsLooks() {
        return maxAge != null || maxIdle != null || maxResidentBytes > 0;
    }

    /** Why such a worker is to be replaced; null when it is not. */
    public @Nullable String wornOut(Wear wear) {
        if (maxTasks > 0 && wear.tasks >= maxTasks) {
            return "it has done " + wear.tasks + " tasks";
        }
        if (maxResidentBytes > 0 && wear.residentBytes > maxResidentBytes) {
            return "its process has " + wear.residentBytes + " bytes in memory, more than " + maxResidentBytes;
        }
        if (maxHeapBytes > 0 && wear.heapBytes > maxHeapBytes) {
            return "it used " + wear.heapBytes + " bytes of heap after a collection, more than " + maxHeapBytes;
        }
        return null;
    }

    /**
     * Why it is too old; null when it is not. Apart from the rest, since workers of one age should not all go at once.
     */
    public @Nullable String tooOld(Duration age) {
        return maxAge != null && age.compareTo(maxAge) > 0 ? "it is older than " + maxAge : null;
    }

    /** Why it is not needed; null when it is. */
    public @Nullable String tooIdle(Duration idle) {
        return maxIdle != null && idle.compareTo(maxIdle) > 0 ? "it had no task for " + maxIdle : null;
    }

    /** How often to look, at least. */
    public Duration lookEvery() {
        Duration often = LONGEST_LOOK;
        for (Duration limit : new Duration[] {maxAge, maxIdle}) {
            if (limit != null && limit.dividedBy(LOOKS_PER_LIMIT).compareTo(often) < 0) {
                often = limit.dividedBy(LOOKS_PER_LIMIT);
            }
        }
        return often.compareTo(SHORTEST_LOOK) < 0 ? SHORTEST_LOOK : often;
    }
}
