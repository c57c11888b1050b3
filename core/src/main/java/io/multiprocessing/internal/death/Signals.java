package io.multiprocessing.internal.death;

import java.util.Set;

/** The signals of POSIX by their numbers on Linux; those that differ elsewhere go without a name there. */
final class Signals {
    static final int SIGKILL = 9;
    static final int SIGTERM = 15;

    private static final String[] NAMES = {
        "", "SIGHUP", "SIGINT", "SIGQUIT", "SIGILL", "SIGTRAP", "SIGABRT", "SIGBUS", "SIGFPE", "SIGKILL", "SIGUSR1",
        "SIGSEGV", "SIGUSR2", "SIGPIPE", "SIGALRM", "SIGTERM", "SIGSTKFLT", "SIGCHLD", "SIGCONT", "SIGSTOP", "SIGTSTP",
        "SIGTTIN", "SIGTTOU", "SIGURG", "SIGXCPU", "SIGXFSZ", "SIGVTALRM", "SIGPROF", "SIGWINCH", "SIGIO", "SIGPWR",
        "SIGSYS"
    };

    /** The same on every POSIX system, unlike the rest. */
    private static final Set<Integer> EVERYWHERE = Set.of(1, 2, 3, 4, 5, 6, 8, 9, 11, 13, 14, 15);

    /** SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGSYS: what broken native code ends with. */
    private static final Set<Integer> CRASHES = Set.of(4, 5, 6, 7, 8, 11, 31);

    private static final boolean LINUX = System.getProperty("os.name", "").equals("Linux");

    private Signals() {}

    static String name(int signal) {
        boolean known = signal > 0 && signal < NAMES.length && (LINUX || EVERYWHERE.contains(signal));
        return known ? NAMES[signal] : "signal " + signal;
    }

    static boolean meansCrash(int signal) {
        return CRASHES.contains(signal);
    }
}
