package io.multiprocessing.ipc.sharedmem.queuedeath;

import io.multiprocessing.Multiprocessing;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.ipc.sharedmem.death.Board;
import io.multiprocessing.ipc.sharedmem.death.Letter;
import java.io.Serializable;

/**
 * The queue of a trial, and a board with a mark for each letter: the sum of ACKNOWLEDGED, REFUSED, and TAKEN for each
 * time that it was taken.
 */
record Scene(SharedQueue<byte[]> queue, Board board) implements Serializable {
    static final int SENDERS = 4;
    static final int VICTIM = 3;
    static final int REFEREE = 4;
    /** How many letters each may send, the first of which is number 1. */
    static final int MOST_LETTERS = 1 << 15;

    private static final long ACKNOWLEDGED = 1;
    private static final long REFUSED = 2;
    private static final long TAKEN = 4;

    static Scene in(Multiprocessing family, int capacity) {
        return new Scene(family.queue(capacity), Board.in(family, SENDERS * MOST_LETTERS));
    }

    private static int mark(int sender, int number) {
        return (sender - 1) * MOST_LETTERS + number;
    }

    void acknowledged(int sender, int number) {
        board.addOwn(mark(sender, number), ACKNOWLEDGED);
    }

    void refused(int sender, int number) {
        board.addOwn(mark(sender, number), REFUSED);
    }

    void taken(Letter letter) {
        board.addOwn(mark(letter.sender(), letter.number()), TAKEN);
    }

    boolean isAcknowledged(int sender, int number) {
        return (board.own(mark(sender, number)) & ACKNOWLEDGED) != 0;
    }

    boolean isRefused(int sender, int number) {
        return (board.own(mark(sender, number)) & REFUSED) != 0;
    }

    long timesTaken(int sender, int number) {
        return board.own(mark(sender, number)) / TAKEN;
    }
}
