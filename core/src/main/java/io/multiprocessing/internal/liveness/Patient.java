package io.multiprocessing.internal.liveness;

/** A process that is watched. Its methods do not block. */
public interface Patient {
    /** Whether answers are to be expected: it is up, and its link is. */
    boolean isListening();

    /** The process id. */
    long pid();

    /** What is known of its signs of life. */
    Pulse pulse();

    /** Asks it for a sign of life. */
    void ping();

    /** Kills it because it gives none. */
    void giveUp(String reason);
}
