package io.multiprocessing.internal.liveness;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A process's signs of life: the frames that it sends. The counter is written by whoever delivers them, one thread at a
 * time; everything else belongs to the thread that watches.
 *
 * <p>The counter is odd while a frame is being delivered: so it also tells when this process, not the other one, is
 * slow.
 */
public final class Pulse {
    /** Opaque: a watcher that sees a count late is none the worse, and each frame pays for two plain stores. */
    private final AtomicLong deliveries = new AtomicLong();

    private long seen;
    private boolean asked;
    private long nanosSinceHeard;
    private Vitals vitals = Vitals.UNKNOWN;

    /** A frame begins to be delivered, or has been. */
    public void beat() {
        deliveries.setOpaque(deliveries.getPlain() + 1);
    }

    /** How often that was so: the same number later means that nothing has been heard. For any thread. */
    public long count() {
        return deliveries.getOpaque();
    }

    /** Whether the same delivery has been going on since the last {@link #advance}. */
    boolean isDeliveryStuck() {
        long now = deliveries.getOpaque();
        return now == seen && (now & 1) == 1;
    }

    /** Some time has passed in which it could have been heard: returns how long it has been silent. */
    long advance(long nanos) {
        long now = deliveries.getOpaque();
        if (now != seen) {
            seen = now;
            restart();
        } else {
            nanosSinceHeard += nanos;
        }
        return nanosSinceHeard;
    }

    /** As if it had been heard just now. */
    void restart() {
        asked = false;
        nanosSinceHeard = 0;
    }

    boolean isAsked() {
        return asked;
    }

    void asked(Vitals current) {
        asked = true;
        vitals = current;
        // The silence that counts is that after a question.
        nanosSinceHeard = 0;
    }

    /** Takes note of how it is; returns how it was the last time. */
    Vitals examined(Vitals current) {
        Vitals before = vitals;
        vitals = current;
        return before;
    }
}
