package io.multiprocessing.ipc.sharedmem.queuedeath;

import io.multiprocessing.internal.direct.KillPoint;
import io.multiprocessing.ipc.sharedmem.death.Letter;
import io.multiprocessing.ipc.sharedmem.death.Rivals;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** One who places letters, and says of each what became of it. */
final class Sender {
    private final Scene scene;
    private final int who;
    private int last;

    Sender(Scene scene, int who) {
        this.scene = scene;
        this.who = who;
    }

    /** How many letters it has begun to place. */
    int last() {
        return last;
    }

    private boolean isSpent() {
        if (last < Scene.MOST_LETTERS - 10) {
            return false;
        }
        LockSupport.parkNanos(1_000_000);
        return true;
    }

    private byte[] next(int length) {
        last++;
        scene.board().trying(who, last);
        return new Letter(who, last).written(Math.max(Letter.LEAST, length));
    }

    /** Places a letter, in a way that a number says. */
    void send(int length, long way) throws InterruptedException {
        if (isSpent()) {
            return;
        }
        byte[] letter = next(length);
        boolean isPlaced = switch ((int) (way % 3)) {
            case 0 -> {
                scene.queue().put(letter);
                yield true;
            }
            case 1 -> scene.queue().offer(letter);
            default -> {
                QueueAct.require(scene.queue().offer(letter, Rivals.PATIENCE), "there was room within 20 s");
                yield true;
            }
        };
        if (isPlaced) {
            scene.acknowledged(who, last);
        } else {
            scene.refused(who, last);
        }
    }

    /** Places a letter that is written where it will be, half of it before the point {@code letter.half-written}. */
    void sendInPlace(int length) throws InterruptedException {
        if (isSpent()) {
            return;
        }
        byte[] letter = next(length);
        scene.queue().putBytes(letter.length, memory -> {
            int half = letter.length / 2;
            MemorySegment.copy(letter, 0, memory, ValueLayout.JAVA_BYTE, 0, half);
            KillPoint.reach("letter.half-written");
            MemorySegment.copy(letter, half, memory, ValueLayout.JAVA_BYTE, half, letter.length - half);
        });
        scene.acknowledged(who, last);
    }

    void sendAll(int count, int length) {
        if (isSpent()) {
            return;
        }
        int before = last;
        List<byte[]> letters = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            letters.add(next(length));
        }
        QueueAct.require(scene.queue().addAll(letters), "letters were added");
        for (int number = before + 1; number <= last; number++) {
            scene.acknowledged(who, number);
        }
    }
}
