package io.multiprocessing.internal.pool.report;

import io.multiprocessing.PoolListener;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells listeners what has happened, in a thread of their own: whatever they do there holds up nothing but themselves.
 * The thread lives from the first event until all has been told and no more will come.
 */
final class Announcer {
    static final int MOST_WAITING = 100_000;

    private static final System.Logger LOG = System.getLogger("io.multiprocessing");

    private final String pool;
    private final List<PoolListener> listeners;
    /** Those that have thrown: known to the announcing thread alone. */
    private final Set<PoolListener> throwing = new HashSet<>();
    /** Guarded by this. */
    private final Deque<Consumer<PoolListener>> waiting = new ArrayDeque<>();
    private long lost;
    private boolean hasThread;
    private boolean busy;
    private boolean last;

    Announcer(String pool, List<PoolListener> listeners) {
        this.pool = pool;
        this.listeners = listeners;
    }

    /** Whether anybody listens. */
    boolean isHeard() {
        return !listeners.isEmpty();
    }

    /** Has this told. Does not block. */
    synchronized void say(Consumer<PoolListener> event) {
        if (last || !isHeard()) {
            return;
        }
        if (waiting.size() >= MOST_WAITING) {
            lost++;
            return;
        }
        if (lost > 0) {
            long count = lost;
            lost = 0;
            waiting.add(listener -> listener.eventsLost(count));
        }
        waiting.add(event);
        if (hasThread) {
            notifyAll();
        } else {
            hasThread = true;
            Thread thread = new Thread(null, this::announce, "mp-listener-" + pool, 0, false);
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** No more will come: waits until all has been told, at most so long. */
    synchronized void finish(Duration atMost) {
        last = true;
        notifyAll();
        long deadline = System.nanoTime() + atMost.toNanos();
        boolean interrupted = false;
        while (busy || !waiting.isEmpty()) {
            long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (millis <= 0) {
                break;
            }
            try {
                wait(millis);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void announce() {
        for (Consumer<PoolListener> event = next(); event != null; event = next()) {
            for (PoolListener listener : listeners) {
                tell(listener, event);
            }
        }
    }

    private synchronized @Nullable Consumer<PoolListener> next() {
        busy = false;
        while (waiting.isEmpty()) {
            notifyAll();
            if (last) {
                return null;
            }
            try {
                wait();
            } catch (InterruptedException e) {
                // A listener has left that behind; it means nothing here.
            }
        }
        busy = true;
        return waiting.remove();
    }

    private void tell(PoolListener listener, Consumer<PoolListener> event) {
        try {
            event.accept(listener);
        } catch (Throwable e) {
            if (throwing.add(listener)) {
                LOG.log(System.Logger.Level.WARNING,
                        "A listener of pool " + pool + " throws; it goes on being told, and this is said once", e);
            }
        }
    }
}
