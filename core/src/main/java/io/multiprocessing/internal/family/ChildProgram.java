package io.multiprocessing.internal.family;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** What a child runs. Travels in the START frame. */
public interface ChildProgram extends Serializable {
    /**
     * Runs in the child's main thread. What it throws is reported as an uncaught exception and makes the exit status 1.
     */
    void run(Member self) throws Throwable;

    /** What the user wants to be run; null when there is nothing of his in this program. */
    default @Nullable Object job() {
        return null;
    }
}
