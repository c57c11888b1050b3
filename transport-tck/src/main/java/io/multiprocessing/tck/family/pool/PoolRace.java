package io.multiprocessing.tck.family.pool;

import io.multiprocessing.Multiprocessing;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.RemoteCallable;
import io.multiprocessing.TaskFuture;
import io.multiprocessing.WorkerDiedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * One round: a few threads do this and that to one pool, which is closed in the end. No task lasts, so that closing
 * ends without anybody's help.
 */
final class PoolRace {
    private static final int THREADS = 3;
    private static final int DEEDS = 4;
    private static final int MOST_MILLIS = 30;
    private static final int STATUS = 3;

    /** What a task does. */
    private enum Kind {
        RETURN, THROW, CRASH, SLEEP, SPIN
    }

    private record Submitted(Kind kind, int number, TaskFuture<Integer> future) {}

    private final Multiprocessing mp;
    private final Random random;
    private final List<List<Runnable>> plans = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final Queue<Submitted> submitted = new ConcurrentLinkedQueue<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final Set<Long> killed = ConcurrentHashMap.newKeySet();
    private final Set<TaskFuture<?>> cancelled = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    PoolRace(Multiprocessing mp, long seed) {
        this.mp = mp;
        this.random = new Random(seed);
    }

    /** Returns when the pool is closed and every outcome has been looked at. */
    void run() throws InterruptedException {
        ProcessPool pool = mp.pool(1 + random.nextInt(2));
        for (int i = 0; i < THREADS; i++) {
            plans.add(plan(pool, i));
        }
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (List<Runnable> plan : plans) {
            threads.add(Thread.ofPlatform().daemon().name("racer").start(() -> {
                try {
                    start.await();
                    plan.forEach(Runnable::run);
                } catch (Throwable e) {
                    wrong.add(Thread.currentThread().getName() + " met " + e);
                }
            }));
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        pool.close();
        if (!pool.isTerminated()) {
            wrong.add("the pool is closed but not terminated");
        }
        submitted.forEach(this::check);
    }

    private List<Runnable> plan(ProcessPool pool, int thread) {
        List<Runnable> deeds = new ArrayList<>();
        for (int i = 0; i < DEEDS; i++) {
            int number = thread * DEEDS + i;
            int millis = random.nextInt(MOST_MILLIS);
            int choice = random.nextInt(20);
            Runnable deed = switch (choice) {
                case 0, 1, 2, 3 -> () -> cancelOne(number, number % 2 == 0);
                case 4, 5 -> this::killOne;
                case 6 -> () -> pool.resize(1 + number % 2);
                case 7 -> pool::shutdown;
                case 8 -> () -> {
                    stopped = true;
                    pool.shutdownNow();
                };
                case 9 -> pool::close;
                default -> {
                    Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
                    yield () -> submit(pool, kind, number, millis);
                }
            };
            deeds.add(deed);
            deeds.add(() -> pause(millis));
            told.add(thread + ":" + choice + "+" + millis);
        }
        return deeds;
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void submit(ProcessPool pool, Kind kind, int number, int millis) {
        try {
            submitted.add(new Submitted(kind, number, pool.submit(task(kind, number, millis))));
        } catch (RejectedExecutionException e) {
            if (!pool.isShutdown()) {
                wrong.add("task " + number + " was refused by a pool that is open: " + e);
            }
        }
    }

    private static RemoteCallable<Integer> task(Kind kind, int number, int millis) {
        return switch (kind) {
            case RETURN -> () -> number;
            case THROW -> () -> {
                throw new IllegalStateException("thrown on purpose");
            };
            case CRASH -> () -> {
                Runtime.getRuntime().halt(STATUS);
                return number;
            };
            case SLEEP -> () -> {
                Thread.sleep(Duration.ofMillis(millis));
                return number;
            };
            case SPIN -> () -> {
                long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
                while (System.nanoTime() < end) {
                    Thread.onSpinWait();
                }
                return number;
            };
        };
    }

    private void cancelOne(int number, boolean mayInterrupt) {
        List<Submitted> all = List.copyOf(submitted);
        if (!all.isEmpty()) {
            TaskFuture<Integer> future = all.get(number % all.size()).future;
            cancelled.add(future);
            future.cancel(mayInterrupt);
        }
    }

    private void killOne() {
        for (Submitted task : submitted) {
            long pid = task.future.workerPid().orElse(0);
            if (pid != 0 && killed.add(pid)) {
                ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
                return;
            }
        }
    }

    private void check(Submitted task) {
        if (!task.future.isDone()) {
            wrong.add(task.kind + " " + task.number + " is not done, though the pool is closed");
        } else if (!isRight(task)) {
            wrong.add(task.kind + " " + task.number + " ended so: " + task.future + " "
                    + (task.future.isCompletedExceptionally() ? task.future.exceptionNow() : task.future.resultNow()));
        }
    }

    private boolean isRight(Submitted task) {
        if (task.future.isCancelled()) {
            return stopped || cancelled.contains(task.future);
        }
        if (!task.future.isCompletedExceptionally()) {
            return task.kind != Kind.THROW && task.kind != Kind.CRASH && task.future.resultNow() == task.number;
        }
        Throwable thrown = task.future.exceptionNow();
        if (thrown instanceof WorkerDiedException death) {
            boolean byItself = task.kind == Kind.CRASH && death.exitStatus().orElse(0) == STATUS;
            return byItself || killed.contains(death.pid());
        }
        return task.kind == Kind.THROW && thrown instanceof IllegalStateException;
    }

    /** What is not as it should be; empty when all is well. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    @Override
    public String toString() {
        return told.toString();
    }
}
