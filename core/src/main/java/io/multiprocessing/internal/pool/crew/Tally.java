package io.multiprocessing.internal.pool.crew;

/** What has been counted so far. Guarded by the crew's lock. */
final class Tally {
    long succeeded;
    long failed;
    long cancelled;
    long restarts;

    /** A worker has returned a value, or what a task threw. */
    void returned(boolean isValue) {
        if (isValue) {
            succeeded++;
        } else {
            failed++;
        }
    }
}
