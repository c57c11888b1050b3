package io.multiprocessing.ipc.sharedmem.queuedeath;

import io.multiprocessing.QueueClosedException;
import io.multiprocessing.RemoteRunnable;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.ipc.sharedmem.death.Letter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** What the processes of a soak do, each until it is killed or the soak is over. */
final class Courier {
    private static final int MOST_AT_ONCE = 8;
    private static final int LONGEST_CONTENT = 1 << 20;

    private Courier() {}

    static RemoteRunnable sender(SharedQueue<byte[]> queue, Ledger ledger, int who) {
        return () -> send(queue, ledger, who);
    }

    /** @param isServed what was on its way to a receiver that died goes to the other, who may have got later ones */
    static RemoteRunnable receiver(SharedQueue<byte[]> queue, Ledger ledger, int who, boolean isServed) {
        return () -> receive(queue, ledger, who, isServed);
    }

    /** Goes on where one that was killed has left off. */
    private static void send(SharedQueue<byte[]> queue, Ledger ledger, int who) throws InterruptedException {
        for (int number = ledger.tried(who) + 1; number <= ledger.mostOfEach() && !ledger.isOver(); number++) {
            byte[] letter = new Letter(who, number).written(Letter.LEAST + someLength());
            ledger.trying(who, number);
            queue.put(letter);
            ledger.acknowledged(who, number);
        }
    }

    /** Most are short, some are of any order of magnitude. */
    private static int someLength() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return random.nextInt(16) > 0
                ? random.nextInt(256)
                : random.nextInt(1 + (LONGEST_CONTENT >> random.nextInt(20)));
    }

    private static void receive(SharedQueue<byte[]> queue, Ledger ledger, int who, boolean isServed)
            throws InterruptedException {
        int[] last = new int[3];
        List<byte[]> letters = new ArrayList<>();
        try {
            while (true) {
                int most = ThreadLocalRandom.current().nextInt(4) == 0 ? MOST_AT_ONCE : 1;
                ledger.mayHold(who, most);
                letters.clear();
                if (most == 1) {
                    letters.add(queue.take());
                } else {
                    queue.drainTo(letters, most);
                }
                for (byte[] bytes : letters) {
                    Letter letter = Letter.read(bytes);
                    ledger.taken(who, letter);
                    if (letter.number() <= last[letter.sender()] && !isServed) {
                        throw new AssertionError(letter + " comes after " + last[letter.sender()]);
                    }
                    last[letter.sender()] = letter.number();
                }
            }
        } catch (QueueClosedException e) {
            ledger.mayHold(who, 0);
        }
    }
}
