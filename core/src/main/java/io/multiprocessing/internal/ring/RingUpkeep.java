package io.multiprocessing.internal.ring;

import io.multiprocessing.internal.direct.Bell;
import io.multiprocessing.internal.direct.Guard;
import io.multiprocessing.internal.direct.Patience;
import io.multiprocessing.internal.direct.Waited;
import io.multiprocessing.internal.ring.chain.HeadSide;
import io.multiprocessing.internal.ring.chain.RingChain;

/**
 * What the object that a ring is part of does with it, beside those who place and take: when the object is closed, and
 * when a process that used it has died. Safe for use by several threads.
 */
public final class RingUpkeep {
    private final Guard putGuard;
    private final Guard takeGuard;
    private final Bell items;
    private final Bell room;
    private final RingChain rings;
    private final HeadSide headSide;

    RingUpkeep(Guard putGuard, Guard takeGuard, Bell items, Bell room, RingChain rings, HeadSide headSide) {
        this.putGuard = putGuard;
        this.takeGuard = takeGuard;
        this.items = items;
        this.room = room;
        this.rings = rings;
        this.headSide = headSide;
    }

    /**
     * Does what ends the placing while nobody places something: so that a consumer who sees it closed and empty knows
     * that nothing will come.
     *
     * @return false when patience ended before; then it was not done
     */
    public boolean whileNobodyPlaces(Runnable action, Patience patience) {
        if (putGuard.acquire(patience) != Waited.DONE) {
            return false;
        }
        releaseAfter(putGuard, action);
        return true;
    }

    /** Drops what is there; not while somebody takes something at this moment. */
    public void discard() {
        if (takeGuard.tryAcquire()) {
            releaseAfter(takeGuard, headSide::clear);
        }
    }

    /**
     * The home's, when nothing will be placed any more, and what is there is discarded: removes the rings' files.
     *
     * @return false when somebody is placing or taking something at this moment, who may need them; then nothing was
     *     done
     */
    public boolean removeFiles() {
        if (!putGuard.isFree() || !takeGuard.tryAcquire()) {
            return false;
        }
        releaseAfter(takeGuard, rings::removeAll);
        return true;
    }

    /** Wakes all who wait here in any process, to look again. */
    public void ringForAll() {
        putGuard.ringForAll();
        takeGuard.ringForAll();
        items.ringForAll();
        room.ringForAll();
    }

    /** The home's: repairs what a dead process has left behind. */
    public void recoverFrom(int deadSlot) {
        // Whatever fails: others must not wait for the guards for ever.
        try {
            if (putGuard.takeFrom(deadSlot)) {
                releaseAfter(putGuard, rings::forgetUnfinished);
            }
        } finally {
            if (takeGuard.takeFrom(deadSlot)) {
                releaseAfter(takeGuard, headSide::recover);
            }
            ringForAll();
        }
    }

    private static void releaseAfter(Guard guard, Runnable repair) {
        try {
            repair.run();
        } finally {
            guard.release();
        }
    }
}
