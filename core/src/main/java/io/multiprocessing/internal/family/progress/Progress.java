package io.multiprocessing.internal.family.progress;

import io.multiprocessing.internal.family.mail.Neighbour;
import io.multiprocessing.internal.wire.FrameType;
import io.multiprocessing.internal.wire.Head;
import io.multiprocessing.internal.wire.Peer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a member's children can still go on by themselves, or all wait for something that only others could
 * give: a family that is being closed waits for the first kind and ends the second.
 *
 * <p>A member is stuck when its main thread waits for another member and all its children are stuck. One look is not
 * enough, since what a member waits for may be under way; but when two looks in a row find all stuck and none has begun
 * to wait anew in between, nothing was under way between them (the idea of Mattern's four-counter method, "Algorithms
 * for distributed termination detection", 1987).
 */
public final class Progress {
    private static final AtomicLong PROBES = new AtomicLong();
    private static final Map<Long, CompletableFuture<Look>> ASKED = new ConcurrentHashMap<>();
    private static final long ANSWER_WITHIN_MILLIS = 1000;
    private static final int STUCK = 1;

    /** What one look finds: whether all are stuck, and how often they began to wait, in sum. */
    public record Look(boolean isStuck, long waits) {
        static final Look UNKNOWN = new Look(false, 0);

        /** Whether nothing was under way between that look, null if there was none, and this. */
        public boolean provesStandstill(@Nullable Look before) {
            return isStuck && before != null && before.isStuck && before.waits == waits;
        }
    }

    private Progress() {}

    /** Asks all of them, and their children. A child that does not answer is not known to be stuck. */
    public static Look look(List<? extends Neighbour> children) {
        Map<Long, CompletableFuture<Look>> asked = new ConcurrentHashMap<>();
        for (Neighbour child : children) {
            long probe = PROBES.incrementAndGet();
            CompletableFuture<Look> answer = new CompletableFuture<>();
            asked.put(probe, answer);
            ASKED.put(probe, answer);
            Peer peer = child.peer();
            if (peer != null) {
                peer.post(Head.ofId(probe).frame(FrameType.PROBE));
            }
        }
        boolean allStuck = true;
        long waits = 0;
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ANSWER_WITHIN_MILLIS);
        for (Map.Entry<Long, CompletableFuture<Look>> entry : asked.entrySet()) {
            Look look = await(entry.getValue(), deadline - System.nanoTime());
            ASKED.remove(entry.getKey());
            allStuck &= look.isStuck;
            waits += look.waits;
        }
        return new Look(allStuck, waits);
    }

    private static Look await(CompletableFuture<Look> answer, long nanos) {
        try {
            return answer.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return Look.UNKNOWN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Look.UNKNOWN;
        }
    }

    /**
     * The parent asks. Called by a thread that delivers frames.
     *
     * @param children of this member
     * @param here what its own threads wait for
     */
    public static void answer(Peer parent, long probe, List<? extends Neighbour> children, Waiting here) {
        if (children.isEmpty()) {
            reply(parent, probe, new Look(here.isMainWaiting() && !here.isServing(), here.count()));
        } else {
            Thread.ofVirtual().name("mp-probe").start(() -> {
                Look below = look(children);
                boolean stuck = (here.isMainWaiting() || here.isMainDone()) && !here.isServing() && below.isStuck;
                reply(parent, probe, new Look(stuck, here.count() + below.waits));
            });
        }
    }

    private static void reply(Peer parent, long probe, Look look) {
        parent.post(Head.ofCode(probe, look.isStuck ? STUCK : 0, look.waits).frame(FrameType.PROBED));
    }

    /** A child answers. */
    public static void answered(Head head) {
        CompletableFuture<Look> answer = ASKED.get(head.id());
        if (answer != null) {
            answer.complete(new Look(head.code() == STUCK, head.number()));
        }
    }
}
