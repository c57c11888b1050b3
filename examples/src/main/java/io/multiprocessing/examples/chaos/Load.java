package io.multiprocessing.examples.chaos;

import io.multiprocessing.ProcessPool;
import io.multiprocessing.TaskFuture;
import io.multiprocessing.TaskOptions;
import io.multiprocessing.TaskState;
import io.multiprocessing.WorkerDiedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keeps a pool busy, from a thread of its own, and takes down what its futures say. */
final class Load implements AutoCloseable {
    /** Of the tasks under way: one runs, the others wait for their turn or for a new worker. */
    private static final int TASKS_PER_WORKER = 3;

    private static final int MOST_BUSY_MICROS = 2_000;
    private static final int MOST_ASLEEP_MICROS = 20_000;
    private static final int MOST_BYTES = 16 << 10;
    private static final int LARGE_BYTES = 2 << 20;
    private static final TaskOptions IDEMPOTENT = TaskOptions.builder().idempotent().build();

    private final ProcessPool pool;
    private final String ledger;
    private final Hits hits;
    private final Random random;
    private final Semaphore room;
    private final int window;
    private final Set<TaskFuture<Work.Answer>> underWay = ConcurrentHashMap.newKeySet();
    private final Queue<Fate> fates = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean stopped;
    private volatile long submitted;

    Load(ProcessPool pool, Path ledger, Hits hits, long seed) {
        this.pool = pool;
        this.ledger = ledger.toString();
        this.hits = hits;
        this.random = new Random(seed);
        this.window = pool.size() * TASKS_PER_WORKER;
        this.room = new Semaphore(window);
        this.thread = Thread.ofPlatform().name("chaos-load").daemon().start(this::submitUntilStopped);
    }

    private void submitUntilStopped() {
        try {
            while (!stopped) {
                room.acquire();
                submit(new Work(
                        ledger,
                        submitted + 1,
                        random.nextInt(MOST_BUSY_MICROS),
                        random.nextBoolean() ? 0 : random.nextInt(MOST_ASLEEP_MICROS),
                        payload()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Now and then so large that a worker is hit in the midst of a frame. */
    private byte[] payload() {
        byte[] payload = new byte[random.nextInt(20) == 0 ? LARGE_BYTES : random.nextInt(MOST_BYTES)];
        random.nextBytes(payload);
        return payload;
    }

    private void submit(Work work) {
        boolean idempotent = random.nextInt(5) == 0;
        TaskFuture<Work.Answer> future = pool.submit(work, idempotent ? IDEMPOTENT : TaskOptions.defaults());
        submitted++;
        underWay.add(future);
        CompletableFuture<?> unused = future.whenComplete((answer, thrown) -> {
            underWay.remove(future);
            fates.add(fateOf(work, idempotent, answer, thrown));
            room.release();
        });
    }

    private Fate fateOf(Work work, boolean idempotent, Work.@Nullable Answer answer, @Nullable Throwable thrown) {
        Throwable failure = thrown instanceof CompletionException wrapper ? wrapper.getCause() : thrown;
        if (failure instanceof WorkerDiedException death) {
            hits.failed(death.pid());
            return new Fate(work.id(), idempotent, Fate.Outcome.WORKER_DIED, death.pid(), death);
        }
        if (failure != null || answer == null) {
            return new Fate(work.id(), idempotent, Fate.Outcome.FAILED, 0, failure);
        }
        Fate.Outcome outcome = answer.isFor(work) ? Fate.Outcome.RETURNED : Fate.Outcome.WRONG_ANSWER;
        return new Fate(work.id(), idempotent, outcome, 0, null);
    }

    /** Submits no more, and waits for what is under way: until all is known, or for so long. */
    void finish(Duration patience) throws InterruptedException {
        close();
        thread.join(patience);
        boolean unused = room.tryAcquire(window, patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The processes that run a task at the moment, as far as this one knows. */
    Set<Long> busy() {
        return underWay.stream()
                .filter(task -> task.taskState() == TaskState.RUNNING)
                .map(task -> task.workerPid().orElse(0))
                .collect(Collectors.toSet());
    }

    long submitted() {
        return submitted;
    }

    List<Fate> fates() {
        return List.copyOf(fates);
    }

    @Override
    public void close() {
        stopped = true;
    }
}
