package io.multiprocessing.examples.chaos;

import io.multiprocessing.ProcessPool;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Kills, stops and starves workers from outside, whatever they are doing: starting, waiting, working, sending. */
final class Assailant {
    private static final int STARVING_STEPS = 15;
    private static final Duration LONGEST_RECOVERY = Duration.ofSeconds(2);

    private interface Assault {
        void on(ProcessHandle victim) throws IOException, InterruptedException;
    }

    private final ChaosSettings settings;
    private final String mark;
    private final Hits hits;
    private final Random random;
    private final Times kernel = new Times();
    /** Stopped for a while. Only as long as that lasts: ids of processes come again in a long run. */
    private final Set<Long> inHand = ConcurrentHashMap.newKeySet();
    private final List<CompletableFuture<?>> fenced = new ArrayList<>();
    private final List<Thread> helpers = new ArrayList<>();
    private final Assault stopForGood = this::stopForGood;
    private final AtomicInteger shortStops = new AtomicInteger();
    private final AtomicInteger starved = new AtomicInteger();

    /** @param mark an argument that only the pool's workers have */
    Assailant(ChaosSettings settings, String mark, Hits hits) {
        this.settings = settings;
        this.mark = mark;
        this.hits = hits;
        this.random = new Random(~settings.seed());
    }

    /** Until so many have been killed as were to be, or nobody is left to be. Lets the pool recover in between. */
    void run(ProcessPool pool, Load load) throws IOException, InterruptedException {
        while (hits.kills() < settings.kills() && !pool.isShutdown()) {
            awaitWorkers(pool);
            Assault assault = choose();
            // What is stopped while it starts is ended by the start's time-out, which is long.
            boolean onlyBusy = random.nextInt(4) > 0 || assault == stopForGood;
            List<ProcessHandle> victims = victims(onlyBusy ? load.busy() : null);
            if (!victims.isEmpty()) {
                assault.on(victims.get(random.nextInt(victims.size())));
            }
            Thread.sleep(random.nextLong(2 * settings.pause().toMillis() + 1));
        }
        for (Thread helper : helpers) {
            helper.join();
        }
    }

    /** Until half of them are ready: a pool that has none does nothing that could go wrong. */
    private void awaitWorkers(ProcessPool pool) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_RECOVERY.toNanos();
        while (pool.stats().workers() < settings.workers() / 2 && System.nanoTime() < deadline) {
            Thread.sleep(1);
        }
    }

    /** Those of the pool's processes; any of them, they may still be starting, where none are named. */
    private List<ProcessHandle> victims(@Nullable Set<Long> among) {
        return ProcessHandle.current()
                .children()
                .filter(child -> !inHand.contains(child.pid()) && !hits.isDoomed(child))
                .filter(child -> among == null || among.contains(child.pid()))
                .filter(child -> child.info().arguments().stream().anyMatch(all -> List.of(all).contains(mark)))
                .toList();
    }

    private Assault choose() {
        return switch (random.nextInt(20)) {
            case 0 -> stopForGood;
            case 1, 2 -> victim -> inTheBackground(victim, this::stopForAWhile);
            case 3, 4 -> victim -> inTheBackground(victim, this::starve);
            default -> this::kill;
        };
    }

    private void kill(ProcessHandle victim) throws IOException, InterruptedException {
        kernel.add(killPlainChild());
        hits.killing(victim);
        if (victim.destroyForcibly()) {
            hits.killed();
        }
    }

    /** How long it takes to hear of the end of a child that nobody supervises. */
    private static long killPlainChild() throws IOException, InterruptedException {
        Process child = new ProcessBuilder("sleep", "1000").start();
        long begin = System.nanoTime();
        child.destroyForcibly();
        child.waitFor();
        return System.nanoTime() - begin;
    }

    /** Its family is to end it when it has not answered for the grace. */
    private void stopForGood(ProcessHandle victim) throws IOException, InterruptedException {
        hits.stopping(victim);
        signal("STOP", victim);
        fenced.add(victim.onExit());
    }

    private void stopForAWhile(ProcessHandle victim) throws IOException, InterruptedException {
        shortStops.incrementAndGet();
        long grace = settings.livenessGrace().toMillis();
        pulse(victim, Duration.ofMillis(random.nextLong(grace / 4)));
    }

    /** It gets a tenth of the time. */
    private void starve(ProcessHandle victim) throws IOException, InterruptedException {
        starved.incrementAndGet();
        for (int step = 0; step < STARVING_STEPS && victim.isAlive(); step++) {
            pulse(victim, Duration.ofMillis(45));
            Thread.sleep(5);
        }
    }

    private static void pulse(ProcessHandle victim, Duration stopped) throws IOException, InterruptedException {
        signal("STOP", victim);
        Thread.sleep(stopped);
        signal("CONT", victim);
    }

    private void inTheBackground(ProcessHandle victim, Assault assault) {
        inHand.add(victim.pid());
        helpers.removeIf(helper -> !helper.isAlive());
        helpers.add(Thread.ofPlatform().name("chaos-assault").daemon().start(() -> {
            long begin = System.nanoTime();
            try {
                assault.on(victim);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                // A busy machine may be late with SIGCONT as well.
                if (System.nanoTime() - begin >= settings.livenessGrace().toNanos() / 2) {
                    hits.mayDie(victim);
                }
                inHand.remove(victim.pid());
            }
        }));
    }

    /** One that has ended meanwhile gets none. */
    private static void signal(String name, ProcessHandle victim) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(victim.pid()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /** Waits for the end of those that were stopped for good, and counts those that are still there after so long. */
    int awaitFenced(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        int left = 0;
        for (CompletableFuture<?> end : fenced) {
            try {
                end.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                left++;
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
        return left;
    }

    int shortStops() {
        return shortStops.get();
    }

    int starved() {
        return starved.get();
    }

    /** From the kill of a plain child to the news of it. */
    Times kernel() {
        return kernel;
    }
}
