package io.multiprocessing.internal.pool.crew;

import io.multiprocessing.ProcessDeath;
import io.multiprocessing.TaskTimeoutException;
import io.multiprocessing.TransportException;
import io.multiprocessing.WorkerDiedException;
import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.pool.report.Chronicle;
import io.multiprocessing.internal.pool.thread.Elsewhere;
import io.multiprocessing.internal.pool.thread.Timer;
import io.multiprocessing.internal.pool.worker.WorkerProgram;
import io.multiprocessing.internal.wire.FrameType;
import io.multiprocessing.internal.wire.Head;
import io.multiprocessing.spi.Frame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Gives tasks to workers, and takes what comes of them. Its frames come from threads that deliver frames; it shares the
 * crew's lock.
 */
final class Dispatcher {
    private final Crew crew;
    private final Member member;
    private final ReentrantLock lock;
    private final TaskQueue queue;
    private final Roster roster;
    private final Chronicle chronicle;
    private final Enforcer enforcer;
    private final Ahead ahead;

    Dispatcher(Crew crew, Member member, ReentrantLock lock, TaskQueue queue, Roster roster, Chronicle chronicle) {
        this.crew = crew;
        this.member = member;
        this.lock = lock;
        this.queue = queue;
        this.roster = roster;
        this.chronicle = chronicle;
        this.enforcer = new Enforcer(crew.settings(), lock, chronicle);
        this.ahead = new Ahead(crew.settings(), lock, queue, roster);
    }

    /** Gives waiting tasks to idle workers. Called with the lock held; the result is to be sent without it. */
    List<Assignment> dispatch() {
        List<Assignment> assignments = new ArrayList<>(1);
        for (Worker worker : roster.all()) {
            if (worker.isIdle() && !assignNext(worker, assignments)) {
                ahead.recallForIdle();
                break;
            }
        }
        crew.staff().wakeFor(queue.ready());
        return assignments;
    }

    /** Gives a worker that has just done something its next tasks. Called with the lock held, as {@link #dispatch}. */
    private List<Assignment> dispatchTo(Worker worker) {
        List<Assignment> assignments = new ArrayList<>(1);
        if (worker.isIdle() && !assignNext(worker, assignments)) {
            ahead.recallForIdle();
        }
        for (int room = ahead.roomAt(worker); room > 0 && assignNext(worker, assignments); room--) {
            ahead.given();
        }
        return assignments;
    }

    private boolean assignNext(Worker worker, List<Assignment> assignments) {
        PoolTask<?> task = queue.next();
        if (task == null) {
            return false;
        }
        worker.give(task);
        chronicle.sent(task.bytes());
        assignments.add(
                new Assignment(Objects.requireNonNull(worker.process), Objects.requireNonNull(task.frame)));
        return true;
    }

    // ---- frames from workers

    void received(Worker worker, int type, Head head, Frame frame) {
        switch (type) {
            case FrameType.STARTED -> started(worker, head.id());
            case FrameType.RETURNED -> returned(worker, head.id());
            case FrameType.INITIALIZED -> crew.staff().initialized(worker);
            case FrameType.STACKS -> stacks(worker, head.id(), frame);
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
            chronicle.started(task.log, worker.pid());
            if (task.unwanted) {
                enforcer.interruptThenKill(worker, task);
            } else {
                enforcer.started(worker, task);
            }
        } finally {
            lock.unlock();
        }
    }

    private void stacks(Worker worker, long question, Frame frame) {
        String stacks = Stacks.read(frame.body());
        lock.lock();
        try {
            worker.answered(question, stacks);
        } finally {
            lock.unlock();
        }
    }

    private static PoolTask<?> requireCurrent(Worker worker, long taskId) {
        boolean has = worker.advanceTo(taskId);
        PoolTask<?> task = worker.task;
        if (!has || task == null) {
            throw new TransportException("Worker \"" + worker.name + "\" speaks of task " + taskId + ", but has "
                    + (task == null ? "none" : "task " + task.id));
        }
        return task;
    }

    /** The worker has not begun a task that it was asked for. */
    private void returned(Worker worker, long taskId) {
        List<Assignment> assignments;
        lock.lock();
        try {
            PoolTask<?> task = worker.takeBack(taskId);
            if (task == null) {
                throw new TransportException(
                        "Worker \"" + worker.name + "\" returns task " + taskId + ", which it has not");
            }
            if (task.isDone() || !crew.isWorking()) {
                task.frame = null;
            } else {
                queue.addFirst(task);
                crew.staff().startMissing();
            }
            assignments = dispatch();
            crew.endIfDone();
        } finally {
            lock.unlock();
        }
        Assignment.postAll(assignments);
    }

    private void finished(Worker worker, Head head, Frame frame) {
        PoolTask<?> task;
        boolean overdue;
        List<Assignment> assignments;
        long now = System.nanoTime();
        lock.lock();
        try {
            task = requireCurrent(worker, head.id());
            overdue = task.overdue;
            worker.takeBack(task);
            task.frame = null;
            ahead.ran(head.number());
            worker.heapBytes = head.object();
            task.resultArrived(frame.body().remaining());
            chronicle.received(frame.body().remaining());
            if (!task.isCancelled()) {
                chronicle.returned(task.log, head.code() == WorkerProgram.VALUE, now);
            }
            crew.staff().didTask(worker, now);
            assignments = dispatchTo(worker);
            crew.endIfDone();
        } finally {
            lock.unlock();
        }
        Assignment.postAll(assignments);
        if (overdue) {
            task.arrived(() -> Results.completeTooLate(member, task, head.code(), frame.body(), worker,
                    enforcer.tooLate(worker, task, "It ended when it was interrupted.", null)));
        } else {
            task.arrived(() -> Results.complete(member, task, head.code(), frame.body(), worker));
        }
    }

    private void initializerFailed(Worker worker, Frame frame) {
        Elsewhere.run("mp-result", () -> {
            Throwable thrown = Results.thrown(member, frame.body(), worker, null);
            lock.lock();
            try {
                crew.breakDown("its initializer failed in worker \"" + worker.name + "\": " + thrown, thrown);
            } finally {
                lock.unlock();
            }
        });
    }

    // ---- tasks that do not get their result

    /** The future has been cancelled: what of the task is left is to go. */
    void cancelled(PoolTask<?> task, boolean mayInterrupt) {
        lock.lock();
        try {
            chronicle.cancelled(task.log);
            Worker worker = task.worker;
            if (worker == null) {
                queue.remove(task);
                crew.endIfDone();
                return;
            }
            boolean isCurrent = worker.task == task;
            if (!isCurrent || !worker.started) {
                worker.recall(task);
            }
            if (isCurrent && mayInterrupt) {
                enforcer.interruptThenKill(worker, task);
            } else {
                task.unwanted = mayInterrupt;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Called with the lock held. */
    private void retry(PoolTask<?> task, WorkerDiedException obituary) {
        task.history.add(obituary);
        Duration pause = crew.settings().retryBackoff().after(task.deaths);
        chronicle.retried(task.log, obituary, pause);
        queue.rest(task);
        Timer.after(pause.toNanos(), () -> rested(task));
    }

    private void rested(PoolTask<?> task) {
        List<Assignment> assignments;
        lock.lock();
        try {
            queue.rested(task);
            assignments = dispatch();
        } finally {
            lock.unlock();
        }
        Assignment.postAll(assignments);
    }

    /** The tasks of a worker that is dead go to others, or fail. Called with the lock held. */
    void bereave(Worker worker, ProcessDeath death) {
        PoolTask<?> begun = worker.started ? worker.task : null;
        // In the order in which they are put before all others.
        for (PoolTask<?> task : worker.tasks().reversed()) {
            worker.takeBack(task);
            bereave(worker, task, task == begun, death);
        }
        worker.stopClock();
    }

    private void bereave(Worker worker, PoolTask<?> task, boolean begun, ProcessDeath death) {
        if (begun) {
            task.deaths++;
        }
        if (task.isDone()) {
            task.frame = null;
            return;
        }
        if (!begun && crew.isWorking()) {
            queue.addFirst(task);
            return;
        }
        boolean again = begun && task.deaths < task.maxAttempts;
        WorkerDiedException obituary = Obituary.of(worker.name, worker.pid(), death, task, begun);
        Frame frame = task.frame;
        task.frame = null;
        if (task.overdue) {
            TaskTimeoutException tooLate = enforcer.tooLate(worker, task, "Its worker then ended.", null);
            tooLate.addSuppressed(obituary);
            Results.fail(task, tooLate);
            return;
        }
        if (again && crew.isWorking()) {
            task.frame = frame == null ? null : task.again(frame);
            task.waiting();
            retry(task, obituary);
            return;
        }
        chronicle.failed(task.log);
        task.history.forEach(obituary::addSuppressed);
        Results.fail(task, obituary);
    }
}
