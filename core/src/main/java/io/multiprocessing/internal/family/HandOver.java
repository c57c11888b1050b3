package io.multiprocessing.internal.family;

import io.multiprocessing.DeathCause;
import io.multiprocessing.TransportException;
import io.multiprocessing.internal.wire.FrameType;
import io.multiprocessing.internal.wire.Head;
import io.multiprocessing.internal.wire.MemberId;
import io.multiprocessing.spi.Frame;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Gives a process that stands by its job. A standby that has died, or that somebody has stopped, must not be the user's
 * trouble: then the job goes to another, if it is certain that this one has not begun it. It says READY before it
 * begins, and sees to it that the channel has taken that; so it has not begun if all it ever sent has come, and READY
 * was not there.
 */
final class HandOver {
    /** How long a standby may be silent before it is asked whether it is there; so long again it may take to answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Offspring child;
    private final Birth birth;

    HandOver(Offspring child, Birth birth) {
        this.child = child;
        this.birth = birth;
    }

    /** Returns false when another is to be started. Not ended by an interrupt, which is kept. */
    boolean run() {
        ByteBuffer program = child.member().encodeFor(child.id(), birth.program().cargo());
        CompletableFuture<Void> ready = child.take(birth);
        if (ready == null) {
            return false;
        }
        child.send(frame(FrameType.TAKE, birth, program));
        child.deliverUntil(ready::isDone);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    await(ready);
                    return true;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Delivery.EndedTooEarly && child.isLinkDry()) {
                return false;
            }
            throw new Delivery(child, birth).notReady(e.getCause());
        } catch (TimeoutException e) {
            throw new Delivery(child, birth).notInTime();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A frame that says who is meant. */
    static Frame frame(int type, Birth birth, ByteBuffer program) {
        int flags = (birth.isDaemon() ? FrameType.DAEMON : 0)
                | (birth.mayHaveChildren() ? FrameType.MAY_HAVE_CHILDREN : 0);
        String who = birth.lineage() + ' ' + birth.name();
        return new Head(0, MemberId.ROOT, MemberId.ROOT, 0, flags, 0, who).frame(type, program);
    }

    private void await(CompletableFuture<Void> ready)
            throws InterruptedException, ExecutionException, TimeoutException {
        long deadline = System.nanoTime() + birth.settings().startTimeout().toNanos();
        while (true) {
            long left = deadline - System.nanoTime();
            long heard = child.pulse().count();
            try {
                ready.get(Math.min(left, PATIENCE.toNanos()), TimeUnit.NANOSECONDS);
                return;
            } catch (TimeoutException e) {
                if (left <= PATIENCE.toNanos()) {
                    throw e;
                }
            }
            child.ping();
            if (!answers(ready, heard)) {
                child.fence(DeathCause.UNRESPONSIVE, "it stood by and does not answer");
            }
        }
    }

    /** Whether anything comes from it within the patience. */
    private boolean answers(CompletableFuture<Void> ready, long heard) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (child.pulse().count() == heard && !ready.isDone()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.sleep(Math.min(left, TimeUnit.MILLISECONDS.toNanos(10)));
        }
        return true;
    }
}
