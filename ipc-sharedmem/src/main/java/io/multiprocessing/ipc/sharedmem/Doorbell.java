package io.multiprocessing.ipc.sharedmem;

import io.multiprocessing.spi.RegionFile;
import io.multiprocessing.spi.Words;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;

/**
 * A shared word on which one thread sleeps until somebody in either process rings. The word is 1 while the sleeper is
 * asleep or about to be, else 0.
 *
 * <p>The protocol, by which no ring is lost:
 *
 * <pre>
 *   sleeper                                   ringer
 *   word = 1                                  make the condition true
 *   full fence      ◀── SYNC POINT asleep ──▶ full fence
 *   condition true? then don't sleep          word == 1? then word = 0,
 *   sleep while word == 1                     then wake
 * </pre>
 *
 * <p>One of the two reads what the other wrote: either the sleeper sees the condition, or the ringer sees the word.
 * That the ringer clears the word <em>before</em> it wakes matters: a sleeper on its way into the kernel then does not
 * fall asleep. Who wakes for any reason looks at the condition, and arms the word anew before sleeping again.
 *
 * <p>Sleeping is allowed only while {@link #isUsable}: when this process can sleep and the other has said that it can
 * wake. It says so in a word of its own as soon as it can, so both begin without and change over during their work.
 */
final class Doorbell {
    private static final int AWAKE = 0;
    private static final int ASLEEP = 1;
    private static final int CAN_WAKE = 1;

    private final ByteBuffer memory;
    private final int offset;
    private final long address;
    private final int ownCanWake;
    private final int peerCanWake;
    private boolean said;

    /**
     * @param offset of the word that is slept on
     * @param ownCanWake offset of the word that says whether this process can wake the other
     * @param peerCanWake offset of the word that says whether the other can wake this one
     */
    Doorbell(RegionFile region, int offset, int ownCanWake, int peerCanWake) {
        this.memory = region.memory();
        this.offset = offset;
        this.address = region.address() + offset;
        this.ownCanWake = ownCanWake;
        this.peerCanWake = peerCanWake;
    }

    /** Whether the sleeper may {@link #sleep}. Called by the sleeper. */
    boolean isUsable() {
        if (!Futex.isReady()) {
            return false;
        }
        if (!said) {
            // SYNC POINT can-wake (release)
            Words.storeInt(memory, ownCanWake, CAN_WAKE);
            said = true;
        }
        // SYNC POINT can-wake (acquire)
        return Words.loadInt(memory, peerCanWake) == CAN_WAKE;
    }

    /** Announces sleep. The sleeper looks at its condition after this, and before it sleeps. */
    void arm() {
        Words.storeInt(memory, offset, ASLEEP);
        // SYNC POINT asleep
        VarHandle.fullFence();
    }

    void sleep(long timeoutNanos) {
        Futex.await(address, ASLEEP, timeoutNanos);
    }

    void disarm() {
        Words.storeInt(memory, offset, AWAKE);
    }

    /**
     * Wakes the sleeper whatever the word says: the other process may have been killed after it cleared the word and
     * before it woke the sleeper.
     */
    void ringAnyway() {
        // SYNC POINT asleep
        VarHandle.fullFence();
        if (Futex.isReady()) {
            Words.storeInt(memory, offset, AWAKE);
            Futex.wake(address, 1);
        }
    }

    /** Wakes the sleeper, if there is one. Called after its condition was made true. */
    void ring() {
        // SYNC POINT asleep
        VarHandle.fullFence();
        if (Words.loadInt(memory, offset) != AWAKE && Futex.isReady()) {
            Words.storeInt(memory, offset, AWAKE);
            Futex.wake(address, 1);
        }
    }
}
