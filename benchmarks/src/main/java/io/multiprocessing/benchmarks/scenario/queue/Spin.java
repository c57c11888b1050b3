package io.multiprocessing.benchmarks.scenario.queue;

/**
 * How a peer that never blocks waits: it spins, and lets others run from time to time. On a machine with fewer
 * processors than busy threads it would otherwise keep its own partner from running.
 */
final class Spin {
    private static final int SPINS_BETWEEN_YIELDS = 2_000;

    private int spins;

    void reset() {
        spins = 0;
    }

    void idle() {
        if (++spins % SPINS_BETWEEN_YIELDS == 0) {
            Thread.yield();
        } else {
            Thread.onSpinWait();
        }
    }
}
