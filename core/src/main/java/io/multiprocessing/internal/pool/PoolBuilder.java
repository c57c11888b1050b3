package io.multiprocessing.internal.pool;

import io.multiprocessing.PoolListener;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.RemoteRunnable;
import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.family.settings.FamilySettings;
import io.multiprocessing.internal.family.standby.Standbys;
import io.multiprocessing.internal.launch.Surroundings;
import io.multiprocessing.internal.pool.policy.Backoff;
import io.multiprocessing.internal.pool.policy.HeapBudget;
import io.multiprocessing.internal.pool.policy.PoolSettings;
import io.multiprocessing.internal.pool.policy.RestartLimit;
import io.multiprocessing.internal.pool.policy.WearLimits;
import io.multiprocessing.internal.pool.worker.Budget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks what is chosen for a pool, and knows what is chosen when nothing is. */
final class PoolBuilder implements ProcessPool.Builder {
    private static final Duration LONGEST_PERIOD = Duration.ofDays(1);

    private static final Duration DEFAULT_GRACE = Duration.ofSeconds(1);
    private static final Backoff DEFAULT_BACKOFF = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
    private static final int DEFAULT_QUEUE_LIMIT = 100_000;
    private static final long DEFAULT_QUEUE_BYTES = 256L << 20;
    private static final long DEFAULT_RESULT_BYTES = 64L << 20;
    private static final int HEAP_SHARE = 4;

    private final Member member;
    private int workers;
    private @Nullable RemoteRunnable initializer;
    private @Nullable Duration initializerTimeout;
    private int maxTasksPerWorker;
    private @Nullable Duration maxWorkerAge;
    private @Nullable Duration workerIdleTimeout;
    private long maxWorkerMemory;
    private long maxWorkerHeapUse;
    private long heapCeiling;
    private @Nullable Duration taskTimeout;
    private Duration interruptGrace = DEFAULT_GRACE;
    private Duration killGrace = DEFAULT_GRACE;
    private final List<String> jvmArgs = new ArrayList<>();
    private int queueLimit = DEFAULT_QUEUE_LIMIT;
    private long queueLimitBytes = defaultQueueLimitBytes();
    private long resultLimitBytes = defaultResultLimitBytes();
    private boolean rejectsWhenFull;
    private int maxRestarts = RestartLimit.MAX_FAILURES;
    private Duration restartPeriod = RestartLimit.WITHIN;
    private Backoff retryBackoff = DEFAULT_BACKOFF;
    private final List<PoolListener> listeners = new ArrayList<>();
    private @Nullable String name;
    private int standby;

    PoolBuilder(Member member) {
        this.member = member;
        this.workers = Budget.of(member).processors();
    }

    @Override
    public PoolBuilder workers(int count) {
        this.workers = atLeastOne(count, "A pool needs at least 1 worker");
        return this;
    }

    @Override
    public PoolBuilder initializer(RemoteRunnable newInitializer) {
        this.initializer = Objects.requireNonNull(newInitializer);
        return this;
    }

    @Override
    public PoolBuilder initializerTimeout(Duration limit) {
        this.initializerTimeout = positive(limit, "An initializer's time limit");
        return this;
    }

    @Override
    public PoolBuilder maxTasksPerWorker(int tasks) {
        this.maxTasksPerWorker = atLeastOne(tasks, "A worker needs at least 1 task");
        return this;
    }

    @Override
    public PoolBuilder maxWorkerAge(Duration age) {
        this.maxWorkerAge = positive(age, "A worker's greatest age");
        return this;
    }

    @Override
    public PoolBuilder workerIdleTimeout(Duration idle) {
        this.workerIdleTimeout = positive(idle, "The time that a worker may be idle");
        return this;
    }

    @Override
    public PoolBuilder maxWorkerMemory(String size) {
        this.maxWorkerMemory = bytes(size);
        return this;
    }

    @Override
    public PoolBuilder maxWorkerHeapUse(String size) {
        this.maxWorkerHeapUse = bytes(size);
        return this;
    }

    @Override
    public PoolBuilder heapCeiling(String size) {
        this.heapCeiling = bytes(size);
        return this;
    }

    private static long bytes(String size) {
        long bytes = HeapBudget.bytes(Surroundings.checkedHeapSize(size));
        if (bytes < 1) {
            throw new IllegalArgumentException("Not a size of at least 1 byte: \"" + size + "\"");
        }
        return bytes;
    }

    @Override
    public PoolBuilder taskTimeout(Duration limit) {
        this.taskTimeout = positive(limit, "A task's time limit");
        return this;
    }

    @Override
    public PoolBuilder interruptGrace(Duration grace) {
        this.interruptGrace = grace(grace, "for a task that was interrupted");
        return this;
    }

    @Override
    public PoolBuilder killGrace(Duration grace) {
        this.killGrace = grace(grace, "between a worker's stack dump and its end");
        return this;
    }

    private static Duration grace(Duration grace, String what) {
        if (grace.isNegative() || grace.compareTo(LONGEST_PERIOD) > 0) {
            throw new IllegalArgumentException(
                    "The grace " + what + " is at least 0 and at most " + LONGEST_PERIOD + ", not " + grace);
        }
        return grace;
    }

    @Override
    public PoolBuilder maxHeap(String size) {
        jvmArgs.add("-Xmx" + Surroundings.checkedHeapSize(size));
        return this;
    }

    @Override
    public PoolBuilder jvmArgs(String... args) {
        jvmArgs.addAll(List.of(args));
        return this;
    }

    @Override
    public PoolBuilder queueLimit(int tasks) {
        this.queueLimit = atLeastOne(tasks, "The queue limit is at least 1 task");
        return this;
    }

    @Override
    public PoolBuilder queueLimitBytes(long bytes) {
        this.queueLimitBytes = atLeastOneByte(bytes, "The queue limit");
        return this;
    }

    @Override
    public PoolBuilder resultLimitBytes(long bytes) {
        this.resultLimitBytes = atLeastOneByte(bytes, "The limit of unread results");
        return this;
    }

    private static long atLeastOneByte(long bytes, String what) {
        if (bytes < 1) {
            throw new IllegalArgumentException(what + " is at least 1 byte, not " + bytes);
        }
        return bytes;
    }

    private static long defaultResultLimitBytes() {
        return Math.min(DEFAULT_RESULT_BYTES, Runtime.getRuntime().maxMemory() / HEAP_SHARE);
    }

    /** The queue lies in this JVM's heap, and must leave room for what the queue is not. */
    private static long defaultQueueLimitBytes() {
        return Math.min(DEFAULT_QUEUE_BYTES, Runtime.getRuntime().maxMemory() / HEAP_SHARE);
    }

    @Override
    public PoolBuilder rejectWhenFull() {
        this.rejectsWhenFull = true;
        return this;
    }

    @Override
    public PoolBuilder restartIntensity(int restarts, Duration period) {
        if (restarts < 0 || period.isNegative() || period.isZero() || period.compareTo(LONGEST_PERIOD) > 0) {
            throw new IllegalArgumentException(
                    "A restart intensity is at least 0 restarts within a period of more than"
                            + " 0 and at most " + LONGEST_PERIOD + ": restarts=" + restarts + " period=" + period);
        }
        this.maxRestarts = restarts;
        this.restartPeriod = period;
        return this;
    }

    @Override
    public PoolBuilder retryBackoff(Duration first, Duration longest) {
        if (first.isNegative() || longest.compareTo(first) < 0 || longest.compareTo(LONGEST_PERIOD) > 0) {
            throw new IllegalArgumentException("A retry waits at least 0 at first, and no less and at most "
                    + LONGEST_PERIOD + " later: first=" + first + " longest=" + longest);
        }
        this.retryBackoff = new Backoff(first, longest);
        return this;
    }

    @Override
    public PoolBuilder listener(PoolListener listener) {
        listeners.add(Objects.requireNonNull(listener));
        return this;
    }

    @Override
    public PoolBuilder name(String newName) {
        this.name = Objects.requireNonNull(newName);
        return this;
    }

    private static Duration positive(Duration limit, String what) {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException(what + " must be positive: " + limit);
        }
        return limit;
    }

    @Override
    public PoolBuilder standby(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("The number of processes that stand by can't be negative: " + count);
        }
        this.standby = count;
        return this;
    }

    private static int atLeastOne(int count, String rule) {
        if (count < 1) {
            throw new IllegalArgumentException(rule + ", not " + count);
        }
        return count;
    }

    private HeapBudget heapBudget() {
        List<String> all = member.settings().with(jvmArgs).jvmArgs();
        return HeapBudget.of(heapCeiling, workers, all);
    }

    private List<String> jvmArgs(HeapBudget heap) {
        List<String> args = new ArrayList<>(jvmArgs);
        if (heap.ceiling() > 0) {
            args.add(heap.option());
        }
        return List.copyOf(args);
    }

    @Override
    public ProcessPool build() {
        member.children().requireAllowed();
        HeapBudget heap = heapBudget();
        PoolSettings settings = new PoolSettings(
                name != null ? name : "Pool-" + member.nextPoolNumber(),
                workers,
                initializer,
                initializerTimeout,
                new WearLimits(maxTasksPerWorker, maxWorkerAge, workerIdleTimeout, maxWorkerMemory, maxWorkerHeapUse),
                taskTimeout,
                interruptGrace,
                killGrace,
                jvmArgs(heap),
                heap,
                queueLimit,
                queueLimitBytes,
                resultLimitBytes,
                rejectsWhenFull,
                maxRestarts,
                restartPeriod,
                retryBackoff,
                List.copyOf(listeners));
        PoolFacade pool = Pools.open(member, settings);
        if (standby > 0) {
            keepStandbys(pool, settings);
        }
        return pool;
    }

    /** As many as were wanted more, for as long as the pool lives. */
    private void keepStandbys(PoolFacade pool, PoolSettings settings) {
        FamilySettings ofWorkers = member.settings().with(settings.jvmArgs());
        Standbys standbys = Standbys.of(member);
        standbys.keep(ofWorkers, standby, Pools.rehearsal());
        pool.whenTerminated(() -> standbys.keepFewer(ofWorkers, standby));
    }
}
