package io.multiprocessing.ipc.sharedmem.queuedeath;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.QueueClosedException;
import io.multiprocessing.RemoteRunnable;
import io.multiprocessing.ipc.sharedmem.death.Letter;
import io.multiprocessing.ipc.sharedmem.death.Rivals;
import io.multiprocessing.ipc.sharedmem.death.Trial;
import io.multiprocessing.ipc.sharedmem.death.Understudy;
import io.multiprocessing.ipc.sharedmem.death.Victim;
import io.multiprocessing.tck.family.harness.Blocked;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One victim's death, and what the rivals make of it: one who places and one who takes in this process, and one of
 * each in processes of their own. In the end each letter that was acknowledged has been taken once, or it has been in
 * the victim's hand.
 */
final class QueueTrial implements Trial {
    private static final int PLACER_HERE = 1;
    private static final int PLACER_THERE = 2;
    private static final int TAKER_HERE = 5;
    private static final int TAKER_THERE = 6;
    private static final int[] RIVALS = {PLACER_HERE, PLACER_THERE, TAKER_HERE, TAKER_THERE};

    private static final long ROUNDS_AFTERWARDS = 3;

    private final Scene scene;
    private final QueueAct act;
    private final int mostInHand;
    private final Victim victim;
    private final Understudy placer;
    private final Understudy taker;
    private final Rivals rivals = new Rivals(this::facts);

    QueueTrial(Scene scene, QueueAct act, int mostInHand, Victim victim, Understudy placer, Understudy taker) {
        this.scene = scene;
        this.act = act;
        this.mostInHand = mostInHand;
        this.victim = victim;
        this.placer = placer;
        this.taker = taker;
    }

    @Override
    public long run() throws Exception {
        startRivals();
        scene.board().begin();
        victim.meetFate(this::assertTimesOut);
        scene.board().met();
        long handOver = awaitRounds();
        scene.board().end();
        rivals.awaitUntil("those who place letters end",
                () -> scene.board().hasEnded(PLACER_HERE) && scene.board().hasEnded(PLACER_THERE));
        scene.queue().close();
        rivals.awaitEnd(() -> {});
        judge();
        scene.board().remove();
        return handOver;
    }

    private void startRivals() throws InterruptedException {
        Scene stage = scene;
        QueueAct theirs = act;
        RemoteRunnable places = () -> theirs.playPlacer(stage, PLACER_THERE);
        RemoteRunnable takes = () -> theirs.playTaker(stage, TAKER_THERE);
        rivals.playHere(() -> act.playPlacer(scene, PLACER_HERE));
        rivals.playHere(() -> act.playTaker(scene, TAKER_HERE));
        rivals.playThere(placer, places);
        rivals.playThere(taker, takes);
    }

    /** Whatever a process is stopped in, who waits for some time only does so. */
    private void assertTimesOut() throws Exception {
        Duration shortly = Duration.ofMillis(20);
        Blocked<String> impatient = Blocked.run(Rivals.PATIENCE, () -> {
            byte[] letter = new Letter(Scene.REFEREE, 1).written(100);
            scene.board().trying(Scene.REFEREE, 1);
            if (scene.queue().offer(letter, shortly)) {
                scene.acknowledged(Scene.REFEREE, 1);
            } else {
                scene.refused(Scene.REFEREE, 1);
            }
            byte[] other = act.waits(true) ? null : scene.queue().poll(shortly);
            if (other != null) {
                scene.taken(Letter.read(other));
            }
            return "returned";
        });
        try {
            assertThat(impatient.value()).isEqualTo("returned");
        } catch (AssertionError e) {
            if (act != QueueAct.CLOSE || !(e.getCause() instanceof QueueClosedException)) {
                throw e;
            }
        }
    }

    private long awaitRounds() throws InterruptedException {
        long[] before = IntStream.of(RIVALS).mapToLong(scene.board()::rounds).toArray();
        rivals.awaitUntil("rivals go on", () -> haveDone(before, 1));
        long handOver = System.nanoTime() - victim.diedAt();
        rivals.awaitUntil("rivals go on and on", () -> haveDone(before, ROUNDS_AFTERWARDS));
        return handOver;
    }

    private boolean haveDone(long[] before, long rounds) {
        return IntStream.range(0, RIVALS.length)
                .allMatch(i -> scene.board().hasDone(RIVALS[i], before[i] + rounds));
    }

    private String facts() {
        return "size=" + scene.queue().size() + " closed=" + scene.queue().isClosed() + " rounds="
                + IntStream.of(RIVALS).mapToObj(who -> Long.toString(scene.board().rounds(who))).toList();
    }

    private void judge() {
        List<String> inHand = new ArrayList<>();
        for (int sender = 1; sender <= Scene.SENDERS; sender++) {
            for (int number = 1; number <= scene.board().tried(sender); number++) {
                long taken = scene.timesTaken(sender, number);
                Letter letter = new Letter(sender, number);
                assertThat(taken).as("doubled: %s", letter).isLessThanOrEqualTo(1);
                if (scene.isRefused(sender, number)) {
                    assertThat(taken).as("refused and taken: %s", letter).isZero();
                } else if (scene.isAcknowledged(sender, number) && taken == 0) {
                    inHand.add(letter.toString());
                }
            }
        }
        assertThat(inHand.size()).as("lost: %s", inHand).isLessThanOrEqualTo(mostInHand);
        assertThat(scene.queue().isClosed()).isTrue();
    }
}
