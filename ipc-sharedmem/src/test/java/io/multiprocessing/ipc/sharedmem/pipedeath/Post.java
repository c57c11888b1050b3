package io.multiprocessing.ipc.sharedmem.pipedeath;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.PipeEnd;
import io.multiprocessing.ipc.sharedmem.death.Letter;
import io.multiprocessing.ipc.sharedmem.death.Rivals;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What one who takes part sends and receives. An {@link AssertionError} tells of what must not be. */
final class Post {
    private final Scene scene;
    private final int who;
    private final int[] received = new int[Scene.HERE + 1];
    private int last;

    Post(Scene scene, int who) {
        this.scene = scene;
        this.who = who;
    }

    void send(PipeEnd<byte[]> end, int length) throws InterruptedException {
        last++;
        scene.board().trying(who, last);
        end.send(new Letter(who, last).written(Math.max(Letter.LEAST, length)));
        scene.sent(who, last);
    }

    /** Receives a letter, in a way that a number says. */
    void receive(PipeEnd<byte[]> end, long way) throws InterruptedException {
        if (way % 2 == 0) {
            got(Letter.read(end.receive()));
            return;
        }
        Optional<byte[]> message = end.receive(Duration.ofMillis(1));
        message.ifPresent(bytes -> got(Letter.read(bytes)));
    }

    synchronized void got(Letter letter) {
        int before = received[letter.sender()];
        // Of what is sent to an end that two processes use each gets a part.
        boolean isNext = letter.sender() == Scene.HERE ? letter.number() > before : letter.number() == before + 1;
        if (!isNext) {
            throw new AssertionError(letter + " comes after number " + before);
        }
        received[letter.sender()] = letter.number();
    }

    synchronized long received(int sender) {
        return received[sender];
    }

    /** Waits until the first of two ends is ready, of which the second never is. */
    static void await(PipeEnd<byte[]> end, PipeEnd<byte[]> silent) throws InterruptedException {
        assertThat(PipeEnd.await(List.of(silent, end), Rivals.PATIENCE)).containsExactly(end);
    }
}
