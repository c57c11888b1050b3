package io.multiprocessing.internal.death;

import io.multiprocessing.DeathCause;

/** Likely causes, and what to try, in sentences. */
final class Advice {
    static final String CRASHED =
            "native code crashed, or the JVM did. Read the crash log: its \"Problematic frame\" names"
                    + " the library. Try without that library or with another version of it.";

    static final String NO_NATIVE_MEMORY =
            "the system gave the JVM no more memory, or no more threads. Fewer processes, a"
                    + " smaller maxHeap, or higher limits (ulimit -v, -u; the container's) may help.";

    static final String HEAP_EXHAUSTED =
            "the heap was exhausted. Give it more (maxHeap), or make each task smaller; with"
                    + " -XX:+HeapDumpOnOutOfMemoryError among jvmArgs it leaves a heap dump that shows what filled it.";

    static final String SYSTEM_OUT_OF_MEMORY = "the machine, or the container, has too little memory for all that runs"
            + " there. Fewer processes, a smaller maxHeap, or a higher limit may help; the kernel's log tells more.";

    static final String KILLED =
            "somebody killed it, or the system did because memory ran out. The kernel's log (dmesg)"
                    + " would tell; fewer workers or a smaller maxHeap may help.";

    static final String KILLED_BY_SOMEBODY =
            "somebody killed it: the system did not, for its count of out-of-memory kills"
                    + " has not changed.";

    static final String START_FAILED =
            "the JVM refused an option, or the class path lacks what it needs. What it printed"
                    + " says which; try the command by hand.";

    private Advice() {}

    static String fenced(DeathCause cause) {
        return cause == DeathCause.UNRESPONSIVE
                ? "somebody stopped it (SIGSTOP, a frozen container), or the machine could not run it for that long. If that"
                        + " is expected, raise livenessGrace or switch it off with Duration.ZERO."
                : "its family ended it for the reason given.";
    }

    static String signal(int signal) {
        return signal == Signals.SIGTERM || signal == 1 || signal == 2
                ? "somebody asked it to end: a person, a service manager, a container's shutdown."
                : "somebody sent it that signal.";
    }

    static String exit(int status) {
        return switch (status) {
            case 0 -> "what it ran called System.exit or Runtime.halt, or was done.";
            case 1 -> "an exception that nobody caught, or System.exit(1) or Runtime.halt(1); see its output.";
            default ->
                    "what it ran called System.exit(" + status + ") or Runtime.halt(" + status + "); see its output.";
        };
    }
}
