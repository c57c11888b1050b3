package io.multiprocessing.internal.family;

import io.multiprocessing.internal.death.SignalThread;
import java.time.Duration;
import java.util.List;

/**
 * While the program ends in order, one more Ctrl-C or SIGTERM ends it at once, and its children with it: the kernel
 * kills them, or they see their lifeline break. The JVM alone would not: the handler of the second signal waits for the
 * shutdown that the first has begun. That there is such a thread is how the signal is known.
 */
final class Impatience {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final int SIGNAL_BASE = 128;

    private Impatience() {}

    /** For the thread that begins to end the program. */
    static void endsTheProgram() {
        int enough = signals().isEmpty() ? 1 : 2;
        Thread.ofPlatform().daemon().name("mp-impatience").start(() -> awaitSignals(enough));
    }

    private static void awaitSignals(int enough) {
        List<Integer> signals = signals();
        while (signals.size() < enough) {
            try {
                Thread.sleep(LOOK_AGAIN);
            } catch (InterruptedException e) {
                return;
            }
            signals = signals();
        }
        Runtime.getRuntime().halt(SIGNAL_BASE + signals.getLast());
    }

    private static List<Integer> signals() {
        return Thread.getAllStackTraces()
                .keySet()
                .stream()
                .map(SignalThread::signalOf)
                .filter(signal -> signal != 0)
                .toList();
    }
}
