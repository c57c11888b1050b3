package io.multiprocessing.examples.download.fetch;

import io.multiprocessing.examples.download.fetch.FetchProgress.Listener;
import io.multiprocessing.examples.download.fetch.FetchProgress.Phase;
import java.time.Duration;

/** Tells a listener of one download's progress: of every change of phase, and of bytes received now and then. */
final class ThrottledProgress {
    private static final long INTERVAL_NANOS = Duration.ofMillis(100).toNanos();

    private final int index;
    private final Listener listener;
    private long lastNanos = System.nanoTime() - INTERVAL_NANOS;

    ThrottledProgress(int index, Listener listener) {
        this.index = index;
        this.listener = listener;
    }

    void phase(Phase phase, long done, long total, String detail) {
        lastNanos = System.nanoTime();
        listener.progressed(new FetchProgress(index, phase, done, total, detail));
    }

    void received(long done, long total, String name) {
        if (System.nanoTime() - lastNanos >= INTERVAL_NANOS) {
            phase(Phase.RECEIVING, done, total, name);
        }
    }
}
