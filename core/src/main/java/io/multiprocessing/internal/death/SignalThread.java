package io.multiprocessing.internal.death;

/**
 * The JVM runs the handler of each signal that ends it in a thread of its own, which waits until the shutdown is over.
 */
public final class SignalThread {
    private SignalThread() {}

    /** The number of the signal that this thread handles; 0 for any other thread. */
    public static int signalOf(Thread thread) {
        return switch (thread.getName()) {
            case "SIGTERM handler" -> 15;
            case "SIGINT handler" -> 2;
            case "SIGHUP handler" -> 1;
            default -> 0;
        };
    }
}
