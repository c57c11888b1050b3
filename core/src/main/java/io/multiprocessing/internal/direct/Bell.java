package io.multiprocessing.internal.direct;

import io.multiprocessing.spi.AdaptiveSpin;
import io.multiprocessing.spi.Words;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.spi.AbstractInterruptibleChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A shared word at which threads of any process wait until a condition on the memory holds: spinning first, then asleep
 * in the kernel. The word is 1 while somebody may be asleep, else 0.
 *
 * <pre>
 *   who waits                                 who rings
 *   word = 1                                  make the condition true
 *   full fence      ◀── SYNC POINT bell ───▶  full fence
 *   condition true? then don't sleep          word == 1? then word = 0,
 *   sleep while word == 1                     then wake one
 * </pre>
 *
 * <p>One of the two sees what the other wrote. One ring wakes one sleeper and clears the word for all; so whoever wakes
 * sets it again before it looks, and who leaves without having found its condition true rings for the others. That is
 * one wake too many when there were no others, and never one too few. Who dies in between is made good for by the
 * object's home, which rings for all.
 *
 * <p>A thread sleeps in the kernel only while all processes that use the object can wake it; until then, and where it
 * is a virtual thread, it naps: a quarter of what it has waited so far, 20 µs to 1 ms, after a second 10 ms.
 *
 * <p>The word is a hint that may be lost without harm to the object's state.
 */
public final class Bell {
    private static final int QUIET = 0;
    private static final int WANTED = 1;

    private static final long SHORTEST_NAP_NANOS = 20_000;
    private static final long LONGEST_NAP_NANOS = 1_000_000;
    private static final long IDLE_NAP_NANOS = 10_000_000;
    private static final long IDLE_AFTER_NANOS = 1_000_000_000;

    /**
     * A net for what nobody thought of; and an interrupt that comes in the very moment of falling asleep waits for it.
     */
    private static final long LONGEST_SLEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Attachment attachment;
    private final ByteBuffer memory;
    private final int offset;
    private final AdaptiveSpin spin;

    /** @param offset of the word in the region; 0 at first */
    public Bell(Attachment attachment, int offset) {
        this(attachment, offset, attachment.newSpin());
    }

    /** @param spin which may be shared with other bells */
    public Bell(Attachment attachment, int offset, AdaptiveSpin spin) {
        this.attachment = attachment;
        this.memory = attachment.memory();
        this.offset = offset;
        this.spin = spin;
    }

    /** Wakes one of those who wait, if there are any. Called after the condition was made true. */
    public void ring() {
        // SYNC POINT bell
        VarHandle.fullFence();
        ringFenced();
    }

    /** As {@link #ring}, where a full fence lies between what made the condition true and this call. */
    public void ringFenced() {
        if (Words.loadInt(memory, offset) != QUIET) {
            Words.storeInt(memory, offset, QUIET);
            KillPoint.reach("bell.quieted");
            attachment.wake(offset, 1);
            KillPoint.reach("bell.rung");
        }
    }

    /** Wakes all who wait, whatever the word says. */
    public void ringForAll() {
        // SYNC POINT bell
        VarHandle.fullFence();
        Words.storeInt(memory, offset, QUIET);
        KillPoint.reach("bell.all-quieted");
        attachment.wake(offset, Integer.MAX_VALUE);
    }

    /**
     * Waits until the condition holds, the object is gone, or patience ends.
     *
     * @param condition on words of the region; once it is true whoever makes it false again rings when it is true next
     */
    public Waited await(BooleanSupplier condition, Patience patience) {
        if (condition.getAsBoolean() || spin.await(condition)) {
            return Waited.DONE;
        }
        BooleanSupplier outer = attachment.waiting().beginInMemory(condition);
        try {
            return sleepUntil(condition, patience);
        } finally {
            attachment.waiting().endInMemory(outer);
        }
    }

    private Waited sleepUntil(BooleanSupplier condition, Patience patience) {
        long began = System.nanoTime();
        boolean interrupted = false;
        Waited end = null;
        while (end == null) {
            long left = patience.leftNanos();
            arm();
            KillPoint.reach("bell.armed");
            if (condition.getAsBoolean()) {
                end = Waited.DONE;
            } else if (attachment.isGone()) {
                end = Waited.GONE;
            } else if (patience.isInterruptible() && Thread.interrupted()) {
                end = Waited.INTERRUPTED;
            } else if (left <= 0) {
                end = Waited.TIMED_OUT;
            } else if (attachment.maySleep() && !Thread.currentThread().isVirtual()) {
                sleep(Math.min(left, LONGEST_SLEEP_NANOS), patience.isInterruptible());
                KillPoint.reach("bell.woken");
            } else {
                interrupted |= !patience.isInterruptible() && Thread.interrupted();
                LockSupport.parkNanos(this, Math.min(left, napNanos(System.nanoTime() - began)));
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (end != Waited.DONE) {
            // The ring that this thread may have slept through was for somebody.
            ring();
        }
        return end;
    }

    private void arm() {
        Words.storeInt(memory, offset, WANTED);
        // SYNC POINT bell
        VarHandle.fullFence();
    }

    private static long napNanos(long waited) {
        return waited < IDLE_AFTER_NANOS
                ? Math.clamp(waited / 4, SHORTEST_NAP_NANOS, LONGEST_NAP_NANOS)
                : IDLE_NAP_NANOS;
    }

    private void sleep(long nanos, boolean interruptible) {
        if (!interruptible) {
            attachment.sleepWhile(offset, WANTED, nanos);
            return;
        }
        try {
            new Sleep().sleep(nanos);
        } catch (ClosedByInterruptException e) {
            // The interrupt status is set, and looked at next.
        } catch (java.nio.channels.AsynchronousCloseException e) {
            throw new AssertionError("Nobody closes it but an interrupt", e);
        }
    }

    /**
     * An interrupt does not end a system call that native code made; but it closes the channel that a thread says it
     * uses, and this one wakes the sleepers when it is closed.
     */
    private final class Sleep extends AbstractInterruptibleChannel {
        void sleep(long nanos) throws java.nio.channels.AsynchronousCloseException {
            boolean completed = false;
            try {
                begin();
                attachment.sleepWhile(offset, WANTED, nanos);
                completed = true;
            } finally {
                end(completed);
            }
        }

        @Override
        protected void implCloseChannel() {
            ringForAll();
        }
    }

    /** For messages. */
    @Override
    public String toString() {
        return "Bell[offset=" + offset + ", word=" + Words.loadInt(memory, offset) + "]";
    }
}
