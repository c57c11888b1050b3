package io.multiprocessing.ipc.sharedmem.lockdeath;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.AbandonedLockException;
import io.multiprocessing.ipc.sharedmem.death.Rivals;
import io.multiprocessing.ipc.sharedmem.death.Trial;
import io.multiprocessing.ipc.sharedmem.death.Understudy;
import io.multiprocessing.ipc.sharedmem.death.Victim;
import io.multiprocessing.tck.family.harness.Await;
import io.multiprocessing.tck.family.harness.Blocked;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One victim's death, and what the rivals make of it: one in this process, one in another. */
final class LockTrial implements Trial {
    static final int SUBSTITUTE = 3;
    private static final int REFEREE = 4;

    private static final int FIRST = 1;
    private static final int SECOND = 2;
    private static final long ROUNDS_AFTERWARDS = 3;

    private final Scene scene;
    private final long number;
    private final Act act;
    private final Victim victim;
    private final Understudy understudy;
    private final Rivals rivals = new Rivals(this::facts);

    /** @param number of the victim */
    LockTrial(Scene scene, long number, Act act, Victim victim, Understudy understudy) {
        this.scene = scene;
        this.number = number;
        this.act = act;
        this.victim = victim;
        this.understudy = understudy;
    }

    @Override
    public long run() throws Exception {
        scene.reset();
        if (act != Act.LOCK_ALONE) {
            startRivals();
        }
        scene.begin(number);
        victim.meetFate(this::assertTimesOut);
        if (act == Act.LOCK_ALONE) {
            startRivals();
        }
        Blocked<String> substitute = act.needsSubstitute() ? play(SUBSTITUTE) : null;
        long handOver = act.hasItems() ? awaitNoItems() : awaitRounds();
        scene.end();
        if (substitute != null && act == Act.EVENT) {
            substitute.value();
        }
        finish();
        judge();
        return handOver;
    }

    private void startRivals() throws InterruptedException {
        play(FIRST);
        Scene stage = scene;
        Act theirs = act;
        rivals.playThere(understudy, () -> theirs.playRival(stage, SECOND));
    }

    private Blocked<String> play(int who) {
        return rivals.playHere(() -> act.playRival(scene, who));
    }

    /** Whatever a process is stopped in, who waits for some time only does so. */
    private void assertTimesOut() throws Exception {
        Blocked<String> impatient = Blocked.run(Rivals.PATIENCE, () -> {
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

    // ---- what comes after it

    private long awaitRounds() throws InterruptedException {
        long first = scene.rounds(FIRST);
        long second = scene.rounds(SECOND);
        rivals.awaitUntil("rivals go on", () -> scene.rounds(FIRST) > first && scene.rounds(SECOND) > second);
        long handOver = System.nanoTime() - victim.diedAt();
        rivals.awaitUntil("rivals go on and on", () -> scene.rounds(FIRST) >= first + ROUNDS_AFTERWARDS
                && scene.rounds(SECOND) >= second + ROUNDS_AFTERWARDS);
        return handOver;
    }

    /** Nobody signals any more, and what has been signalled is enough. */
    private long awaitNoItems() throws InterruptedException {
        scene.pause();
        rivals.awaitUntil("what was signalled is taken", () -> scene.items() == 0);
        return System.nanoTime() - victim.diedAt();
    }

    private String facts() {
        return "inside=" + scene.inside() + " items=" + scene.items() + " rounds=" + scene.rounds(FIRST) + ","
                + scene.rounds(SECOND) + " told=" + scene.told() + " queueLength=" + scene.lock().getQueueLength();
    }

    private void finish() throws InterruptedException {
        switch (act) {
            case AWAIT, SIGNAL -> {
                Act.lock(scene, REFEREE, 0);
                scene.condition().signalAll();
                Act.unlock(scene, REFEREE);
            }
            case EVENT -> scene.event().set();
            default -> {}
        }
        rivals.awaitEnd(() -> {
            if (act == Act.BARRIER) {
                // Who has arrived waits for others that come no more.
                scene.barrier().reset();
            }
        });
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
        Await.until("the permits are back", Rivals.PATIENCE,
                () -> scene.semaphore().availablePermits() == Scene.PERMITS);
        scene.event().clear();
    }
}
