package io.multiprocessing.ipc.sharedmem.queuedeath;

import io.multiprocessing.internal.direct.KillPoint;
import io.multiprocessing.ipc.sharedmem.death.Letter;
import io.multiprocessing.ipc.sharedmem.death.Rivals;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One who takes letters, and says which. An {@link AssertionError} tells of what must not be. */
final class Receiver {
    private static final int MOST = 5;

    private final Scene scene;
    private final int[] last = new int[Scene.SENDERS + 1];

    Receiver(Scene scene) {
        this.scene = scene;
    }

    /** Takes one or some, in a way that a number says; false when there was none. */
    boolean receive(long way) throws InterruptedException {
        return switch ((int) (way % 4)) {
            case 0 -> got(scene.queue().take());
            case 1 -> got(scene.queue().poll());
            case 2 -> {
                QueueAct.require(got(scene.queue().poll(Rivals.PATIENCE)), "there was a letter within 20 s");
                yield true;
            }
            default -> drain();
        };
    }

    /** Takes one that is read where it is; half of it has been at the point {@code letter.half-read}. */
    void receiveInPlace() throws InterruptedException {
        byte[][] read = new byte[1][];
        scene.queue().takeBytes(memory -> {
            byte[] letter = new byte[(int) memory.byteSize()];
            int half = letter.length / 2;
            MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, 0, letter, 0, half);
            KillPoint.reach("letter.half-read");
            MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, half, letter, half, letter.length - half);
            read[0] = letter;
        });
        got(read[0]);
    }

    private boolean drain() {
        List<byte[]> all = new ArrayList<>();
        int drained = scene.queue().drainTo(all, MOST);
        QueueAct.require(drained == all.size(), "so many were drained: " + drained + " rather than " + all.size());
        all.forEach(this::got);
        return drained > 0;
    }

    private boolean got(byte @Nullable [] bytes) {
        if (bytes == null) {
            return false;
        }
        Letter letter = Letter.read(bytes);
        scene.taken(letter);
        QueueAct.require(letter.number() > last[letter.sender()],
                letter + " comes after number " + last[letter.sender()]);
        last[letter.sender()] = letter.number();
        return true;
    }

    /** Takes the second out, if there are two. */
    void removeSecond() {
        Iterator<byte[]> all = scene.queue().iterator();
        if (all.hasNext()) {
            Letter.read(all.next());
        }
        if (all.hasNext()) {
            Letter second = Letter.read(all.next());
            all.remove();
            scene.taken(second);
        }
    }
}
