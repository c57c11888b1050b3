package io.multiprocessing.ipc.sharedmem.lockdeath;

import io.multiprocessing.InterProcessBarrier;
import io.multiprocessing.InterProcessCondition;
import io.multiprocessing.InterProcessEvent;
import io.multiprocessing.InterProcessLock;
import io.multiprocessing.InterProcessSemaphore;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.SharedMemory;
import java.io.Serializable;

/**
 * What all who take part in a trial use, and what they tell each other in memory that outlives them:
 *
 * <pre>
 *   INSIDE   who has the lock, told by himself; 0 when nobody says so
 *   TOLD     how often somebody was told that the lock was abandoned
 *   ITEMS    what there is to be had by who waits at the condition; changed by the lock's owner
 *   BEGUN    the number of the victim that may begin
 *   PAUSED   not 0 when no more items shall be made
 *   OVER     not 0 when the rivals shall end
 *   ROUNDS   of each rival: how often he did what he does
 * </pre>
 */
record Scene(
        InterProcessLock lock,
        InterProcessCondition condition,
        InterProcessSemaphore semaphore,
        InterProcessBarrier barrier,
        InterProcessEvent event,
        SharedMemory memory)
        implements Serializable {
    static final int PERMITS = 3;
    static final int PARTIES = 3;

    static final long NOBODY = 0;
    static final long VICTIM = 99;

    private static final int INSIDE = 0;
    private static final int TOLD = 1;
    private static final int ITEMS = 2;
    private static final int BEGUN = 3;
    private static final int OVER = 4;
    private static final int PAUSED = 5;
    private static final int ROUNDS = 8;
    private static final int WORDS = 16;

    static Scene in(Multiprocessing family) {
        InterProcessLock lock = family.lock();
        SharedMemory memory = family.memory((long) WORDS * Long.BYTES);
        return new Scene(lock, lock.newCondition(), family.semaphore(PERMITS), family.barrier(PARTIES, () -> {}),
                family.event(), memory);
    }

    void reset() {
        for (int word = 0; word < WORDS; word++) {
            memory.longs().set(word, 0);
        }
    }

    long inside() {
        return memory.longs().get(INSIDE);
    }

    void setInside(long who) {
        memory.longs().set(INSIDE, who);
    }

    long told() {
        return memory.longs().get(TOLD);
    }

    void countTold() {
        memory.longs().getAndAdd(TOLD, 1);
    }

    long items() {
        return memory.longs().get(ITEMS);
    }

    void setItems(long items) {
        memory.longs().set(ITEMS, items);
    }

    boolean hasBegun(long victim) {
        return memory.longs().get(BEGUN) == victim;
    }

    void begin(long victim) {
        memory.longs().set(BEGUN, victim);
    }

    boolean isPaused() {
        return memory.longs().get(PAUSED) != 0;
    }

    void pause() {
        memory.longs().set(PAUSED, 1);
    }

    boolean isOver() {
        return memory.longs().get(OVER) != 0;
    }

    void end() {
        memory.longs().set(OVER, 1);
    }

    /** @param who a rival's number, from 1 */
    long rounds(int who) {
        return memory.longs().get(ROUNDS + who);
    }

    void countRound(long who) {
        if (who != VICTIM) {
            memory.longs().getAndAdd(ROUNDS + who, 1);
        }
    }
}
