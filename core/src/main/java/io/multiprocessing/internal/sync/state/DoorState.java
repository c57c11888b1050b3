package io.multiprocessing.internal.sync.state;

import java.nio.LongBuffer;

/** What many wait for together, and go through together: while it is open nobody waits. An event or a latch. */
public abstract class DoorState extends SyncState {
    /** number: {@link #WAIT} or {@link #NO_WAIT}. */
    public static final int AWAIT = 0;

    private final Tickets waiting = new Tickets();

    abstract boolean isOpen();

    /** Everything but AWAIT: may open or shut. Returns the answer's number. */
    abstract long change(int operation);

    @Override
    public final void request(int slot, long ticket, int operation, long number, long detail, Answers answers) {
        if (operation != AWAIT) {
            answers.ok(ticket, change(operation));
            if (isOpen()) {
                waiting.forEachRemoved(answers::ok);
            }
        } else if (isOpen()) {
            answers.ok(ticket);
        } else if (number == WAIT) {
            waiting.add(ticket, slot);
        } else {
            answers.notNow(ticket);
        }
    }

    @Override
    public final boolean isTry(int operation, long number) {
        return operation == AWAIT && number == NO_WAIT;
    }

    @Override
    public final void cancel(long ticket, Answers answers) {
        if (waiting.remove(ticket)) {
            answers.cancelled(ticket);
        }
    }

    @Override
    public final void gone(int slot, Answers answers) {
        waiting.removeAllOf(slot);
    }

    @Override
    public void save(LongBuffer out) {
        waiting.save(out);
    }

    @Override
    public void load(LongBuffer in) {
        waiting.load(in);
    }
}
