package io.multiprocessing.internal.pool.crew;

import io.multiprocessing.internal.family.Offspring;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The workers that there are, and how many there should be. Guarded by the crew's lock. */
final class Roster {
    private final Set<Worker> workers = new HashSet<>();
    private final String poolName;
    private final Duration leave;
    private final boolean hasInitializer;
    private int wanted;
    private int numbers;
    /** Those that are wanted, and will be started when there are tasks for them. */
    private int resting;

    Roster(String poolName, int wanted, Duration leave, boolean hasInitializer) {
        this.poolName = poolName;
        this.leave = leave;
        this.hasInitializer = hasInitializer;
        this.wanted = wanted;
    }

    /** A new worker, whose process is yet to be started. */
    Worker enlist() {
        int number = ++numbers;
        Worker worker = new Worker(number, poolName + "-worker-" + number, leave, !hasInitializer);
        workers.add(worker);
        return worker;
    }

    void remove(Worker worker) {
        workers.remove(worker);
    }

    Set<Worker> all() {
        return workers;
    }

    boolean isEmpty() {
        return workers.isEmpty();
    }

    int wanted() {
        return wanted;
    }

    void want(int count) {
        wanted = count;
        resting = Math.clamp(wanted - staying(), 0, resting);
    }

    /** One that leaves is not to be replaced yet. */
    void rest() {
        resting++;
    }

    int resting() {
        return resting;
    }

    /** So many of those that rest are to come. */
    void wake(int count) {
        resting -= count;
    }

    /** How many are not there for tasks yet, but will be. */
    int coming() {
        int count = 0;
        for (Worker worker : workers) {
            count += worker.isReady() || worker.retiring ? 0 : 1;
        }
        return count;
    }

    boolean hasTooFew() {
        return staying() < wanted - resting;
    }

    boolean hasTooMany() {
        return staying() > wanted;
    }

    private int staying() {
        int count = 0;
        for (Worker worker : workers) {
            count += worker.retiring ? 0 : 1;
        }
        return count;
    }

    int ready() {
        int count = 0;
        for (Worker worker : workers) {
            count += worker.isReady() ? 1 : 0;
        }
        return count;
    }

    /** The tasks that workers have. */
    List<PoolTask<?>> tasks() {
        List<PoolTask<?>> tasks = new ArrayList<>();
        for (Worker worker : workers) {
            tasks.addAll(worker.tasks());
        }
        return tasks;
    }

    void retireAll() {
        workers.forEach(Worker::retire);
    }

    void retireIdle() {
        for (Worker worker : workers) {
            if (worker.isFree()) {
                worker.retire();
            }
        }
    }

    void retireSurplus() {
        for (Worker worker : List.copyOf(workers)) {
            if (hasTooMany() && worker.isFree()) {
                worker.retire();
            }
        }
    }

    void killAll() {
        for (Worker worker : workers) {
            Offspring process = worker.process;
            if (process != null) {
                process.kill();
            }
        }
    }
}
