package io.multiprocessing.ipc.sharedmem.pipedeath;

import io.multiprocessing.Multiprocessing;
import io.multiprocessing.PipeEnd;
import io.multiprocessing.SharedMemory;
import java.io.Serializable;

/**
 * The far end of a trial's pipe, and what all who take part tell each other in memory that outlives them:
 *
 * <pre>
 *   BEGUN    1 once the victim may begin
 *   MET      1 once the victim has met its fate
 *   ROUNDS   of each who takes part: how often he did what he does, or ENDED
 *   TRIED    of each sender: the number of the last letter that he began to send
 *   SENT     of each sender: the number of the last letter that he has sent
 * </pre>
 *
 * @param end that the victim uses, and in some trials an understudy too
 */
record Scene(PipeEnd<byte[]> end, SharedMemory memory) implements Serializable {
    static final int VICTIM = 1;
    static final int UNDERSTUDY = 2;
    static final int HERE = 3;

    private static final long ENDED = Long.MAX_VALUE / 2;

    private static final int BEGUN = 0;
    private static final int MET = 1;
    private static final int ROUNDS = 8;
    private static final int TRIED = 12;
    private static final int SENT = 16;
    private static final int WORDS = 24;

    static Scene in(Multiprocessing family, PipeEnd<byte[]> end) {
        return new Scene(end, family.memory((long) WORDS * Long.BYTES));
    }

    boolean hasBegun() {
        return memory.longs().get(BEGUN) != 0;
    }

    void begin() {
        memory.longs().set(BEGUN, 1);
    }

    boolean hasMet() {
        return memory.longs().get(MET) != 0;
    }

    void met() {
        memory.longs().set(MET, 1);
    }

    /** Whether he has done so many, or has come to his end. */
    boolean hasDone(int who, long rounds) {
        return rounds(who) >= Math.min(rounds, ENDED);
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

    long tried(int sender) {
        return memory.longs().get(TRIED + sender);
    }

    void trying(int sender, int number) {
        memory.longs().set(TRIED + sender, number);
    }

    long sent(int sender) {
        return memory.longs().get(SENT + sender);
    }

    void sent(int sender, int number) {
        memory.longs().set(SENT + sender, number);
    }
}
