package io.multiprocessing.benchmarks.station;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A station in the driver itself: cheap, and good enough to show that everything runs. */
public final class LocalStation implements Station {
    private final Class<? extends Subject> type;
    private final Settings settings;
    private @Nullable Subject subject;

    public LocalStation(Class<? extends Subject> type, Settings settings) {
        this.type = type;
        this.settings = settings;
    }

    @Override
    public Answer ask(String what, Duration slice) throws IOException {
        try {
            if (subject == null) {
                subject = StationMain.open(type.getName(), settings);
            }
            return new Answer(subject.measure(what, slice), 0);
        } catch (Exception e) {
            throw new IOException(settings.variant() + " failed to measure " + what + ": " + e, e);
        }
    }

    @Override
    public void close() {
        Subject open = subject;
        subject = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (Exception e) {
            throw new IllegalStateException(settings.variant() + " did not close", e);
        }
    }
}
