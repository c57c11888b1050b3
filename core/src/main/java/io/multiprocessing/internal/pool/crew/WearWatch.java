package io.multiprocessing.internal.pool.crew;

import io.multiprocessing.internal.liveness.ResidentSize;
import io.multiprocessing.internal.pool.policy.WearLimits;
import io.multiprocessing.internal.pool.thread.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Looks after workers that wear out: too old, too large, without a task for too long. It looks regularly, takes the
 * measures without the crew's lock and decides with it. A worker that runs a task is measured too, and judged when the
 * task is done.
 */
final class WearWatch {
    private final Crew crew;
    private final WearLimits limits;
    private final ReentrantLock lock;
    private final Roster roster;

    WearWatch(Crew crew, ReentrantLock lock, Roster roster) {
        this.crew = crew;
        this.limits = crew.settings().wear();
        this.lock = lock;
        this.roster = roster;
    }

    void begin() {
        if (limits.needsLooks()) {
            lookLater();
        }
    }

    private void lookLater() {
        Timer.after(limits.lookEvery().toNanos(), () -> Thread.ofVirtual().name("mp-wear").start(this::look));
    }

    private void look() {
        Map<Worker, Long> resident = measure();
        List<Assignment> assignments;
        lock.lock();
        try {
            if (crew.isOver()) {
                return;
            }
            resident.forEach((worker, bytes) -> worker.residentBytes = bytes);
            long now = System.nanoTime();
            for (Worker worker : List.copyOf(roster.all())) {
                if (worker.isIdle()) {
                    String idle = limits.tooIdle(Duration.ofNanos(now - worker.idleSince));
                    if (idle != null) {
                        crew.staff().rest(worker, idle);
                    } else {
                        crew.staff().recycleIfWorn(worker, now);
                    }
                }
            }
            assignments = crew.dispatcher().dispatch();
            crew.endIfDone();
        } finally {
            lock.unlock();
        }
        Assignment.postAll(assignments);
        lookLater();
    }

    private Map<Worker, Long> measure() {
        Map<Worker, Long> sizes = new HashMap<>();
        if (limits.maxResidentBytes() > 0) {
            for (Worker worker : readyOnes()) {
                sizes.put(worker, ResidentSize.of(worker.pid()));
            }
        }
        return sizes;
    }

    private List<Worker> readyOnes() {
        lock.lock();
        try {
            return roster.all().stream().filter(Worker::isReady).toList();
        } finally {
            lock.unlock();
        }
    }
}
