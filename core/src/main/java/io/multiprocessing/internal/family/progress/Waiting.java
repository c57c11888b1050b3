package io.multiprocessing.internal.family.progress;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether this process's main thread waits for another member, and how often it began to; and whether others wait for
 * what its objects do: what {@link Progress} asks. A wait is over as soon as what was waited for is there, even if the
 * thread has not been woken yet: it will go on by itself.
 */
public final class Waiting {
    private final AtomicLong begun = new AtomicLong();
    private volatile @Nullable Thread main;
    private volatile @Nullable BooleanSupplier isOver;
    private volatile boolean mainDone;
    private final Set<Thread> serving = ConcurrentHashMap.newKeySet();
    private final Map<Thread, BooleanSupplier> inMemory = new ConcurrentHashMap<>();

    /** Of a child: the thread that runs its program. */
    public void setMain(Thread thread) {
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

    /**
     * As {@link #begin}, where the thread does not look as if it waited: it sleeps in native code, or in naps.
     *
     * @return for {@link #endInMemory}
     */
    public @Nullable BooleanSupplier beginInMemory(BooleanSupplier isOver) {
        if (serving.contains(Thread.currentThread())) {
            inMemory.put(Thread.currentThread(), isOver);
        }
        return begin(isOver);
    }

    /** The current thread no longer waits. */
    public void endInMemory(@Nullable BooleanSupplier outer) {
        inMemory.remove(Thread.currentThread());
        end(outer);
    }

    /** The current thread no longer waits. */
    public void end(@Nullable BooleanSupplier outer) {
        if (Thread.currentThread() == main) {
            isOver = outer;
        }
    }

    /** The current thread begins to run what another member, or this one, has asked an object of this member for. */
    public void beginServing() {
        begun.incrementAndGet();
        serving.add(Thread.currentThread());
    }

    /** The current thread has answered. */
    public void endServing() {
        serving.remove(Thread.currentThread());
    }

    /** Whether a thread that serves others can go on by itself: it runs or sleeps, and does not wait for somebody. */
    public boolean isServing() {
        return serving.stream().anyMatch(this::canGoOn);
    }

    private boolean canGoOn(Thread thread) {
        BooleanSupplier awaited = inMemory.get(thread);
        if (awaited != null) {
            return awaited.getAsBoolean();
        }
        return switch (thread.getState()) {
            case NEW, RUNNABLE, TIMED_WAITING -> true;
            case BLOCKED, WAITING, TERMINATED -> false;
        };
    }

    /** The main thread has done its work: the process lives on only for other threads or for children. */
    public void mainIsDone() {
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
