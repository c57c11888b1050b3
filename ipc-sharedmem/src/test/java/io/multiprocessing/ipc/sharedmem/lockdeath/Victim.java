package io.multiprocessing.ipc.sharedmem.lockdeath;

import java.io.Serializable;

/**
 * A process that dies, or stops, at a place.
 *
 * @param nth at which time that it comes there
 * @param signal which it sends itself there, without SIG
 */
record Victim(long number, Act act, String point, int nth, String signal, Scene scene) implements Serializable {
    private static final String POINT_PROPERTY = "io.multiprocessing.killPoints";

    void run() throws InterruptedException {
        // Before the first use of the scene: the points are read once.
        System.setProperty(POINT_PROPERTY, point + ":" + nth);
        System.setProperty(POINT_PROPERTY + ".signal", signal);
        while (!scene.hasBegun(number)) {
            Thread.sleep(1);
        }
        for (long round = 0; true; round++) {
            try {
                act.victimsRound(scene, round);
            } catch (Act.NotThisTime e) {
                // Next time, then.
            }
        }
    }
}
