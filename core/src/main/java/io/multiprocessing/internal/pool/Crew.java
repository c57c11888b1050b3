package io.multiprocessing.internal.pool;

import io.multiprocessing.PoolBrokenException;
import io.multiprocessing.PoolStats;
import io.multiprocessing.ProcessStartException;
import io.multiprocessing.TransportException;
import io.multiprocessing.internal.family.Birth;
import io.multiprocessing.internal.family.Ending;
import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.family.Offspring;
import io.multiprocessing.internal.family.Waiting;
import io.multiprocessing.internal.wire.FrameType;
import io.multiprocessing.internal.wire.Head;
import io.multiprocessing.spi.Frame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The heart of a pool: the waiting tasks and the workers, and who gets what.
 *
 * <p>One lock guards it all. Under the lock nothing blocks, nothing is decoded and no user code runs: frames for workers
 * are collected as {@link Assignment}s and sent after it is released, by a submitting thread directly (it may block while
 * a channel is full), by a thread that delivers frames without blocking; futures are completed in virtual threads.
 *
 * <pre>
 *   task:    waiting ──▶ given to a worker ──▶ STARTED ──▶ RESULT ──▶ done
 *               ▲               │ worker died      │ worker died
 *               └───────────────┘                  └──▶ failed, or waiting again if idempotent
 *
 *   worker:  starting ──▶ idle ⇄ busy ──▶ retiring ──▶ ended     (dies: replaced)
 * </pre>
 */
final class Crew {
    private static final int MAX_ATTEMPTS = 3;

    private final Member member;
    private final PoolSettings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Deque<PoolTask<?>> waiting = new ArrayDeque<>();
    private final Tally tally = new Tally();
    private final Roster roster;
    private final Enforcer enforcer;
    private final RestartLimit restartLimit;
    private final CompletableFuture<Void> terminated = new CompletableFuture<>();
    private boolean everReady;
    private boolean shutdown;
    private boolean stopped;
    private @Nullable PoolBrokenException broken;

    private record Assignment(Offspring process, Frame frame) {}

    Crew(Member member, PoolSettings settings) {
        this.member = member;
        this.settings = settings;
        this.roster = new Roster(settings.name(), settings.workers());
        this.enforcer = new Enforcer(settings.name(), lock, tally);
        this.restartLimit = new RestartLimit(settings.maxRestarts(), settings.restartPeriod());
    }

    PoolSettings settings() {
        return settings;
    }

    /** Of this process's main thread. */
    Waiting mainWaiting() {
        return member.waiting();
    }

    CompletableFuture<Void> terminated() {
        return terminated;
    }

    void begin() {
        lock.lock();
        try {
            startMissing();
        } finally {
            lock.unlock();
        }
    }

    // ---- tasks

    /**
     * Takes a task in.
     *
     * @throws RejectedExecutionException when the pool is shut down or broken
     */
    void submit(PoolTask<?> task) {
        List<Assignment> assignments;
        lock.lock();
        try {
            requireOpen();
            awaitRoom();
            waiting.add(task);
            assignments = dispatch();
        } finally {
            lock.unlock();
        }
        for (Assignment assignment : assignments) {
            assignment.process.send(assignment.frame);
        }
    }

    private void awaitRoom() {
        if (!isFull()) {
            return;
        }
        BooleanSupplier outer = member.waiting().begin(() -> !isFull());
        try {
            while (isFull()) {
                room.awaitUninterruptibly();
                requireOpen();
            }
        } finally {
            member.waiting().end(outer);
        }
    }

    private boolean isFull() {
        lock.lock();
        try {
            return settings.queueLimit() > 0 && waiting.size() >= settings.queueLimit();
        } finally {
            lock.unlock();
        }
    }

    private void requireOpen() {
        if (broken != null) {
            throw new RejectedExecutionException(broken.getMessage(), broken);
        }
        if (shutdown) {
            throw new RejectedExecutionException("Pool " + settings.name() + " has been shut down");
        }
    }

    /** Gives waiting tasks to idle workers. Called with the lock held; the result is to be sent without it. */
    private List<Assignment> dispatch() {
        if (waiting.isEmpty()) {
            return List.of();
        }
        List<Assignment> assignments = new ArrayList<>();
        for (Worker worker : roster.all()) {
            if (worker.isIdle()) {
                PoolTask<?> task = nextWaiting();
                if (task == null) {
                    break;
                }
                worker.task = task;
                worker.started = false;
                task.worker = worker;
                assignments.add(new Assignment(
                        Objects.requireNonNull(worker.process), Objects.requireNonNull(task.frame)));
            }
        }
        return assignments;
    }

    private @Nullable PoolTask<?> nextWaiting() {
        PoolTask<?> task = waiting.poll();
        while (task != null && task.isDone()) {
            task = waiting.poll();
        }
        room.signalAll();
        return task;
    }

    private static void post(List<Assignment> assignments) {
        for (Assignment assignment : assignments) {
            assignment.process.post(assignment.frame);
        }
    }

    /** The future has been cancelled: what of the task is left is to go. */
    void cancelled(PoolTask<?> task, boolean mayInterrupt) {
        lock.lock();
        try {
            tally.cancelled++;
            Worker worker = task.worker;
            if (worker == null) {
                waiting.remove(task);
                room.signalAll();
                endIfDone();
            } else if (mayInterrupt) {
                enforcer.interruptThenKill(worker, task);
            }
        } finally {
            lock.unlock();
        }
    }

    // ---- frames from workers

    private void received(Worker worker, int type, Head head, Frame frame) {
        switch (type) {
            case FrameType.STARTED -> started(worker, head.id());
            case FrameType.RESULT -> {
                if (head.id() == WorkerProgram.INITIALIZER) {
                    initializerFailed(worker, frame);
                } else {
                    finished(worker, head, frame);
                }
            }
            default -> throw new TransportException("A worker does not send frames of type " + type);
        }
    }

    private void started(Worker worker, long taskId) {
        lock.lock();
        try {
            PoolTask<?> task = requireCurrent(worker, taskId);
            worker.started = true;
            task.running(worker.pid());
            enforcer.started(worker, task);
        } finally {
            lock.unlock();
        }
    }

    private static PoolTask<?> requireCurrent(Worker worker, long taskId) {
        PoolTask<?> task = worker.task;
        if (task == null || task.id != taskId) {
            throw new TransportException("Worker \"" + worker.name + "\" speaks of task " + taskId + ", but has "
                    + (task == null ? "none" : "task " + task.id));
        }
        return task;
    }

    private void finished(Worker worker, Head head, Frame frame) {
        PoolTask<?> task;
        List<Assignment> assignments;
        lock.lock();
        try {
            task = requireCurrent(worker, head.id());
            release(worker, task);
            worker.done++;
            restartLimit.worked();
            if (!task.isDone()) {
                if (head.code() == WorkerProgram.VALUE) {
                    tally.succeeded++;
                } else {
                    tally.failed++;
                }
            }
            if (settings.maxTasksPerWorker() > 0 && worker.done >= settings.maxTasksPerWorker()) {
                worker.retire();
                startMissing();
            } else if (roster.hasTooMany()) {
                worker.retire();
            }
            assignments = dispatch();
            endIfDone();
        } finally {
            lock.unlock();
        }
        post(assignments);
        Thread.ofVirtual()
                .name("mp-result")
                .start(() -> Results.complete(member, task, head.code(), frame.body(), worker));
    }

    private static void release(Worker worker, PoolTask<?> task) {
        worker.task = null;
        worker.stopClock();
        task.worker = null;
        task.frame = null;
    }

    // ---- workers

    private void startMissing() {
        while (broken == null && !stopped && !(shutdown && waiting.isEmpty()) && roster.hasTooFew()) {
            Worker worker = roster.enlist();
            long pause = restartLimit.pauseNanos();
            if (pause == 0) {
                Thread.ofVirtual().name("mp-start-" + worker.name).start(() -> launch(worker));
            } else {
                Timer.after(pause,
                        () -> Thread.ofVirtual().name("mp-start-" + worker.name).start(() -> launch(worker)));
            }
        }
    }

    private void launch(Worker worker) {
        try {
            Birth birth = new Birth(
                    worker.name,
                    "w" + worker.number,
                    false,
                    true,
                    false,
                    new WorkerProgram.Start(settings.initializer()),
                    member.settings().with(settings.jvmArgs()),
                    (type, head, frame) -> received(worker, type, head, frame),
                    process -> ended(worker, process));
            ready(worker, member.children().start(birth));
        } catch (Throwable e) {
            startFailed(worker, e);
        }
    }

    private void ready(Worker worker, Offspring process) {
        List<Assignment> assignments;
        boolean alreadyEnded;
        lock.lock();
        try {
            everReady = true;
            worker.process = process;
            alreadyEnded = worker.ended;
            if (stopped || broken != null) {
                process.kill();
            } else if (roster.hasTooMany()) {
                worker.retire();
            }
            assignments = alreadyEnded ? List.of() : dispatch();
            endIfDone();
        } finally {
            lock.unlock();
        }
        post(assignments);
        if (alreadyEnded) {
            ended(worker, process);
        }
    }

    private void startFailed(Worker worker, Throwable cause) {
        lock.lock();
        try {
            roster.remove(worker);
            if (stopped || broken != null) {
                endIfDone();
            } else if (isHopeless(cause) || restartLimit.failed(System.nanoTime())) {
                breakDown("its workers can't be started: " + firstLine(cause), cause);
            } else {
                startMissing();
                endIfDone();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether the next one would fail as well: none has come up yet, and this one was not killed by somebody. */
    private boolean isHopeless(Throwable cause) {
        return !(cause instanceof ProcessStartException failure)
                || (!everReady && failure.exitStatus().orElse(0) >= 0);
    }

    private static String firstLine(Throwable cause) {
        String text = String.valueOf(cause.getMessage());
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }

    private void initializerFailed(Worker worker, Frame frame) {
        Thread.ofVirtual().name("mp-result").start(() -> {
            Throwable thrown = Results.thrown(member, frame.body(), worker, null);
            lock.lock();
            try {
                if (broken == null) {
                    breakDown("its initializer failed in worker \"" + worker.name + "\": " + thrown, thrown);
                }
            } finally {
                lock.unlock();
            }
        });
    }

    /** A worker's process has ended; everything it sent has been received. */
    private void ended(Worker worker, Offspring process) {
        lock.lock();
        try {
            if (worker.process == null) {
                worker.ended = true;
                return;
            }
            roster.remove(worker);
            worker.stopClock();
            PoolTask<?> task = worker.task;
            boolean started = worker.started;
            if (task != null) {
                bereave(worker, task, process.deathNotice());
            }
            if (!worker.retiring && !stopped && broken == null) {
                tally.restarts++;
                boolean fruitless = worker.done == 0 && !(task != null && started);
                if (fruitless && restartLimit.failed(System.nanoTime())) {
                    breakDown("its workers end before they have done anything; the last one "
                            + process.deathNotice().describe(), null);
                } else {
                    startMissing();
                }
            }
            endIfDone();
        } finally {
            lock.unlock();
        }
    }

    /** A task has lost its worker: it goes to another one, or fails. */
    private void bereave(Worker worker, PoolTask<?> task, Ending ending) {
        Frame frame = task.frame;
        release(worker, task);
        if (worker.started) {
            task.deaths++;
        }
        if (task.isDone()) {
            return;
        }
        boolean again = !worker.started || (task.idempotent && task.deaths < MAX_ATTEMPTS);
        if (again && !stopped && broken == null) {
            task.frame = frame;
            task.waiting();
            waiting.addFirst(task);
            return;
        }
        tally.failed++;
        Results.fail(task, Obituary.of(
                worker.name, worker.pid(), ending, task, worker.started, member.settings().workingDirectory()));
    }

    // ---- the end

    /** Gives up. Called with the lock held. */
    private void breakDown(String why, @Nullable Throwable cause) {
        PoolBrokenException exception =
                new PoolBrokenException("Pool " + settings.name() + " is broken: " + why, cause);
        broken = exception;
        shutdown = true;
        List<PoolTask<?>> lost = takeAll();
        for (PoolTask<?> task : lost) {
            tally.failed++;
            Results.fail(task, exception);
        }
        for (Worker worker : roster.all()) {
            if (worker.task != null) {
                Results.fail(worker.task, exception);
            }
        }
        roster.killAll();
        room.signalAll();
        endIfDone();
    }

    private List<PoolTask<?>> takeAll() {
        List<PoolTask<?>> all = new ArrayList<>(waiting);
        waiting.clear();
        return all;
    }

    void shutdown() {
        lock.lock();
        try {
            shutdown = true;
            room.signalAll();
            endIfDone();
        } finally {
            lock.unlock();
        }
    }

    /** Ends all at once; returns the tasks that no worker had been given. The caller cancels both kinds. */
    List<PoolTask<?>> stop(List<PoolTask<?>> running) {
        lock.lock();
        try {
            shutdown = true;
            stopped = true;
            List<PoolTask<?>> never = takeAll();
            for (Worker worker : roster.all()) {
                if (worker.task != null) {
                    running.add(worker.task);
                }
                worker.retire();
            }
            room.signalAll();
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
    private void endIfDone() {
        if (!shutdown || !waiting.isEmpty()) {
            return;
        }
        roster.retireIdle();
        if (roster.isEmpty() && !terminated.isDone()) {
            Thread.ofVirtual().name("mp-pool-end").start(() -> terminated.complete(null));
        }
    }

    boolean isShutdown() {
        lock.lock();
        try {
            return shutdown;
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return roster.wanted();
        } finally {
            lock.unlock();
        }
    }

    void resize(int count) {
        lock.lock();
        try {
            roster.want(count);
            roster.retireSurplus();
            startMissing();
        } finally {
            lock.unlock();
        }
    }

    PoolStats stats() {
        lock.lock();
        try {
            int ready = roster.ready();
            return new PoolStats(
                    ready,
                    roster.all().size() - ready,
                    waiting.size(),
                    roster.busy(),
                    tally.succeeded,
                    tally.failed,
                    tally.cancelled,
                    tally.restarts);
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the end; false when the time has passed first. */
    boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        BooleanSupplier outer = member.waiting().begin(terminated::isDone);
        try {
            terminated.get(timeout, unit);
            return true;
        } catch (java.util.concurrent.TimeoutException e) {
            return false;
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            member.waiting().end(outer);
        }
    }
}
