package io.multiprocessing.internal.pipe;

import io.multiprocessing.EndOfPipeException;
import io.multiprocessing.internal.direct.Attachment;
import io.multiprocessing.internal.direct.DirectObject;
import io.multiprocessing.internal.direct.KillPoint;
import io.multiprocessing.internal.ring.BlockingRing;
import io.multiprocessing.internal.ring.Ending;
import io.multiprocessing.internal.ring.chain.RingChain;
import io.multiprocessing.spi.AdaptiveSpin;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;

/**
 * A pipe in mapped memory as one process uses it: a ring for each direction, and for each end who holds it and whether
 * it is closed.
 *
 * <pre>
 *              end 0                                        end 1
 *   send    ── put ──▶  [ ring: what is sent to end 1 ]  ── take ──▶ receive
 *   receive ◀─ take ──  [ ring: what is sent to end 0 ]  ◀── put ─── send
 * </pre>
 *
 * <p>An end is closed by one store, which waits for nobody: a receiver who sees it, and then nobody who is sending, and
 * then no message, has received all. Either end's close ends the sending of both. What a process that dies leaves half
 * done, the pipe's home sets right, which closes the ends that were its.
 *
 * <p>Safe for use by several threads.
 */
final class DirectPipe implements DirectObject {
    /** A direction takes no further message while it holds as many bytes. */
    private static final long DIRECTION_BYTES = 4 << 20;

    private final Attachment attachment;
    private final PipeWords words;
    private final BlockingRing[] sentTo;
    private final String name;
    private final AdaptiveSpin spin;

    /** @param name for messages */
    DirectPipe(Attachment attachment, RingChain.Regions regions, String name) {
        this.attachment = attachment;
        this.words = new PipeWords(attachment.memory());
        this.name = name;
        this.sentTo = new BlockingRing[] {ring(0, regions), ring(1, regions)};
        this.spin = attachment.newSpin();
    }

    private BlockingRing ring(int end, RingChain.Regions regions) {
        return new BlockingRing(attachment, PipeLayout.ring(end), PipeLayout.firstRing(end), regions, new End(end),
                name);
    }

    /** The maker's, before anybody uses the memory. */
    static void layOut(ByteBuffer memory) {
        for (int end = 0; end < 2; end++) {
            BlockingRing.layOut(memory, PipeLayout.ring(end), PipeLayout.FIRST_RING_BYTES, Integer.MAX_VALUE,
                    DIRECTION_BYTES);
        }
    }

    /** How what is sent to an end comes to an end. */
    private final class End implements Ending {
        private final int receiver;

        End(int receiver) {
            this.receiver = receiver;
        }

        @Override
        public boolean isClosed() {
            return words.isAnyClosed();
        }

        @Override
        public boolean isDiscarded() {
            return words.isClosed(receiver);
        }

        @Override
        public RuntimeException closed() {
            return new EndOfPipeException(
                    name + ": one of its ends is closed, or the process that held that end has ended");
        }

        @Override
        public RuntimeException gone(String because) {
            return words.areBothClosed() ? closed() : new EndOfPipeException(name + " has ended: " + because);
        }
    }

    // ---- messages

    /** Where messages are placed that are sent from that end, by a process that is about to do so. */
    BlockingRing sending(int end) {
        claim(end);
        return sentTo[1 - end];
    }

    /** Where messages are taken that were sent to that end, by a process that is about to do so. */
    BlockingRing receiving(int end) {
        claim(end);
        return sentTo[end];
    }

    /** The end belongs to whoever used it last. */
    private void claim(int end) {
        if (words.holder(end) != attachment.slot()) {
            words.storeHolder(end, attachment.slot());
            KillPoint.reach("pipe.end.claimed");
        }
    }

    // ---- readiness

    /** Whether who receives would return or throw at once. */
    boolean isReady(int end) {
        return sentTo[end].isReady() || attachment.isGone();
    }

    /** Whether a condition has become true within the short time that is worth spinning. */
    boolean spinUntil(BooleanSupplier condition) {
        return spin.await(condition);
    }

    /** The home's, before it looks whether the end is ready: who makes it so tells the home. */
    void watch(int end) {
        words.watch(end);
    }

    /** Whether the home is to be told that the end may be ready. Asked by who has sent to it. */
    boolean unwatch(int end) {
        boolean isWatched = words.unwatch(end);
        if (isWatched) {
            KillPoint.reach("pipe.watch.taken");
        }
        return isWatched;
    }

    // ---- the ends

    /** Who holds the end: a slot, {@link PipeWords#NOBODY} or {@link PipeWords#GIVEN}. */
    int holder(int end) {
        return words.holder(end);
    }

    /** The home's: it knows which member the end was sent to. */
    void storeGiven(int end) {
        words.storeHolder(end, PipeWords.GIVEN);
    }

    boolean areBothClosed() {
        return words.areBothClosed();
    }

    /**
     * Closes an end: what was sent from it stays to be received, what was sent to it is dropped.
     *
     * @return whether the home is to be told
     */
    boolean close(int end) {
        words.storeClosed(end);
        KillPoint.reach("pipe.close.stored");
        VarHandle.fullFence();
        ringForAll();
        KillPoint.reach("pipe.close.rung");
        sentTo[end].upkeep().discard();
        return unwatch(0) | unwatch(1) | areBothClosed();
    }

    // ---- for all processes

    @Override
    public boolean isForgettable() {
        return true;
    }

    @Override
    public void ringForAll() {
        sentTo[0].upkeep().ringForAll();
        sentTo[1].upkeep().ringForAll();
    }

    /** The home's: repairs what a dead process has left behind, and closes the ends that it held. */
    void recoverFrom(int deadSlot) {
        sentTo[0].upkeep().recoverFrom(deadSlot);
        sentTo[1].upkeep().recoverFrom(deadSlot);
        for (int end = 0; end < 2; end++) {
            if (holder(end) == deadSlot) {
                close(end);
            }
        }
    }

    /**
     * The home's, when both ends are closed: takes away the files of the rings.
     *
     * @return false when somebody is using one at this moment
     */
    boolean removeFiles() {
        return sentTo[0].upkeep().removeFiles() & sentTo[1].upkeep().removeFiles();
    }
}
