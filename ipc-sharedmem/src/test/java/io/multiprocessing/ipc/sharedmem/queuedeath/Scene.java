package io.multiprocessing.ipc.sharedmem.queuedeath;

import io.multiprocessing.Multiprocessing;
import io.multiprocessing.SharedMemory;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.ipc.sharedmem.death.Letter;
import java.io.Serializable;

/**
 * The queue of a trial, and what all who take part tell each other in memory that outlives them:
 *
 * <pre>
 *   BEGUN    1 once the victim may begin
 *   MET      1 once the victim has met its fate
 *   OVER     1 once senders shall end
 *   ROUNDS   of each who takes part: how often he did what he does, or ENDED
 *   TRIED    of each sender: the number of the last letter that he began to place
 *   marks    of each letter: the sum of ACKNOWLEDGED, REFUSED, and TAKEN for each time that it was taken
 * </pre>
 */
record Scene(SharedQueue<byte[]> queue, SharedMemory memory) implements Serializable {
    static final int SENDERS = 4;
    static final int VICTIM = 3;
    static final int REFEREE = 4;
    /** How many letters each may send, the first of which is number 1. */
    static final int MOST_LETTERS = 1 << 15;

    static final long ENDED = Long.MAX_VALUE / 2;

    private static final long ACKNOWLEDGED = 1;
    private static final long REFUSED = 2;
    private static final long TAKEN = 4;

    private static final int BEGUN = 0;
    private static final int MET = 1;
    private static final int OVER = 2;
    private static final int ROUNDS = 8;
    private static final int TRIED = 16;
    private static final int MARKS = 24;

    static Scene in(Multiprocessing family, int capacity) {
        return new Scene(family.queue(capacity),
                family.memory((MARKS + (long) SENDERS * MOST_LETTERS) * Long.BYTES));
    }

    private boolean isSet(int word) {
        return memory.longs().get(word) != 0;
    }

    boolean hasBegun() {
        return isSet(BEGUN);
    }

    void begin() {
        memory.longs().set(BEGUN, 1);
    }

    boolean hasMet() {
        return isSet(MET);
    }

    void met() {
        memory.longs().set(MET, 1);
    }

    boolean isOver() {
        return isSet(OVER);
    }

    void end() {
        memory.longs().set(OVER, 1);
    }

    long rounds(int who) {
        return memory.longs().get(ROUNDS + who);
    }

    void countRound(int who) {
        memory.longs().getAndAdd(ROUNDS + who, 1);
    }

    void ended(int who) {
        memory.longs().set(ROUNDS + who, ENDED);
    }

    // ---- the marks of letters

    long tried(int sender) {
        return memory.longs().get(TRIED + sender);
    }

    void trying(int sender, int number) {
        memory.longs().set(TRIED + sender, number);
    }

    private static int mark(int sender, int number) {
        return MARKS + (sender - 1) * MOST_LETTERS + number;
    }

    void acknowledged(int sender, int number) {
        memory.longs().getAndAdd(mark(sender, number), ACKNOWLEDGED);
    }

    void refused(int sender, int number) {
        memory.longs().getAndAdd(mark(sender, number), REFUSED);
    }

    void taken(Letter letter) {
        memory.longs().getAndAdd(mark(letter.sender(), letter.number()), TAKEN);
    }

    boolean isAcknowledged(int sender, int number) {
        return (memory.longs().get(mark(sender, number)) & ACKNOWLEDGED) != 0;
    }

    boolean isRefused(int sender, int number) {
        return (memory.longs().get(mark(sender, number)) & REFUSED) != 0;
    }

    long timesTaken(int sender, int number) {
        return memory.longs().get(mark(sender, number)) / TAKEN;
    }
}
