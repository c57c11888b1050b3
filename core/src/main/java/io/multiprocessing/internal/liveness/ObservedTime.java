package io.multiprocessing.internal.liveness;

/**
 * Time in which this process was awake: the sum of the steps of a thread that looks regularly, each of which counts no
 * more than a step should take. A process that was paused for a minute has observed nothing of that minute, and can
 * blame nobody for having been silent in it.
 */
final class ObservedTime {
    private final long largestStepNanos;
    private long last;
    private boolean begun;

    ObservedTime(long largestStepNanos) {
        this.largestStepNanos = largestStepNanos;
    }

    /** The time since the last step, as far as it counts. */
    long step(long nanoTime) {
        long elapsed = begun ? Math.clamp(nanoTime - last, 0, largestStepNanos) : 0;
        begun = true;
        last = nanoTime;
        return elapsed;
    }
}
