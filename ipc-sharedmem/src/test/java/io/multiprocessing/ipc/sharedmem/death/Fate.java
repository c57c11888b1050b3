package io.multiprocessing.ipc.sharedmem.death;

import java.util.Random;

/** How a victim ends. */
public enum Fate {
    KILLED("KILL"),
    STOPPED_AND_KILLED("STOP"),
    /** It goes on, and is killed at any moment later. */
    STOPPED_AND_CONTINUED("STOP");

    private final String signal;

    Fate(String signal) {
        this.signal = signal;
    }

    /** Most are killed. */
    public static Fate random(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> STOPPED_AND_KILLED;
            case 1 -> STOPPED_AND_CONTINUED;
            default -> KILLED;
        };
    }

    /** Which the victim sends itself, without SIG. */
    String signal() {
        return signal;
    }
}
