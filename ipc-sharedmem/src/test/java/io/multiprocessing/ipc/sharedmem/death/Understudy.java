package io.multiprocessing.ipc.sharedmem.death;

import io.multiprocessing.Multiprocessing;
import io.multiprocessing.RemoteRunnable;
import io.multiprocessing.SharedQueue;
import java.time.Duration;

/** A process that plays what it is given, one part after the other. */
public final class Understudy {
    private static final String FINE = "fine";

    private final SharedQueue<RemoteRunnable> parts;
    private final SharedQueue<String> reports;

    public Understudy(Multiprocessing family) {
        SharedQueue<RemoteRunnable> toPlay = family.queue();
        SharedQueue<String> played = family.queue();
        this.parts = toPlay;
        this.reports = played;
        family.start(() -> play(toPlay, played));
    }

    private static void play(SharedQueue<RemoteRunnable> parts, SharedQueue<String> reports)
            throws InterruptedException {
        while (true) {
            RemoteRunnable part = parts.take();
            try {
                part.run();
                reports.put(FINE);
            } catch (Throwable e) {
                reports.put(e.toString());
            }
        }
    }

    void play(RemoteRunnable part) throws InterruptedException {
        parts.put(part);
    }

    /** Whether it has come to the end of its part within that time; throws when it was not fine. */
    boolean ends(Duration within) throws InterruptedException {
        String report = reports.poll(within);
        if (report != null && !report.equals(FINE)) {
            throw new AssertionError("A rival in another process: " + report);
        }
        return report != null;
    }
}
