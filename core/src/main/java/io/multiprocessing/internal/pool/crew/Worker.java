package io.multiprocessing.internal.pool.crew;

import io.multiprocessing.internal.family.Offspring;
import io.multiprocessing.internal.flight.Flight;
import io.multiprocessing.internal.pool.thread.Timer;
import io.multiprocessing.internal.wire.FrameType;
import io.multiprocessing.internal.wire.Head;
import io.multiprocessing.spi.Frame;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A worker as the crew sees it. The fields that change are guarded by the crew's lock. */
final class Worker {
    /** How long it may take to tell its stacks. */
    static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);

    final int number;
    final String name;
    /** How long its process may take to end once it has been told to. */
    private final Duration leave;
    /** Null until the process is ready. */
    @Nullable Offspring process;
    /** Whether its initializer, if it has one, is done. */
    boolean initialized;
    /** The task it runs or is about to begin; null while it is idle. */
    @Nullable PoolTask<?> task;
    /** Whether the worker said that it began the task. */
    boolean started;
    /** What it has been given beyond that: see {@link Ahead}. */
    final Deque<PoolTask<?>> ahead = new ArrayDeque<>(0);
    /** The task that it was at when {@link Ahead} last looked. */
    long seen;
    /** Tasks done. */
    int done;
    /** When it became ready, and when it got idle, in {@code System.nanoTime}. */
    long readyAt;
    long idleSince;
    /** How much of its process is in memory, when somebody looked last. */
    long residentBytes;
    /** How much heap it used after a collection, when it told last. */
    long heapBytes;
    /** No more tasks: it was told to end. */
    boolean retiring;
    /** Why it was told to end; empty when for no particular reason. */
    String leavesBecause = "";
    /** For the Flight Recorder: its start; null when nothing is recorded. */
    Flight.@Nullable Start start;
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

    void readyFrom(long now) {
        readyAt = now;
        idleSince = now;
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

    /** All that it has been given, in order. */
    List<PoolTask<?>> tasks() {
        List<PoolTask<?>> all = new ArrayList<>(1 + ahead.size());
        if (task != null) {
            all.add(task);
            all.addAll(ahead);
        }
        return all;
    }

    void give(PoolTask<?> given) {
        given.worker = this;
        given.carrier = process;
        if (task == null) {
            task = given;
            started = false;
        } else {
            ahead.addLast(given);
        }
    }

    /**
     * It has begun this task, or is known to be about to: what it passed over, it gives back. False when it has no
     * such.
     */
    boolean advanceTo(long taskId) {
        if (task == null || (started && task.id != taskId)) {
            return false;
        }
        if (task.id == taskId) {
            return true;
        }
        for (PoolTask<?> later : ahead) {
            if (later.id == taskId) {
                released();
                ahead.remove(later);
                ahead.addFirst(task);
                task = later;
                return true;
            }
        }
        return false;
    }

    /** It no longer has this task, which is null when it had not. */
    @Nullable PoolTask<?> takeBack(long taskId) {
        for (PoolTask<?> mine : tasks()) {
            if (mine.id == taskId) {
                takeBack(mine);
                return mine;
            }
        }
        return null;
    }

    void takeBack(PoolTask<?> mine) {
        if (task == mine) {
            released();
            task = ahead.poll();
            started = false;
        } else {
            ahead.remove(mine);
        }
        mine.worker = null;
        mine.carrier = null;
        mine.recalled = false;
        if (retiring && task == null) {
            limitLeave();
        }
    }

    /** Asks for a task that it may not have begun. It gives it back, or begins it. */
    void recall(PoolTask<?> mine) {
        if (!mine.recalled) {
            mine.recalled = true;
            post(Head.ofId(mine.id).frame(FrameType.RECALL));
        }
    }

    /** Whether it has yet to answer for tasks that it was given ahead. */
    boolean isBeingAsked() {
        PoolTask<?> last = ahead.peekLast();
        return last != null && last.recalled;
    }

    /** Asks for up to so many of the tasks that it was given ahead, the last one first. */
    void recallAhead(int count) {
        int left = count;
        for (var last = ahead.descendingIterator(); left > 0 && last.hasNext(); left--) {
            recall(last.next());
        }
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

    /** Whatever was under way to end its task is over. */
    private void released() {
        onLadder = false;
        askedForStacks = null;
        stopClock();
    }

    void retire() {
        if (retiring) {
            return;
        }
        retiring = true;
        recallAhead(ahead.size());
        post(Head.empty().frame(FrameType.RETIRE));
        if (task == null) {
            limitLeave();
        }
    }

    private void limitLeave() {
        Offspring leaving = process;
        if (leaving != null) {
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
