package io.multiprocessing.internal.pool.crew;

import io.multiprocessing.ProcessDeath;
import io.multiprocessing.ProcessStartException;
import io.multiprocessing.TaskTimeoutException;
import io.multiprocessing.internal.family.Birth;
import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.family.Offspring;
import io.multiprocessing.internal.family.standby.Standbys;
import io.multiprocessing.internal.flight.Flight;
import io.multiprocessing.internal.pool.policy.PoolSettings;
import io.multiprocessing.internal.pool.policy.RestartLimit;
import io.multiprocessing.internal.pool.policy.WearLimits;
import io.multiprocessing.internal.pool.report.Chronicle;
import io.multiprocessing.internal.pool.thread.Timer;
import io.multiprocessing.internal.pool.worker.Budget;
import io.multiprocessing.internal.pool.worker.Start;
import io.multiprocessing.internal.pool.worker.WorkerProgram;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps as many workers as there should be: starts them, replaces those that die or are worn out, lets those go that
 * are too many. Shares the crew's lock.
 *
 * <pre>
 *   starting ──▶ idle ⇄ busy ──▶ retiring ──▶ ended     (dies: replaced)
 * </pre>
 */
final class Staff {
    private final Crew crew;
    private final Member member;
    private final PoolSettings settings;
    private final ReentrantLock lock;
    private final Roster roster;
    private final Chronicle chronicle;
    private final RestartLimit restartLimit;
    private boolean everReady;

    Staff(Crew crew, Member member, ReentrantLock lock, Roster roster, Chronicle chronicle) {
        this.crew = crew;
        this.member = member;
        this.settings = crew.settings();
        this.lock = lock;
        this.roster = roster;
        this.chronicle = chronicle;
        this.restartLimit = new RestartLimit(settings.maxRestarts(), settings.restartPeriod());
    }

    /** Called with the lock held. */
    void begin() {
        startMissing();
        new WearWatch(crew, lock, roster).begin();
    }

    /** Starts those that are missing, in the background. Called with the lock held. */
    void startMissing() {
        while (crew.needsWorkers() && roster.hasTooFew()) {
            Worker worker = roster.enlist();
            long pause = restartLimit.pauseNanos();
            if (pause == 0) {
                launchElsewhere(worker);
            } else {
                Timer.after(pause, () -> launchElsewhere(worker));
            }
        }
    }

    private void launchElsewhere(Worker worker) {
        try {
            Thread.ofVirtual().name("mp-start-" + worker.name).start(() -> launch(worker));
        } catch (OutOfMemoryError | LinkageError e) {
            startFailed(worker, new ProcessStartException(
                    "Process \"" + worker.name + "\" could not be started: this JVM gets no more threads: " + e,
                    List.of(),
                    null,
                    "",
                    e));
        }
    }

    private void launch(Worker worker) {
        worker.start = Flight.workerStarts();
        try {
            Birth birth = new Birth(
                    worker.name,
                    "w" + worker.number,
                    false,
                    true,
                    false,
                    start(worker),
                    member.settings().with(settings.jvmArgs()),
                    (type, head, frame) -> crew.dispatcher().received(worker, type, head, frame),
                    process -> ended(worker, process));
            ready(worker, Standbys.of(member).start(birth));
        } catch (Throwable e) {
            startFailed(worker, e);
        }
    }

    private Start start(Worker worker) {
        boolean tellsHeap = settings.wear().maxHeapBytes() > 0;
        int processors = Budget.of(member).share(crew.size()).processors();
        return new Start(settings.name(), worker.number, tellsHeap, processors, settings.initializer());
    }

    private void ready(Worker worker, Offspring process) {
        List<Assignment> assignments;
        boolean alreadyEnded;
        lock.lock();
        try {
            everReady = true;
            worker.process = process;
            alreadyEnded = worker.ended;
            if (!crew.isWorking()) {
                process.kill();
            } else if (roster.hasTooMany()) {
                worker.retire();
            }
            if (worker.initialized) {
                worker.readyFrom(System.nanoTime());
                chronicle.workerReady(worker.name, process.pid(), worker.start);
            } else {
                limitInitializer(worker);
            }
            assignments = alreadyEnded ? List.of() : crew.dispatcher().dispatch();
            crew.endIfDone();
        } finally {
            lock.unlock();
        }
        Assignment.postAll(assignments);
        if (alreadyEnded) {
            ended(worker, process);
        }
    }

    /** The worker can take tasks from now on. */
    void initialized(Worker worker) {
        List<Assignment> assignments;
        lock.lock();
        try {
            worker.initialized = true;
            if (!worker.retiring) {
                worker.stopClock();
            }
            if (worker.process != null) {
                worker.readyFrom(System.nanoTime());
                chronicle.workerReady(worker.name, worker.pid(), worker.start);
            }
            assignments = crew.dispatcher().dispatch();
        } finally {
            lock.unlock();
        }
        Assignment.postAll(assignments);
    }

    /** Called with the lock held. */
    private void limitInitializer(Worker worker) {
        Duration limit = settings.initializerTimeout();
        if (limit != null && worker.clock == null) {
            worker.clock = Timer.after(limit.toNanos(), () -> initializerTooSlow(worker, limit));
        }
    }

    private void initializerTooSlow(Worker worker, Duration limit) {
        lock.lock();
        try {
            if (isInitializing(worker)) {
                worker.askForStacks(lock, stacks -> initializerHangs(worker, limit, stacks));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Called with the lock held. */
    private void initializerHangs(Worker worker, Duration limit, @Nullable String stacks) {
        if (isInitializing(worker)) {
            String message = "its initializer ran longer than its limit of " + limit + " in worker \"" + worker.name
                    + "\" (pid " + worker.pid() + ")";
            crew.breakDown(message, new TaskTimeoutException(
                    "Pool " + settings.name() + ": " + message + ". " + Stacks.excerpt(stacks),
                    WorkerProgram.INITIALIZER,
                    limit, stacks));
        }
    }

    private boolean isInitializing(Worker worker) {
        return !worker.initialized && !worker.retiring && crew.isWorking();
    }

    private void startFailed(Worker worker, Throwable cause) {
        lock.lock();
        try {
            roster.remove(worker);
            chronicle.workerNotStarted(worker.name, cause);
            if (crew.isWorking()) {
                if (isHopeless(cause) || restartLimit.failed(System.nanoTime())) {
                    crew.breakDown("its workers can't be started: " + firstLine(cause), cause);
                } else {
                    startMissing();
                }
            }
            crew.endIfDone();
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

    /** A worker has done a task, and may have to go. Called with the lock held. */
    void didTask(Worker worker, long now) {
        worker.done++;
        restartLimit.worked();
        worker.idleSince = now;
        if (!recycleIfWorn(worker, now) && roster.hasTooMany()) {
            worker.retire();
        }
    }

    /** Replaces a worker without a task if it has served long enough. Called with the lock held. */
    boolean recycleIfWorn(Worker worker, long now) {
        WearLimits limits = settings.wear();
        String worn = limits.wornOut(new WearLimits.Wear(worker.done, worker.residentBytes, worker.heapBytes));
        if (worn == null && roster.coming() == 0) {
            worn = limits.tooOld(Duration.ofNanos(now - worker.readyAt));
        }
        if (worn == null || worker.retiring) {
            return false;
        }
        chronicle.recycled(worker.name, worker.pid(), worker.done, worn);
        worker.leavesBecause = worn;
        worker.retire();
        startMissing();
        return true;
    }

    /** Lets an idle worker go until there are tasks for another. Called with the lock held. */
    void rest(Worker worker, String why) {
        chronicle.recycled(worker.name, worker.pid(), worker.done, why);
        worker.leavesBecause = why;
        roster.rest();
        worker.retire();
    }

    /** So many tasks wait: those that rest may be needed. Called with the lock held. */
    void wakeFor(int waiting) {
        int missed = Math.min(waiting - roster.coming(), roster.resting());
        if (missed > 0) {
            roster.wake(missed);
            startMissing();
        }
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
            ProcessDeath death = process.end().notice();
            boolean left = worker.retiring && death.exitStatus() == 0;
            chronicle.workerEnded(worker.name, worker.pid(), worker.done, left ? null : death, worker.leavesBecause);
            boolean hadBegun = worker.task != null && worker.started;
            crew.dispatcher().bereave(worker, death);
            if (!worker.retiring && crew.isWorking()) {
                boolean fruitless = worker.done == 0 && !hadBegun;
                if (fruitless && restartLimit.failed(System.nanoTime())) {
                    crew.breakDown("its workers end before they have done anything; the last one "
                            + death.describe(), null);
                } else {
                    chronicle.restarting(worker.name, worker.pid(), worker.done, death, restartLimit.pauseNanos());
                    startMissing();
                }
            }
            crew.endIfDone();
        } finally {
            lock.unlock();
        }
    }
}
