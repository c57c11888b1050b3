package io.multiprocessing.internal.family;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Whether this process's main thread waits for another member, and how often it did: what {@link Progress} asks. */
public final class Waiting {
    private final AtomicLong begun = new AtomicLong();
    private volatile @Nullable Thread main;
    private final AtomicInteger depth = new AtomicInteger();

    private volatile boolean mainDone;

    void setMain(Thread thread) {
        main = thread;
    }

    /** The current thread is about to wait for an answer from another member, or for the end of one. */
    public void begin() {
        if (Thread.currentThread() == main) {
            begun.incrementAndGet();
            depth.incrementAndGet();
        }
    }

    public void end() {
        if (Thread.currentThread() == main) {
            depth.decrementAndGet();
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
        return depth.get() > 0;
    }

    long count() {
        return begun.get();
    }
}
