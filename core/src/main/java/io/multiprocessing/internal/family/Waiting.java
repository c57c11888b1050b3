package io.multiprocessing.internal.family;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether this process's main thread waits for another member, and how often it began to: what {@link Progress} asks. A wait
 * is over as soon as what was waited for is there, even if the thread has not been woken yet: it will go on by itself.
 */
public final class Waiting {
    private final AtomicLong begun = new AtomicLong();
    private volatile @Nullable Thread main;
    private volatile @Nullable BooleanSupplier isOver;
    private volatile boolean mainDone;

    void setMain(Thread thread) {
        main = thread;
    }

    /**
     * The current thread is about to wait for an answer from another member, for the end of one, or for work.
     *
     * @param isOver whether what it waits for is there; asked by other threads
     * @return for {@link #end}: the wait that this one is part of
     */
    public @Nullable BooleanSupplier begin(BooleanSupplier isOver) {
        if (Thread.currentThread() != main) {
            return null;
        }
        BooleanSupplier outer = this.isOver;
        begun.incrementAndGet();
        this.isOver = isOver;
        return outer;
    }

    /** The current thread no longer waits. */
    public void end(@Nullable BooleanSupplier outer) {
        if (Thread.currentThread() == main) {
            isOver = outer;
        }
    }

    /** The main thread has done its work: the process lives on only for other threads or for children. */
    void mainIsDone() {
        mainDone = true;
    }

    boolean isMainDone() {
        return mainDone;
    }

    boolean isMainWaiting() {
        BooleanSupplier current = isOver;
        return current != null && !current.getAsBoolean();
    }

    long count() {
        return begun.get();
    }
}
