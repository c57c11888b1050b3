package io.multiprocessing.ipc.sharedmem.death;

import io.multiprocessing.Multiprocessing;
import io.multiprocessing.SharedMemory;
import java.io.Serializable;

/**
 * What all who take part in a trial tell each other, in memory that outlives them:
 *
 * <pre>
 *   BEGUN    1 once the victim may begin
 *   MET      1 once the victim has met its fate
 *   OVER     1 once rivals shall end
 *   ROUNDS   of each who takes part: how often he did what he does, or ENDED
 *   TRIED    of each sender: the number of the last letter that he began to send
 *   OWN      what the trial makes of it
 * </pre>
 *
 * <p>Who takes part has a number below {@value #PARTIES}.
 */
public record Board(SharedMemory memory) implements Serializable {
    private static final int PARTIES = 8;
    private static final long ENDED = Long.MAX_VALUE / 2;

    private static final int BEGUN = 0;
    private static final int MET = 1;
    private static final int OVER = 2;
    private static final int ROUNDS = 8;
    private static final int TRIED = ROUNDS + PARTIES;
    private static final int OWN = TRIED + PARTIES;

    /** @param own how many words of its own the trial needs */
    public static Board in(Multiprocessing family, int own) {
        return new Board(family.memory((OWN + (long) own) * Long.BYTES));
    }

    public boolean hasBegun() {
        return isSet(BEGUN);
    }

    public void begin() {
        set(BEGUN);
    }

    public boolean hasMet() {
        return isSet(MET);
    }

    public void met() {
        set(MET);
    }

    public boolean isOver() {
        return isSet(OVER);
    }

    public void end() {
        set(OVER);
    }

    private boolean isSet(int word) {
        return memory.longs().get(word) != 0;
    }

    private void set(int word) {
        memory.longs().set(word, 1);
    }

    // ---- rounds

    public long rounds(int who) {
        return memory.longs().get(ROUNDS + who);
    }

    /** Whether he has done so many, or has come to his end. */
    public boolean hasDone(int who, long rounds) {
        return rounds(who) >= Math.min(rounds, ENDED);
    }

    public void countRound(int who) {
        memory.longs().getAndAdd(ROUNDS + who, 1);
    }

    public boolean hasEnded(int who) {
        return rounds(who) == ENDED;
    }

    public void ended(int who) {
        memory.longs().set(ROUNDS + who, ENDED);
    }

    // ---- letters

    public long tried(int sender) {
        return memory.longs().get(TRIED + sender);
    }

    public void trying(int sender, int number) {
        memory.longs().set(TRIED + sender, number);
    }

    // ---- the trial's own words, from 0

    public long own(int word) {
        return memory.longs().get(OWN + word);
    }

    public void setOwn(int word, long value) {
        memory.longs().set(OWN + word, value);
    }

    public void addOwn(int word, long value) {
        memory.longs().getAndAdd(OWN + word, value);
    }

    /** Nobody takes part any more. */
    public void remove() {
        memory.remove();
    }
}
