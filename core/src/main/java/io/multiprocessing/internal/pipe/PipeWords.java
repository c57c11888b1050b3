package io.multiprocessing.internal.pipe;

import io.multiprocessing.spi.Words;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;

/** The words of a pipe's ends: see {@link PipeLayout}. */
record PipeWords(ByteBuffer memory) {
    /** Nobody has used that end, and it was not sent to anybody. */
    static final int NOBODY = 0;

    /** It was sent to a member that has not used it yet: the home knows to which. */
    static final int GIVEN = -1;

    boolean isClosed(int end) {
        // SYNC POINT end-closed (acquire)
        return Words.loadInt(memory, PipeLayout.closed(end)) != 0;
    }

    boolean isAnyClosed() {
        return isClosed(0) || isClosed(1);
    }

    boolean areBothClosed() {
        return isClosed(0) && isClosed(1);
    }

    void storeClosed(int end) {
        // SYNC POINT end-closed (release)
        Words.storeInt(memory, PipeLayout.closed(end), 1);
    }

    /** A slot, {@link #NOBODY} or {@link #GIVEN}. A hint of who is to be waited for: whoever stores last has it. */
    int holder(int end) {
        return Words.loadInt(memory, PipeLayout.holder(end));
    }

    void storeHolder(int end, int holder) {
        Words.storeInt(memory, PipeLayout.holder(end), holder);
    }

    /**
     * The home's, before it looks whether the end is ready.
     *
     * <pre>
     *   the home                                  who sends to the end, or closes one
     *   watched = 1                               tail, or closed, is stored
     *   full fence     ◀── SYNC POINT watched ──▶ full fence
     *   ready? then answer who awaits it          watched == 1? then watched = 0, and tell the home to look
     * </pre>
     */
    void watch(int end) {
        Words.storeInt(memory, PipeLayout.watched(end), 1);
        // SYNC POINT watched
        VarHandle.fullFence();
    }

    /** Whether the home is to be told that the end may be ready. A full fence lies before this. */
    boolean unwatch(int end) {
        // SYNC POINT watched
        return Words.loadInt(memory, PipeLayout.watched(end)) != 0
                && Words.compareAndSetInt(memory, PipeLayout.watched(end), 1, 0);
    }
}
