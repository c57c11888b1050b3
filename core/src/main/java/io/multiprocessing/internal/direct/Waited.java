package io.multiprocessing.internal.direct;

/** How a wait ended. */
public enum Waited {
    /** What was waited for is there. */
    DONE,
    TIMED_OUT,
    /** The thread's interrupt status is cleared. */
    INTERRUPTED,
    /** The object's maker has ended or left the family. */
    GONE
}
