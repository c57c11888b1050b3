package io.multiprocessing.ipc.sharedmem.queuedeath;

import io.multiprocessing.Multiprocessing;
import io.multiprocessing.SharedMemory;
import io.multiprocessing.ipc.sharedmem.death.Letter;
import java.io.Serializable;

/**
 * What became of each letter of a soak, in memory that outlives all who send and receive them:
 *
 * <pre>
 *   0         4         8         12        16            24            28
 *   +---------+---------+---------+---------+-------------+-------------+--------+--------------------+
 *   | over    | unused  | tried   | tried   | hands       | received    | unused | marks ...          |
 *   |         |         | 1       | 2       | 1, 2        | 1, 2        |        | int32 each         |
 *   +---------+---------+---------+---------+-------------+-------------+--------+--------------------+
 *   over      1 once senders shall end
 *   tried     by the sender: the number of the last letter that it began to place
 *   hands     by the receiver: how many it may have taken and not marked yet
 *   received  by the receiver: how many it has marked, modulo 2^32
 *   marks     of each letter of sender 1, then of sender 2: ACKNOWLEDGED and TAKEN for each time that it was taken
 * </pre>
 */
record Ledger(SharedMemory memory, int mostOfEach) implements Serializable {
    private static final int ACKNOWLEDGED = 1;
    private static final int TAKEN = 2;

    private static final int OVER = 0;
    private static final int TRIED = 1;
    private static final int HANDS = 3;
    private static final int RECEIVED = 5;
    private static final int MARKS = 10;

    static Ledger in(Multiprocessing family, int mostOfEach) {
        return new Ledger(family.memory((MARKS + 2L * (mostOfEach + 1)) * Integer.BYTES), mostOfEach);
    }

    boolean isOver() {
        return memory.ints().get(OVER) != 0;
    }

    void end() {
        memory.ints().set(OVER, 1);
    }

    int tried(int sender) {
        return memory.ints().get(TRIED + sender);
    }

    void trying(int sender, int number) {
        memory.ints().set(TRIED + sender, number);
    }

    int inHand(int receiver) {
        return memory.ints().get(HANDS + receiver);
    }

    void mayHold(int receiver, int most) {
        memory.ints().set(HANDS + receiver, most);
    }

    int received() {
        return memory.ints().get(RECEIVED + 1) + memory.ints().get(RECEIVED + 2);
    }

    private long mark(int sender, int number) {
        return MARKS + (sender - 1L) * (mostOfEach + 1) + number;
    }

    void acknowledged(int sender, int number) {
        memory.ints().getAndAdd(mark(sender, number), ACKNOWLEDGED);
    }

    void taken(int receiver, Letter letter) {
        memory.ints().getAndAdd(mark(letter.sender(), letter.number()), TAKEN);
        memory.ints().getAndAdd(RECEIVED + receiver, 1);
    }

    boolean isAcknowledged(int sender, int number) {
        return (memory.ints().get(mark(sender, number)) & ACKNOWLEDGED) != 0;
    }

    int timesTaken(int sender, int number) {
        return memory.ints().get(mark(sender, number)) / TAKEN;
    }
}
