package io.multiprocessing.ipc.sharedmem.pipedeath;

import io.multiprocessing.Multiprocessing;
import io.multiprocessing.PipeEnd;
import io.multiprocessing.ipc.sharedmem.death.Board;
import java.io.Serializable;

/**
 * The far end of a trial's pipe, and a board with the number of the last letter that each has sent.
 *
 * @param end that the victim uses, and in some trials an understudy too
 */
record Scene(PipeEnd<byte[]> end, Board board) implements Serializable {
    static final int VICTIM = 1;
    static final int UNDERSTUDY = 2;
    static final int HERE = 3;

    static Scene in(Multiprocessing family, PipeEnd<byte[]> end) {
        return new Scene(end, Board.in(family, HERE + 1));
    }

    long sent(int sender) {
        return board.own(sender);
    }

    void sent(int sender, int number) {
        board.setOwn(sender, number);
    }
}
