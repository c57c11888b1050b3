package io.multiprocessing.internal.object;

import io.multiprocessing.internal.wire.MemberId;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Who still refers to an object, as its owner knows it: members that hold proxies, and messages that are under way with
 * a ticket. Invariant, under the lock of this object: once nobody does, it has {@code ended}, and nobody will again.
 */
final class References {
    /** How long a message whose sender has ended is waited for: it may lie in a queue that lives on. */
    static final long ORPHAN_NANOS = 600_000_000_000L;

    private static final long FOR_EVER = Long.MAX_VALUE;

    private final LongSupplier clock;
    /** How many holds each member has; each is more than 0. */
    private final Map<MemberId, Long> holds = new HashMap<>();
    /** Messages under way: when their wait ends. */
    private final Map<Grant, Long> grants = new HashMap<>();
    private boolean ended;

    /** A message with a ticket, by its sender and the number that the sender gave it. */
    record Grant(MemberId sender, long number) {}

    References(MemberId owner, LongSupplier clock) {
        this.clock = clock;
        holds.put(owner, 1L);
    }

    /** A message is about to leave. */
    synchronized void granted(Grant grant) {
        if (!ended) {
            grants.put(grant, FOR_EVER);
        }
    }

    /** A message has been read: the reader holds a proxy, once more. False when it is too late. */
    synchronized boolean held(MemberId holder, Grant grant) {
        if (ended) {
            return false;
        }
        grants.remove(grant);
        holds.merge(holder, 1L, Long::sum);
        return true;
    }

    /** So many of a member's holds are over. */
    synchronized void released(MemberId holder, long count) {
        holds.computeIfPresent(holder, (member, held) -> held > count && count > 0 ? held - count : null);
        look();
    }

    /** A member and all below it have ended. */
    synchronized void gone(MemberId dead) {
        holds.keySet().removeIf(dead::contains);
        long deadline = clock.getAsLong() + ORPHAN_NANOS;
        grants.replaceAll(
                (grant, until) -> until == FOR_EVER && dead.contains(grant.sender) ? Long.valueOf(deadline) : until);
        look();
    }

    /** True when the time of messages has yet to run out. */
    synchronized boolean hasOrphans() {
        return !ended && grants.values().stream().anyMatch(until -> until != FOR_EVER);
    }

    /** Forgets the messages whose time has run out. */
    synchronized void sweep() {
        long now = clock.getAsLong();
        for (Iterator<Long> deadlines = grants.values().iterator(); deadlines.hasNext();) {
            long deadline = deadlines.next();
            if (deadline != FOR_EVER && deadline - now <= 0) {
                deadlines.remove();
            }
        }
        look();
    }

    synchronized boolean hasEnded() {
        return ended;
    }

    private void look() {
        ended |= holds.isEmpty() && grants.isEmpty();
    }
}
