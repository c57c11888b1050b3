package io.multiprocessing.ipc.sharedmem.lockdeath;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.AbandonedLockException;
import io.multiprocessing.ChildProcess;
import io.multiprocessing.tck.family.harness.Await;
import io.multiprocessing.tck.family.harness.Blocked;
import io.multiprocessing.tck.family.harness.Signals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** One victim's death, and what the rivals make of it: one in this process, one in another. */
final class Trial {
    static final Duration PATIENCE = Duration.ofSeconds(20);
    static final int SUBSTITUTE = 3;
    private static final int REFEREE = 4;

    private static final int FIRST = 1;
    private static final int SECOND = 2;
    private static final long ROUNDS_AFTERWARDS = 3;

    /** How the victim ends. */
    enum Fate {
        KILLED("KILL"),
        STOPPED_AND_KILLED("STOP"),
        /** It goes on, and is killed at any moment later. */
        STOPPED_AND_CONTINUED("STOP");

        private final String signal;

        Fate(String signal) {
            this.signal = signal;
        }
    }

    private final Troupe troupe;
    private final Scene scene;
    private final long number;
    private final Act act;
    private final Fate fate;
    private final ChildProcess victim;
    private final CompletableFuture<Long> diedAt;
    private final List<Blocked<String>> rivals = new ArrayList<>();

    Trial(Troupe troupe, Place place, int nth, Fate fate) {
        this.troupe = troupe;
        this.scene = troupe.scene();
        this.number = troupe.nextVictim();
        this.act = place.act();
        this.fate = fate;
        this.victim = troupe.start(new Victim(number, act, place.point(), nth, fate.signal, scene));
        this.diedAt = victim.toHandle().onExit().thenApply(unused -> System.nanoTime());
    }

    /** Returns how long after the victim's death both rivals had done another round, in nanoseconds. */
    long run() throws Exception {
        scene.reset();
        if (act != Act.LOCK_ALONE) {
            startRivals();
        }
        scene.begin(number);
        meetFate();
        if (act == Act.LOCK_ALONE) {
            startRivals();
        }
        if (act.needsSubstitute()) {
            play(SUBSTITUTE);
        }
        long handOver = act.hasItems() ? awaitNoItems() : awaitRounds();
        finish();
        judge();
        return handOver;
    }

    private void startRivals() throws InterruptedException {
        play(FIRST);
        troupe.letSecondRivalPlay(act);
    }

    private void play(int who) {
        rivals.add(Blocked.run(PATIENCE, () -> {
            act.playRival(scene, who);
            return "fine";
        }));
    }

    // ---- the victim's end

    private void meetFate() throws Exception {
        if (fate != Fate.KILLED) {
            Await.until("it stops", PATIENCE, () -> victim.toHandle().isAlive() && stateOf(victim.pid()) == 'T');
            assertTimesOut();
            if (fate == Fate.STOPPED_AND_CONTINUED) {
                Signals.send("CONT", victim.pid());
                Thread.sleep(20);
            }
            victim.kill();
        }
        victim.join(PATIENCE);
        assertThat(victim.isAlive()).as("the victim lives on: it did not come to its place").isFalse();
    }

    /** Whatever a process is stopped in, who waits for some time only does so. */
    private void assertTimesOut() throws Exception {
        Blocked<String> impatient = Blocked.run(PATIENCE, () -> {
            Duration shortly = Duration.ofMillis(20);
            try {
                if (act == Act.SEMAPHORE) {
                    if (scene.semaphore().tryAcquire(Scene.PERMITS, shortly.toNanos(), TimeUnit.NANOSECONDS)) {
                        scene.semaphore().release(Scene.PERMITS);
                    }
                } else if (act == Act.EVENT) {
                    boolean unused = scene.event().await(shortly);
                } else if (scene.lock().tryLock(shortly)) {
                    scene.lock().unlock();
                }
            } catch (AbandonedLockException e) {
                throw new AssertionError("The lock of a process that is stopped was given away", e);
            }
            return "returned";
        });
        assertThat(impatient.value()).isEqualTo("returned");
    }

    private static char stateOf(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        return stat.charAt(stat.lastIndexOf(')') + 2);
    }

    // ---- what comes after it

    private long awaitRounds() throws InterruptedException {
        long first = scene.rounds(FIRST);
        long second = scene.rounds(SECOND);
        awaitUntil("rivals go on", () -> scene.rounds(FIRST) > first && scene.rounds(SECOND) > second);
        long handOver = System.nanoTime() - diedAt.join();
        awaitUntil("rivals go on and on", () -> scene.rounds(FIRST) >= first + ROUNDS_AFTERWARDS
                && scene.rounds(SECOND) >= second + ROUNDS_AFTERWARDS);
        return handOver;
    }

    /** Nobody signals any more, and what has been signalled is enough. */
    private long awaitNoItems() throws InterruptedException {
        scene.pause();
        awaitUntil("what was signalled is taken", () -> scene.items() == 0);
        return System.nanoTime() - diedAt.join();
    }

    private void awaitUntil(String what, BooleanSupplier isSo) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isSo.getAsBoolean()) {
            for (Blocked<String> rival : rivals) {
                if (rival.isDone()) {
                    rival.value();
                }
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("stuck: it is not so that " + what + ": " + facts());
            }
            LockSupport.parkNanos(100_000);
        }
    }

    private String facts() {
        return "inside=" + scene.inside() + " items=" + scene.items() + " rounds=" + scene.rounds(FIRST) + ","
                + scene.rounds(SECOND) + " told=" + scene.told() + " queueLength=" + scene.lock().getQueueLength();
    }

    private void finish() throws InterruptedException {
        scene.end();
        switch (act) {
            case AWAIT, SIGNAL -> {
                Act.lock(scene, REFEREE, 0);
                scene.condition().signalAll();
                Act.unlock(scene, REFEREE);
            }
            case EVENT -> {
                rivals.getLast().value();
                scene.event().set();
            }
            default -> {}
        }
        boolean isSecondDone = false;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isSecondDone || !rivals.stream().allMatch(Blocked::isDone)) {
            if (act == Act.BARRIER) {
                // Who has arrived waits for others that come no more.
                scene.barrier().reset();
            }
            isSecondDone |= troupe.secondRivalEnds(Duration.ofMillis(2));
            if (System.nanoTime() > deadline) {
                throw new AssertionError("stuck at the end: second=" + isSecondDone + " " + facts());
            }
        }
        for (Blocked<String> rival : rivals) {
            assertThat(rival.value()).isEqualTo("fine");
        }
        if (act == Act.BARRIER) {
            scene.barrier().reset();
        }
    }

    private void judge() {
        assertThat(scene.told()).as("how many were told").isLessThanOrEqualTo(1);
        if (act.hasItems() || act == Act.LOCK || act == Act.LOCK_ALONE) {
            assertThat(scene.inside()).as("who is inside").isEqualTo(Scene.NOBODY);
            assertThat(scene.lock().isLocked()).as("locked").isFalse();
        }
        Await.until("the permits are back", PATIENCE, () -> scene.semaphore().availablePermits() == Scene.PERMITS);
        scene.event().clear();
    }
}
