package io.multiprocessing.examples.chaos;

import java.time.Duration;

/**
 * What is to be done, to whom.
 *
 * @param kills how many workers are killed by SIGKILL; stops and starvation come on top
 * @param workers how many the pool keeps
 * @param seed of all that is random, but for the machine
 * @param livenessGrace after which a stopped worker is to be given up
 * @param pause between two assaults, on average
 */
record ChaosSettings(
        String transport, int kills, int workers, long seed, Duration livenessGrace, Duration pause) {
    static final int WORKERS = 4;
    static final Duration LIVENESS_GRACE = Duration.ofSeconds(2);
    static final Duration PAUSE = Duration.ofMillis(50);

    static ChaosSettings of(String transport, int kills, long seed) {
        return new ChaosSettings(transport, kills, WORKERS, seed, LIVENESS_GRACE, PAUSE);
    }
}
