package io.multiprocessing.internal.pool.worker;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What a worker's tasks have made to be used by later ones. A lock for each key, not the map's own: a maker may take
 * long, and may ask for other keys.
 */
final class Belongings {
    private final ConcurrentMap<Object, Place> places = new ConcurrentHashMap<>();
    /** Last made first. */
    private final Deque<AutoCloseable> toClose = new ArrayDeque<>();
    private boolean closed;

    private static final class Place {
        final ReentrantLock lock = new ReentrantLock();
        volatile @Nullable Object value;
    }

    Object computeIfAbsent(Object key, Callable<?> maker) throws Exception {
        Place place = places.computeIfAbsent(Objects.requireNonNull(key, "key"), unused -> new Place());
        Object value = place.value;
        return value != null ? value : make(place, key, maker);
    }

    private Object make(Place place, Object key, Callable<?> maker) throws Exception {
        if (place.lock.isHeldByCurrentThread()) {
            throw new IllegalStateException("What makes \"" + key + "\" asks for it itself");
        }
        place.lock.lockInterruptibly();
        try {
            Object value = place.value;
            if (value == null) {
                value = Objects.requireNonNull(maker.call(), () -> "What makes \"" + key + "\" returned null");
                keep(value);
                place.value = value;
            }
            return value;
        } finally {
            place.lock.unlock();
        }
    }

    private synchronized void keep(Object value) {
        if (closed) {
            throw new IllegalStateException("The worker ends: nothing is kept any more");
        }
        if (value instanceof AutoCloseable closeable) {
            toClose.push(closeable);
        }
    }

    /** Closes what can be. What it throws is told, and does not keep the others from being closed. */
    void close() {
        for (AutoCloseable next = nextToClose(); next != null; next = nextToClose()) {
            try {
                next.close();
            } catch (Throwable e) {
                System.err.println("A worker's " + next.getClass().getName() + " could not be closed:");
                e.printStackTrace();
            }
        }
    }

    private synchronized @Nullable AutoCloseable nextToClose() {
        closed = true;
        return toClose.poll();
    }
}
