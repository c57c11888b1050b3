package io.multiprocessing.internal.pool;

/** What has been counted so far. Guarded by the crew's lock. */
final class Tally {
    long succeeded;
    long failed;
    long cancelled;
    long restarts;
}
