package io.multiprocessing.internal.pool.crew;

import io.multiprocessing.ProcessDeath;
import io.multiprocessing.TaskTimeoutException;
import io.multiprocessing.TransportException;
import io.multiprocessing.WorkerDiedException;
import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.pool.report.Chronicle;
import io.multiprocessing.internal.pool.worker.WorkerProgram;
import io.multiprocessing.internal.wire.FrameType;
import io.multiprocessing.internal.wire.Head;
import io.multiprocessing.spi.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Gives tasks to workers, and takes what comes of them. Its frames come from threads that deliver frames; it shares the
 * crew's lock.
 */
final class Dispatcher {
    private static final int MAX_ATTEMPTS = 3;

    private final Crew crew;
    private final Member member;
    private final ReentrantLock lock;
    private final TaskQueue queue;
    private final Roster roster;
    private final Chronicle chronicle;
    private final Enforcer enforcer;

    Dispatcher(Crew crew, Member member, ReentrantLock lock, TaskQueue queue, Roster roster, Chronicle chronicle) {
        this.crew = crew;
        this.member = member;
        this.lock = lock;
        this.queue = queue;
        this.roster = roster;
        this.chronicle = chronicle;
        this.enforcer = new Enforcer(crew.settings(), lock, chronicle);
    }

    /** Gives waiting tasks to idle workers. Called with the lock held; the result is to be sent without it. */
    List<Assignment> dispatch() {
        if (queue.isEmpty()) {
            return List.of();
        }
        List<Assignment> assignments = new ArrayList<>();
        for (Worker worker : roster.all()) {
            if (worker.isIdle()) {
                PoolTask<?> task = queue.next();
                if (task == null) {
                    break;
                }
                assignments.add(assign(worker, task));
            }
        }
        return assignments;
    }

    private static Assignment assign(Worker worker, PoolTask<?> task) {
        worker.task = task;
        worker.started = false;
        task.worker = worker;
        task.carrier = worker.process;
        return new Assignment(Objects.requireNonNull(worker.process), Objects.requireNonNull(task.frame));
    }

    // ---- frames from workers

    void received(Worker worker, int type, Head head, Frame frame) {
        switch (type) {
            case FrameType.STARTED -> started(worker, head.id());
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
            enforcer.started(worker, task);
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
        PoolTask<?> task = worker.task;
        if (task == null || task.id != taskId) {
            throw new TransportException("Worker \"" + worker.name + "\" speaks of task " + taskId + ", but has "
                    + (task == null ? "none" : "task " + task.id));
        }
        return task;
    }

    private void finished(Worker worker, Head head, Frame frame) {
        PoolTask<?> task;
        boolean overdue;
        List<Assignment> assignments;
        lock.lock();
        try {
            task = requireCurrent(worker, head.id());
            overdue = task.overdue;
            release(worker, task);
            if (!task.isCancelled()) {
                chronicle.returned(task.log, head.code() == WorkerProgram.VALUE);
            }
            crew.staff().didTask(worker);
            assignments = dispatch();
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

    private static void release(Worker worker, PoolTask<?> task) {
        worker.released();
        task.worker = null;
        task.carrier = null;
        task.frame = null;
    }

    private void initializerFailed(Worker worker, Frame frame) {
        Thread.ofVirtual().name("mp-result").start(() -> {
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
            } else if (mayInterrupt) {
                enforcer.interruptThenKill(worker, task);
            }
        } finally {
            lock.unlock();
        }
    }

    /** A task has lost its worker: it goes to another one, or fails. Called with the lock held. */
    void bereave(Worker worker, PoolTask<?> task, ProcessDeath death) {
        Frame frame = task.frame;
        release(worker, task);
        if (worker.started) {
            task.deaths++;
        }
        if (task.isDone()) {
            return;
        }
        boolean again = !worker.started || (task.idempotent && task.deaths < MAX_ATTEMPTS);
        WorkerDiedException obituary = Obituary.of(worker.name, worker.pid(), death, task, worker.started);
        if (task.overdue) {
            TaskTimeoutException tooLate = enforcer.tooLate(worker, task, "Its worker then ended.", null);
            tooLate.addSuppressed(obituary);
            Results.fail(task, tooLate);
            return;
        }
        if (again && crew.isWorking()) {
            if (worker.started) {
                task.history.add(obituary);
            }
            task.frame = frame == null || !worker.started ? frame : task.again(frame);
            task.waiting();
            chronicle.waitsAgain(task.log, worker.started ? obituary : null);
            queue.addFirst(task);
            return;
        }
        chronicle.failed(task.log);
        task.history.forEach(obituary::addSuppressed);
        Results.fail(task, obituary);
    }
}
