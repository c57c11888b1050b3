package io.multiprocessing.internal.direct;

import io.multiprocessing.internal.family.progress.Waiting;
import io.multiprocessing.spi.AdaptiveSpin;
import io.multiprocessing.spi.RegionFile;
import io.multiprocessing.spi.WordWait;
import io.multiprocessing.spi.Words;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One process's part in an object in mapped memory: its slot there, and the end of the object as far as it is known
 * here. Safe for use by several threads.
 */
public final class Attachment {
    private final RegionFile file;
    private final ByteBuffer memory;
    private final int slot;
    private final WordWait words;
    private final Waiting waiting;
    private volatile boolean saidCanWake;
    private volatile @Nullable String goneBecause;

    /** @param slot which the object's home has given to this process */
    Attachment(RegionFile file, int slot, WordWait words, Waiting waiting) {
        this.file = file;
        this.memory = file.memory();
        this.slot = slot;
        this.words = words;
        this.waiting = waiting;
        words.prepare();
    }

    public int slot() {
        return slot;
    }

    public RegionFile file() {
        return file;
    }

    public ByteBuffer memory() {
        return memory;
    }

    Waiting waiting() {
        return waiting;
    }

    public AdaptiveSpin newSpin() {
        return new AdaptiveSpin(words.spinNanos());
    }

    // ---- the end of the object

    /** Its maker's process has ended, or this one has left the family. */
    void end(String because) {
        goneBecause = because;
    }

    public boolean isGone() {
        // SYNC POINT left (acquire)
        return goneBecause != null || Words.loadInt(memory, DirectLayout.STATE) != DirectLayout.OPEN;
    }

    /** Why it is gone, for messages. */
    public String goneBecause() {
        String because = goneBecause;
        return because == null ? "the Multiprocessing that made it was closed" : because;
    }

    // ---- sleeping on words

    /** Whether all processes that may have to wake this one can do so, which they can't just after their start. */
    boolean maySleep() {
        if (!canWake()) {
            return false;
        }
        // SYNC POINT attached (acquire)
        int highest = Words.loadInt(memory, DirectLayout.HIGHEST);
        for (int other = 1; other <= highest; other++) {
            // SYNC POINT can-wake (acquire)
            if (Words.loadInt(memory, DirectLayout.slot(other)) == DirectLayout.ATTACHED) {
                return false;
            }
        }
        return true;
    }

    private boolean canWake() {
        if (!saidCanWake && words.isReady()) {
            KillPoint.reach("attach.ready");
            // SYNC POINT can-wake (release)
            Words.compareAndSetInt(memory, DirectLayout.slot(slot), DirectLayout.ATTACHED, DirectLayout.CAN_WAKE);
            saidCanWake = true;
        }
        return saidCanWake;
    }

    void sleepWhile(int offset, int expected, long nanos) {
        words.await(file.address() + offset, expected, nanos);
    }

    void wake(int offset, int count) {
        // Who only ever wakes others says here that it can: until then these don't sleep.
        if (canWake()) {
            words.wake(file.address() + offset, count);
        }
    }
}
