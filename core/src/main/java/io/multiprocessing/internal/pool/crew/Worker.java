package io.multiprocessing.internal.pool.crew;

import io.multiprocessing.internal.family.Offspring;
import io.multiprocessing.internal.wire.FrameType;
import io.multiprocessing.internal.wire.Head;
import io.multiprocessing.spi.Frame;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A worker as the crew sees it. The fields that change are guarded by the crew's lock. */
final class Worker {
    /** How long it may take to tell its stacks. */
    static final Duration ANSWER_WITHIN = Duration.ofSeconds(1);

    final int number;
    final String name;
    /** How long its process may take to end once it has been told to. */
    private final Duration leave;
    /** Null until the process is ready. */
    @Nullable Offspring process;
    /** Whether its initializer, if it has one, is done. */
    boolean initialized;
    /** The task it has been given; null while it is idle. */
    @Nullable PoolTask<?> task;
    /** Whether the worker said that it began the task. */
    boolean started;
    /** Tasks done. */
    int done;
    /** No more tasks: it was told to end. */
    boolean retiring;
    /** Its process ended before it was known to be ready. */
    boolean ended;
    /** Its task is to end: see {@link Enforcer}. */
    boolean onLadder;
    /** Ends the current task's time, or the patience with it. */
    @Nullable ScheduledFuture<?> clock;

    /** Who is waiting for its stacks. */
    private @Nullable Consumer<@Nullable String> askedForStacks;
    private long questions;

    Worker(int number, String name, Duration leave, boolean initialized) {
        this.number = number;
        this.name = name;
        this.leave = leave;
        this.initialized = initialized;
    }

    boolean isReady() {
        return process != null && initialized;
    }

    boolean isIdle() {
        return isReady() && isFree();
    }

    /** Has no task, though it may not be ready for one. */
    boolean isFree() {
        return process != null && task == null && !retiring;
    }

    long pid() {
        return process == null ? 0 : process.pid();
    }

    void interrupt(long taskId) {
        post(Head.ofId(taskId).frame(FrameType.INTERRUPT));
    }

    /**
     * Asks it what its threads are doing.
     *
     * @param lock the crew's, which is held
     * @param then takes them with the lock held; null when it has not answered in time
     */
    void askForStacks(ReentrantLock lock, Consumer<@Nullable String> then) {
        long question = ++questions;
        askedForStacks = then;
        post(Head.ofId(question).frame(FrameType.ASK_STACKS));
        stopClock();
        clock = Timer.after(ANSWER_WITHIN.toNanos(), () -> {
            lock.lock();
            try {
                answered(question, null);
            } finally {
                lock.unlock();
            }
        });
    }

    /** Its stacks have come, or will not. Called with the lock held. */
    void answered(long question, @Nullable String stacks) {
        Consumer<@Nullable String> asker = askedForStacks;
        if (asker != null && question == questions) {
            askedForStacks = null;
            stopClock();
            asker.accept(stacks);
        }
    }

    /** It has no task any more. */
    void released() {
        task = null;
        onLadder = false;
        askedForStacks = null;
        stopClock();
    }

    void retire() {
        retiring = true;
        post(Head.empty().frame(FrameType.RETIRE));
        Offspring leaving = process;
        if (leaving != null && task == null) {
            stopClock();
            clock = Timer.after(leave.toNanos(),
                    () -> leaving.fence("it did not end within " + leave + " of being told to"));
        }
    }

    private void post(Frame frame) {
        if (process != null) {
            process.post(frame);
        }
    }

    void stopClock() {
        if (clock != null) {
            clock.cancel(false);
            clock = null;
        }
    }
}
