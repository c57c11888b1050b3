package io.multiprocessing.internal.direct;

import io.multiprocessing.spi.Words;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A lock for a few instructions, between all threads of all processes, that survives its holder. One word: 0 when it is
 * free, else the slot of the process that has it; a second one is the {@link Bell} of those who wait.
 *
 * <pre>
 *   0          4
 *   +----------+---------+
 *   | holder   | bell    |      int32 each
 *   +----------+---------+
 *   holder   0 → slot    by compare-and-set, by whoever acquires it     SYNC POINT guard (acquire)
 *            slot → 0    by that process                                SYNC POINT guard (release)
 *            dead → home by compare-and-set, by the object's home, once the end of the process is proven
 * </pre>
 *
 * <p>To acquire it is to be registered: there is no moment at which a dead holder is unknown. Not reentrant: a thread
 * that tries is told so. Not fair. Time proves nothing: the holder may be stopped, and then others wait as long as
 * their patience lasts.
 */
public final class Guard {
    static final int BYTES = 2 * Integer.BYTES;

    private static final int FREE = 0;

    private final ByteBuffer memory;
    private final int offset;
    private final int slot;
    private final Bell bell;
    private final BooleanSupplier isFree;
    /** The thread of this process that has it, as far as that thread itself can tell. */
    private @Nullable Thread holder;

    public Guard(Attachment attachment, int offset) {
        this.memory = attachment.memory();
        this.offset = offset;
        this.slot = attachment.slot();
        this.bell = new Bell(attachment, offset + Integer.BYTES);
        this.isFree = this::isFree;
    }

    /** Whether nobody has it at this moment. */
    public boolean isFree() {
        return Words.loadInt(memory, offset) == FREE;
    }

    public boolean tryAcquire() {
        // SYNC POINT guard (acquire)
        boolean isAcquired = Words.compareAndSetInt(memory, offset, FREE, slot);
        if (isAcquired) {
            holder = Thread.currentThread();
            KillPoint.reach("guard.acquired");
        }
        return isAcquired;
    }

    /** @throws IllegalStateException when this thread has it already */
    public Waited acquire(Patience patience) {
        if (holder == Thread.currentThread()) {
            throw new IllegalStateException(
                    "This thread is in the middle of using the object. What it calls then, such as"
                            + " the writer or reader of an element, can't use the same object.");
        }
        while (!tryAcquire()) {
            Waited waited = bell.await(isFree, patience);
            if (waited != Waited.DONE) {
                return waited;
            }
        }
        return Waited.DONE;
    }

    /** A full fence lies between all that was stored before and all that is loaded after this. */
    public void release() {
        holder = null;
        // SYNC POINT guard (release)
        Words.getAndSetInt(memory, offset, FREE);
        KillPoint.reach("guard.released");
        bell.ringFenced();
    }

    /** The home's: takes it from a process whose end is proven; true when that one held it. */
    public boolean takeFrom(int dead) {
        return Words.compareAndSetInt(memory, offset, dead, slot);
    }

    /** Wakes all who wait, whatever the words say. */
    public void ringForAll() {
        bell.ringForAll();
    }
}
