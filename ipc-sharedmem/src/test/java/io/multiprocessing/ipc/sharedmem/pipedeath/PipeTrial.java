package io.multiprocessing.ipc.sharedmem.pipedeath;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.EndOfPipeException;
import io.multiprocessing.MessagePipe;
import io.multiprocessing.RemoteRunnable;
import io.multiprocessing.ipc.sharedmem.death.Rivals;
import io.multiprocessing.ipc.sharedmem.death.Trial;
import io.multiprocessing.ipc.sharedmem.death.Understudy;
import io.multiprocessing.ipc.sharedmem.death.Victim;

/**
 * A victim's death at one end of a pipe, and what the other end makes of it: a sender and a receiver there, and in some
 * trials an understudy at the victim's own end. All that was sent is received, in order, once and whole, and then comes
 * the end.
 */
final class PipeTrial implements Trial {
    private final MessagePipe<byte[]> pipe;
    private final MessagePipe<byte[]> silent;
    private final Scene scene;
    private final PipeAct act;
    private final Victim victim;
    private final Understudy understudy;
    private final Post post;
    private final Rivals rivals = new Rivals(this::facts);

    PipeTrial(MessagePipe<byte[]> pipe, MessagePipe<byte[]> silent, Scene scene, PipeAct act, Victim victim,
            Understudy understudy) {
        this.pipe = pipe;
        this.silent = silent;
        this.scene = scene;
        this.act = act;
        this.victim = victim;
        this.understudy = understudy;
        this.post = new Post(scene, Scene.HERE);
    }

    @Override
    public long run() throws Exception {
        Scene stage = scene;
        PipeAct theirs = act;
        RemoteRunnable shares = () -> theirs.playUnderstudy(stage);
        rivals.playHere(() -> act.playReceiver(scene, pipe.first(), silent.first(), post));
        rivals.playHere(() -> act.playSender(scene, pipe.first()));
        if (act == PipeAct.SHARE) {
            rivals.playThere(understudy, shares);
        }
        scene.board().begin();
        victim.meetFate(this::requireTimesOut);
        scene.board().met();
        if (act == PipeAct.SHARE) {
            long before = scene.board().rounds(Scene.UNDERSTUDY);
            rivals.awaitUntil("the understudy goes on", () -> scene.board().hasDone(Scene.UNDERSTUDY, before + 1));
        } else {
            long before = scene.board().rounds(Scene.HERE);
            rivals.awaitUntil("the receiver goes on", () -> scene.board().hasDone(Scene.HERE, before + 1));
        }
        long handOver = System.nanoTime() - victim.diedAt();
        rivals.awaitEnd(() -> {});
        judge();
        pipe.close();
        silent.close();
        scene.board().remove();
        return handOver;
    }

    private void requireTimesOut() throws InterruptedException {
        try {
            PipeAct.requireTimesOut(silent.first(), post);
            pipe.first().hasMessage();
        } catch (EndOfPipeException e) {
            assertThat(act).isEqualTo(PipeAct.CLOSE);
        }
    }

    private void judge() {
        for (int sender : new int[] {Scene.VICTIM, Scene.UNDERSTUDY}) {
            assertThat(post.received(sender)).as("lost: letters of %s", sender)
                    .isGreaterThanOrEqualTo(scene.sent(sender));
            assertThat(post.received(sender)).as("letters of %s", sender)
                    .isLessThanOrEqualTo(scene.board().tried(sender));
        }
        assertThat(pipe.first().hasMessage()).as("the end is told for ever").isTrue();
        assertThat(silent.first().hasMessage()).as("another pipe has ended").isFalse();
    }

    private String facts() {
        return "here=" + scene.board().rounds(Scene.HERE) + " understudy=" + scene.board().rounds(Scene.UNDERSTUDY)
                + " victimSent="
                + scene.sent(Scene.VICTIM) + " received=" + post.received(Scene.VICTIM);
    }
}
