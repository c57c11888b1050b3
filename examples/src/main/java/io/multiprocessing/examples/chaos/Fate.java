package io.multiprocessing.examples.chaos;

import org.jspecify.annotations.Nullable;

/**
 * What a task's future said.
 *
 * @param killer the process whose death it names; 0 when it names none
 * @param failure what else it failed with; null when it did not
 */
record Fate(long task, boolean idempotent, Outcome outcome, long killer, @Nullable Throwable failure) {
    enum Outcome {
        RETURNED, WRONG_ANSWER, WORKER_DIED, FAILED
    }
}
