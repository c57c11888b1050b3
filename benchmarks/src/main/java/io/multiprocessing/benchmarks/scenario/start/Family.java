package io.multiprocessing.benchmarks.scenario.start;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.TaskFuture;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;

/** Our processes and pools, in a family that stays open; with standbys, warm, else cold. */
final class Family implements Starter {
    private static final int TASK_MILLIS = 1;

    /** More than it takes to boot a few JVMs anywhere. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** What a standby may still do in the background when it says that it is there. */
    private static final Duration QUIET = Duration.ofMillis(300);

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final Multiprocessing family;
    private final int standby;

    /** @param standby how many processes stand by */
    Family(String transport, int standby) {
        this.standby = standby;
        family = Multiprocessing.builder()
                .transport(transport)
                .standby(standby)
                .outputHandler(line -> keepMoment(line.text()))
                .open();
    }

    @Override
    public long runProcess() throws IOException, InterruptedException {
        ChildProcess child = family.start(() -> System.out.println(System.nanoTime()));
        child.join();
        String line = lines.poll();
        if (!child.exitCode().equals(OptionalInt.of(0)) || line == null || !lines.isEmpty()) {
            throw new IOException(child + " printed " + line + " " + lines);
        }
        return Long.parseLong(line);
    }

    @Override
    public void settle() throws IOException, InterruptedException {
        if (standby == 0) {
            return;
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (family.standbyStats().ready() < standby) {
            if (System.nanoTime() > deadline) {
                throw new IOException("No standbys for " + PATIENCE + ": " + family.standbyStats());
            }
            Thread.sleep(1);
        }
        Thread.sleep(QUIET);
    }

    /** A JVM may have more to say, such as which options it took from the environment. */
    private void keepMoment(String line) {
        if (!line.isEmpty() && line.chars().allMatch(Character::isDigit)) {
            lines.add(line);
        }
    }

    /** Every worker has then done something: who is slow to start is not hidden by one that is fast. */
    @Override
    public long runPool(int workers) throws IOException, InterruptedException {
        try (ProcessPool pool = family.pool(workers)) {
            Set<Long> ready = new HashSet<>();
            while (ready.size() < workers) {
                ready.addAll(onePidPerTask(pool, workers));
            }
            return System.nanoTime();
        }
    }

    private static List<Long> onePidPerTask(ProcessPool pool, int tasks) throws IOException, InterruptedException {
        List<TaskFuture<Long>> futures = new ArrayList<>();
        for (int task = 0; task < tasks; task++) {
            futures.add(pool.submit(() -> {
                Thread.sleep(TASK_MILLIS); // Leaves the next task to another worker.
                return ProcessHandle.current().pid();
            }));
        }
        List<Long> pids = new ArrayList<>();
        for (TaskFuture<Long> future : futures) {
            try {
                pids.add(future.get());
            } catch (ExecutionException e) {
                throw new IOException("A worker was not ready: " + e.getMessage(), e);
            }
        }
        return pids;
    }

    @Override
    public void close() {
        family.close();
    }
}
