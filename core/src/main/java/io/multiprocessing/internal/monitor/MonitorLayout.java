package io.multiprocessing.internal.monitor;

import io.multiprocessing.internal.direct.DirectLayout;

/**
 * The words of an object on which threads wait; offsets count from the beginning of the region.
 *
 * <pre>
 *   2304  +0   guard      {@link io.multiprocessing.internal.direct.Guard}: who holds it alone changes the state
 *         +8   version    int32: how often the state was published; its last bit says where     by the holder of the guard
 *         +16  lock word  int64, of locks: see {@link LockWord}
 *   2432       cells      128 of 16 bytes
 *   4480       state 0    16 KiB: the state while version is even
 *   20864      state 1    16 KiB: the state while version is odd
 *   37248
 *
 *   a cell:                                       a state:
 *   0         8        12      16                 0         8
 *   +---------+--------+-------+                  +---------+----------------------+--------------------+
 *   | ticket  | bell   |       |                  | answers | ticket status number | what the object's  |
 *   | int64   | int32  |       |                  | int64   | int64 each ...       | state has saved    |
 *   +---------+--------+-------+                  +---------+----------------------+--------------------+
 *   ticket  0 → ticket  by who is about to wait, by compare-and-set
 *           ticket → 0  by the same, when he has seen his answer; or by the home, when his process is dead
 *
 *   a ticket:   63           23          7       0
 *               +------------+-----------+-------+
 *               | count      | slot      | cell  |
 *               +------------+-----------+-------+
 * </pre>
 */
final class MonitorLayout {
    /** Of the region, for {@link io.multiprocessing.spi.RegionFile}. */
    static final int KIND = 5;

    static final int GUARD = DirectLayout.OBJECT;
    static final int VERSION = GUARD + 8;
    static final int LOCK_WORD = GUARD + 16;

    static final int CELLS = GUARD + DirectLayout.APART;
    static final int CELL_BITS = 7;
    static final int MOST_CELLS = 1 << CELL_BITS;
    private static final int CELL_BYTES = 16;
    private static final int SLOT_BITS = 16;

    static final int STATES = CELLS + MOST_CELLS * CELL_BYTES;
    /** Of which 128 waiters, their answers, and 512 holders of permits need less. */
    static final int STATE_BYTES = 16 << 10;

    static final int BYTES = STATES + 2 * STATE_BYTES;

    private MonitorLayout() {}

    static int ticketOf(int cell) {
        return CELLS + cell * CELL_BYTES;
    }

    static int bellOf(int cell) {
        return ticketOf(cell) + 8;
    }

    static long ticket(long count, int slot, int cell) {
        return count << SLOT_BITS + CELL_BITS | (long) slot << CELL_BITS | cell;
    }

    static int cell(long ticket) {
        return (int) ticket & MOST_CELLS - 1;
    }

    static int slot(long ticket) {
        return (int) (ticket >>> CELL_BITS) & (1 << SLOT_BITS) - 1;
    }
}
