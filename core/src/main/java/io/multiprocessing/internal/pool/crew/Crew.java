package io.multiprocessing.internal.pool.crew;

import io.multiprocessing.PoolBrokenException;
import io.multiprocessing.PoolStats;
import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.family.progress.Waiting;
import io.multiprocessing.internal.pool.policy.PoolSettings;
import io.multiprocessing.internal.pool.report.Chronicle;
import io.multiprocessing.internal.pool.thread.Elsewhere;
import io.multiprocessing.internal.pool.thread.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The heart of a pool: the waiting tasks, the workers, and the pool's life.
 *
 * <p>One lock guards it all; {@link TaskQueue}, {@link Dispatcher}, {@link Staff} and {@link Enforcer} share it. Under
 * the lock nothing blocks, nothing is decoded and no user code runs: frames for workers are collected as {@link
 * Assignment}s and sent after it is released, by a submitting thread directly (it may block while a channel is full),
 * by a thread that delivers frames without blocking; futures are completed in virtual threads.
 *
 * <pre>
 *   task:    waiting ──▶ given to a worker ──▶ STARTED ──▶ RESULT ──▶ done
 *               ▲               │ worker died      │ worker died
 *               └───────────────┘                  └──▶ failed, or waiting again if idempotent
 *
 *   pool:    working ──▶ shut down (does what it has) ──▶ terminated
 *               └──────▶ stopped, or broken (does no more) ──▶ terminated
 * </pre>
 */
public final class Crew {
    private final Member member;
    private final PoolSettings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private final TaskQueue queue;
    private final Roster roster;
    private final Chronicle chronicle;
    private final Dispatcher dispatcher;
    private final Staff staff;
    private final CompletableFuture<Void> terminated = new CompletableFuture<>();
    private boolean shutdown;
    private boolean stopped;
    private boolean ending;
    private @Nullable PoolBrokenException broken;

    public Crew(Member member, PoolSettings settings) {
        this.member = member;
        this.settings = settings;
        this.chronicle = new Chronicle(settings.name(), settings.listeners());
        this.queue = new TaskQueue(lock, member.waiting(), settings);
        this.roster = new Roster(
                settings.name(),
                settings.workers(),
                member.settings().shutdownGrace().plus(Enforcer.PATIENCE),
                settings.initializer() != null);
        this.dispatcher = new Dispatcher(this, member, lock, queue, roster, chronicle);
        this.staff = new Staff(this, member, lock, roster, chronicle);
    }

    public PoolSettings settings() {
        return settings;
    }

    /** Of this process's main thread. */
    public Waiting mainWaiting() {
        return member.waiting();
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    Staff staff() {
        return staff;
    }

    /** Starts the first workers. */
    public void begin() {
        lock.lock();
        try {
            chronicle.opened(settings.workers());
            staff.begin();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes a task in.
     *
     * @param mayWait whether to wait when the queue is full
     * @throws RejectedExecutionException when the pool is shut down or broken, the queue is full, or this thread was
     *     interrupted while it waited
     */
    public void submit(PoolTask<?> task, boolean mayWait) {
        List<Assignment> assignments;
        lock.lock();
        try {
            requireOpen();
            if (!queue.hasRoomFor(task)) {
                if (!mayWait) {
                    throw queue.full(task);
                }
                queue.awaitRoom(task, this::requireOpen);
            }
            queue.add(task);
            chronicle.submitted(task.log);
            assignments = dispatcher.dispatch();
        } finally {
            lock.unlock();
        }
        Assignment.sendAll(assignments);
    }

    private void requireOpen() {
        if (broken != null) {
            throw new RejectedExecutionException(broken.getMessage(), broken);
        }
        if (shutdown) {
            throw new RejectedExecutionException("Pool " + settings.name() + " has been shut down");
        }
    }

    // ---- life

    /** Whether tasks are still to be run. Called with the lock held. */
    boolean isWorking() {
        return !stopped && broken == null;
    }

    /** Whether nothing more will be done, and no worker is left or will be for long. Called with the lock held. */
    boolean isOver() {
        return ending || !isWorking();
    }

    /** Whether a worker that is missing is worth starting. Called with the lock held. */
    boolean needsWorkers() {
        return isWorking() && !(shutdown && queue.isEmpty());
    }

    /** Gives up, unless it has already. Called with the lock held. */
    void breakDown(String why, @Nullable Throwable cause) {
        if (broken != null) {
            return;
        }
        PoolBrokenException exception =
                new PoolBrokenException("Pool " + settings.name() + " is broken: " + why, cause);
        broken = exception;
        shutdown = true;
        for (PoolTask<?> task : queue.takeAll()) {
            chronicle.failed(task.log);
            Results.fail(task, exception);
        }
        for (PoolTask<?> task : roster.tasks()) {
            chronicle.failed(task.log);
            Results.fail(task, exception);
        }
        chronicle.broken(exception);
        roster.killAll();
        endIfDone();
    }

    public void shutdown() {
        lock.lock();
        try {
            shutdown = true;
            queue.wakeSubmitters();
            endIfDone();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends all at once. The caller cancels both kinds of tasks.
     *
     * @param running takes the tasks that workers have or had
     * @return the tasks that none has begun
     */
    public List<PoolTask<?>> stop(List<PoolTask<?>> running) {
        lock.lock();
        try {
            shutdown = true;
            stopped = true;
            List<PoolTask<?>> never = new ArrayList<>();
            for (PoolTask<?> task : queue.takeAll()) {
                (task.log.attempts() == 0 ? never : running).add(task);
            }
            running.addAll(roster.tasks());
            roster.retireAll();
            endIfDone();
            if (!roster.isEmpty()) {
                Timer.after(Enforcer.PATIENCE.toNanos(), this::killAll);
            }
            return never;
        } finally {
            lock.unlock();
        }
    }

    private void killAll() {
        lock.lock();
        try {
            roster.killAll();
        } finally {
            lock.unlock();
        }
    }

    /** Sends the workers home when nothing is left to do. Called with the lock held. */
    void endIfDone() {
        if (!shutdown || !queue.isEmpty()) {
            return;
        }
        roster.retireIdle();
        if (roster.isEmpty() && !ending) {
            ending = true;
            Elsewhere.run("mp-pool-end", this::end);
        }
    }

    private void end() {
        chronicle.finish(member.settings().shutdownGrace());
        terminated.complete(null);
    }

    public boolean isShutdown() {
        lock.lock();
        try {
            return shutdown;
        } finally {
            lock.unlock();
        }
    }

    /** Completes when the last worker has gone. */
    public CompletableFuture<Void> terminated() {
        return terminated;
    }

    /** Waits for the end; false when the time has passed first. */
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        BooleanSupplier outer = member.waiting().begin(terminated::isDone);
        try {
            terminated.get(timeout, unit);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            member.waiting().end(outer);
        }
    }

    // ---- size and figures

    public int size() {
        lock.lock();
        try {
            return roster.wanted();
        } finally {
            lock.unlock();
        }
    }

    public void resize(int count) {
        lock.lock();
        try {
            roster.want(count);
            roster.retireSurplus();
            staff.startMissing();
        } finally {
            lock.unlock();
        }
    }

    public PoolStats stats() {
        lock.lock();
        try {
            int ready = roster.ready();
            return chronicle.stats(
                    ready,
                    roster.all().size() - ready,
                    queue.size(),
                    queue.bytes(),
                    roster.tasks().size());
        } finally {
            lock.unlock();
        }
    }
}
