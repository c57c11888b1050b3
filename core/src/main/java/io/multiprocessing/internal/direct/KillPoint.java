package io.multiprocessing.internal.direct;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Places between the stores of a protocol at which a test can end a process, or a thread that stands for one. They cost
 * nothing unless this JVM was started with {@code -Dio.multiprocessing.killPoints=}
 *
 * <pre>
 *   name:n    at the n-th time that this process reaches the point of that name it sends itself a SIGKILL, or, with
 *             -Dio.multiprocessing.killPoints.signal=STOP, a signal after which it can go on
 *   hook      whatever {@link #onReach} was given
 * </pre>
 */
public final class KillPoint {
    static final String PROPERTY = "io.multiprocessing.killPoints";

    static final String SIGNAL_PROPERTY = "io.multiprocessing.killPoints.signal";

    private static final @Nullable String SETTING = System.getProperty(PROPERTY);
    private static final boolean ON = SETTING != null;
    private static final AtomicInteger REACHED = new AtomicInteger();

    private static volatile @Nullable Hook hook;

    /** What a test does where a thread is. */
    public interface Hook {
        void reached(String point);
    }

    private KillPoint() {}

    /** This thread is between two stores. */
    public static void reach(String point) {
        if (ON) {
            reached(point);
        }
    }

    /** For tests in this JVM. */
    static void onReach(@Nullable Hook newHook) {
        hook = newHook;
    }

    private static void reached(String point) {
        Hook current = hook;
        if (current != null) {
            current.reached(point);
            return;
        }
        String setting = SETTING;
        int colon = setting == null ? -1 : setting.lastIndexOf(':');
        if (setting != null && colon > 0 && setting.substring(0, colon).equals(point)
                && REACHED.incrementAndGet() == Integer.parseInt(setting.substring(colon + 1))) {
            signalThisProcess();
        }
    }

    private static void signalThisProcess() {
        String signal = System.getProperty(SIGNAL_PROPERTY, "KILL");
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(ProcessHandle.current().pid())).start().waitFor();
        } catch (IOException | InterruptedException e) {
            Runtime.getRuntime().halt(1);
        }
        while (signal.equals("KILL")) {
            LockSupport.park();
        }
    }
}
