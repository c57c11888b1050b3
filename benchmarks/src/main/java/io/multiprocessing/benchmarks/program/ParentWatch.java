package io.multiprocessing.benchmarks.program;

import java.io.IOException;

/**
 * Ends this program when the one that started it has ended, in whatever way: a benchmark that is killed leaves nothing
 * behind that goes on using processors.
 */
public final class ParentWatch {
    private static final String PARENT = "benchmarks.parent";
    private static final int LEAVING_MILLIS = 5_000;

    private ParentWatch() {}

    /** The JVM option with which a child of this process knows whom to watch. */
    public static String option() {
        return "-D" + PARENT + "=" + ProcessHandle.current().pid();
    }

    /** Begins to watch, if this program was given {@link #option}. */
    public static void begin() {
        Long parent = Long.getLong(PARENT);
        if (parent == null) {
            return;
        }
        Thread.ofPlatform().daemon().name("parent-watch").start(() -> {
            ProcessHandle.of(parent).ifPresent(handle -> handle.onExit().join());
            leave();
        });
    }

    /** Ends this program when its standard input ends, which it then does not read otherwise. */
    public static void endWithStandardInput() {
        Thread.ofPlatform().daemon().name("input-watch").start(() -> {
            try {
                while (System.in.read() >= 0) {
                    // Only its end says something.
                }
            } catch (IOException e) {
                // Ends as well.
            }
            leave();
        });
    }

    /** Ends this program: with its shutdown hooks, which remove files, if these do not take long. */
    public static void leave() {
        Thread.ofPlatform().daemon().name("leave").start(() -> {
            try {
                Thread.sleep(LEAVING_MILLIS);
            } catch (InterruptedException e) {
                // Then at once.
            }
            Runtime.getRuntime().halt(1);
        });
        System.exit(1);
    }
}
