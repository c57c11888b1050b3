package io.multiprocessing.internal.pool.thread;

/**
 * Runs what may block, or is a user's code, in a virtual thread of its own. When the system gives the JVM no more
 * threads, and so no carrier for it, then in this one, though it may hold the crew's lock: a future that is completed
 * in the wrong place is better than one that never is.
 */
public final class Elsewhere {
    private Elsewhere() {}

    public static void run(String name, Runnable action) {
        try {
            Thread.ofVirtual().name(name).start(action);
        } catch (OutOfMemoryError | LinkageError e) {
            // A LinkageError where even the class of virtual threads could not be initialized for want of a thread.
            action.run();
        }
    }
}
