package io.multiprocessing.internal.family;

import io.multiprocessing.TransportException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The facts that a child's end is made of: its process has exited, its link has delivered the last frame, its output
 * the last line. A grandchild may hold the pipes open, so after {@link #LONGEST_FAREWELL} the exit alone counts. A
 * child whose link ends while its process goes on can't be reached any more, which is a reason to kill it. Thread-safe.
 */
final class Demise {
    /** How long after the exit the link and the output may take to run dry. */
    static final Duration LONGEST_FAREWELL = Duration.ofSeconds(1);

    private static final long PATIENCE_AFTER_CLOSE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long PATIENCE_AFTER_DAMAGE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final List<CompletableFuture<Void>> outputs = new ArrayList<>();
    private boolean exited;
    private boolean linkEnded;
    private long exitedAt;
    private long linkEndedAt;
    private @Nullable TransportException damage;

    synchronized void addOutput(CompletableFuture<Void> end) {
        outputs.add(end);
    }

    /** The process has exited; true when that is news. */
    synchronized boolean exited() {
        if (exited) {
            return false;
        }
        exited = true;
        exitedAt = System.nanoTime();
        return true;
    }

    /** The link has ended, or there will be none. */
    synchronized void linkEnded(@Nullable TransportException cause) {
        linkEnded = true;
        linkEndedAt = System.nanoTime();
        damage = cause;
    }

    /** Whether something may still come from it. */
    synchronized boolean isLinkUp() {
        return !linkEnded && !exited;
    }

    /** Whether all that it ever sent has been delivered. */
    synchronized boolean isLinkDry() {
        return linkEnded;
    }

    /** Whether nothing more can come from it. */
    synchronized boolean isComplete() {
        boolean dry = linkEnded && outputs.stream().allMatch(CompletableFuture::isDone);
        return exited && (dry || System.nanoTime() - exitedAt > LONGEST_FAREWELL.toNanos());
    }

    /** Why it must be killed, if it must. */
    synchronized @Nullable String lostContact() {
        if (exited || !linkEnded) {
            return null;
        }
        long patience = damage == null ? PATIENCE_AFTER_CLOSE_NANOS : PATIENCE_AFTER_DAMAGE_NANOS;
        if (System.nanoTime() - linkEndedAt <= patience) {
            return null;
        }
        return damage == null ? "it closed its link and did not end" : damageDescription();
    }

    /** What was wrong with its link; empty when nothing was. */
    synchronized String damageDescription() {
        return damage == null ? "" : "protocol error: " + damage.getMessage();
    }
}
