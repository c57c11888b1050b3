package io.multiprocessing.internal.monitor;

import io.multiprocessing.internal.direct.Attachment;
import io.multiprocessing.internal.direct.Bell;
import io.multiprocessing.internal.direct.KillPoint;
import io.multiprocessing.internal.direct.Patience;
import io.multiprocessing.spi.AdaptiveSpin;
import io.multiprocessing.spi.Words;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Where those wait who have been given a ticket: each at a cell of his own, so that nobody is woken for another. */
final class Cells {
    static final long NONE = 0;

    private static final long NAP_NANOS = 1_000_000;

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

    /** A ticket that nobody had before, and its cell; {@link #NONE} when all were taken as long as patience lasted. */
    long claim(Patience patience) {
        while (true) {
            for (int cell = 0; cell < bells.length; cell++) {
                int at = MonitorLayout.ticketOf(cell);
                if (Words.loadLong(memory, at) == NONE) {
                    long ticket = MonitorLayout.ticket(count.incrementAndGet(), attachment.slot(), cell);
                    if (Words.compareAndSetLong(memory, at, NONE, ticket)) {
                        KillPoint.reach("monitor.claimed");
                        return ticket;
                    }
                }
            }
            if (patience.isOver() || attachment.isGone()) {
                return NONE;
            }
            LockSupport.parkNanos(this, NAP_NANOS);
        }
    }

    void free(long ticket) {
        Words.compareAndSetLong(memory, MonitorLayout.ticketOf(MonitorLayout.cell(ticket)), ticket, NONE);
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
