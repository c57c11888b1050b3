package io.multiprocessing.internal.monitor;

import io.multiprocessing.internal.direct.Attachment;
import io.multiprocessing.internal.direct.Bell;
import io.multiprocessing.internal.direct.KillPoint;
import io.multiprocessing.spi.AdaptiveSpin;
import io.multiprocessing.spi.Words;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Where those wait who have been given a ticket: each at a cell of his own, so that nobody is woken for another. */
final class Cells {
    static final long NONE = 0;

    private final Attachment attachment;
    private final ByteBuffer memory;
    private final Bell[] bells = new Bell[MonitorLayout.MOST_CELLS];
    private final AtomicLong count = new AtomicLong();

    Cells(Attachment attachment, AdaptiveSpin spin) {
        this.attachment = attachment;
        this.memory = attachment.memory();
        for (int cell = 0; cell < bells.length; cell++) {
            bells[cell] = new Bell(attachment, MonitorLayout.bellOf(cell), spin);
        }
    }

    /** A ticket, and the cell that belongs to it until it is closed. Of one thread. */
    final class Ticket implements AutoCloseable {
        private final long number;
        private boolean isLeft;

        private Ticket(long number) {
            this.number = number;
        }

        long number() {
            return number;
        }

        /** Somebody else will {@link Cells#free} it. */
        void leave() {
            isLeft = true;
        }

        @Override
        public void close() {
            if (!isLeft) {
                free(number);
            }
        }
    }

    /** A ticket that nobody had before; null when all cells are taken. */
    @Nullable Ticket claim() {
        for (int cell = 0; cell < bells.length; cell++) {
            int at = MonitorLayout.ticketOf(cell);
            if (Words.loadLong(memory, at) == NONE) {
                long number = MonitorLayout.ticket(count.incrementAndGet(), attachment.slot(), cell);
                if (Words.compareAndSetLong(memory, at, NONE, number)) {
                    KillPoint.reach("monitor.claimed");
                    return new Ticket(number);
                }
            }
        }
        return null;
    }

    void free(long ticket) {
        Words.compareAndSetLong(memory, MonitorLayout.ticketOf(MonitorLayout.cell(ticket)), ticket, NONE);
        KillPoint.reach("monitor.freed");
    }

    /** Whether somebody still waits for the answer to it. */
    boolean isClaimed(long ticket) {
        return Words.loadLong(memory, MonitorLayout.ticketOf(MonitorLayout.cell(ticket))) == ticket;
    }

    /** The home's: those of a dead process. */
    void freeAllOf(int deadSlot) {
        for (int cell = 0; cell < bells.length; cell++) {
            long ticket = Words.loadLong(memory, MonitorLayout.ticketOf(cell));
            if (ticket != NONE && MonitorLayout.slot(ticket) == deadSlot) {
                free(ticket);
            }
        }
    }

    Bell bell(long ticket) {
        return bells[MonitorLayout.cell(ticket)];
    }

    void ringForAll() {
        for (Bell bell : bells) {
            bell.ringForAll();
        }
    }
}
