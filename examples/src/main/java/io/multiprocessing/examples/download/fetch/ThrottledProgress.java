package io.multiprocessing.examples.download.fetch;

import io.multiprocessing.examples.download.fetch.FetchProgress.Listener;
import io.multiprocessing.examples.download.fetch.FetchProgress.Phase;
import java.time.Duration;

/** Tells a listener of one download's progress: of every change of phase, and of bytes received now and then. */
final class ThrottledProgress {
    private static final long INTERVAL_NANOS = Duration.ofMillis(100).toNanos();

    private final int index;
    private final String name;
    private final Listener listener;
    private long lastNanos = System.nanoTime() - INTERVAL_NANOS;

    ThrottledProgress(int index, String name, Listener listener) {
        this.index = index;
        this.name = name;
        this.listener = listener;
    }

    void phase(Phase phase, long done, long total) {
        tell(phase, done, total, "");
    }

    void retrying(long done, long total, String detail) {
        tell(Phase.RETRYING, done, total, detail);
    }

    void received(long done, long total) {
        if (System.nanoTime() - lastNanos >= INTERVAL_NANOS) {
            phase(Phase.RECEIVING, done, total);
        }
    }

    private void tell(Phase phase, long done, long total, String detail) {
        lastNanos = System.nanoTime();
        listener.progressed(new FetchProgress(index, phase, done, total, name, detail));
    }
}
