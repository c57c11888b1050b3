package io.multiprocessing.internal.sync.state;

import io.multiprocessing.internal.wire.ReplyStatus;
import java.nio.LongBuffer;

/**
 * The state of an object on which threads of several processes wait. Used by one thread at a time; does nothing but
 * change itself and answer. A process is known by its slot, a small number above 0; a request by its ticket, which is
 * never 0 if it may have to wait.
 *
 * <p>Every request is answered once, in the call that makes it or in a later one, unless its process dies.
 */
public abstract class SyncState {
    /** Of requests that may be made in two ways. */
    public static final int NO_WAIT = 0;

    public static final int WAIT = 1;

    public static final int NOTHING = 0;

    /** Takes the answers that a transition gives. */
    public interface Answers {
        /** @param status one of {@link ReplyStatus} */
        void answer(long ticket, int status, long number);

        default void ok(long ticket) {
            ok(ticket, 0);
        }

        default void ok(long ticket, long number) {
            answer(ticket, ReplyStatus.OK, number);
        }

        default void refuse(long ticket, long number) {
            answer(ticket, ReplyStatus.REFUSED, number);
        }

        default void notNow(long ticket) {
            answer(ticket, ReplyStatus.NOT_NOW, 0);
        }

        default void cancelled(long ticket) {
            answer(ticket, ReplyStatus.CANCELLED, 0);
        }
    }

    /** A request of the process with that slot. What number and detail mean is the operation's affair. */
    public abstract void request(int slot, long ticket, int operation, long number, long detail, Answers answers);

    /** The asker gives up. A ticket that has been answered, or that it is too late for, is left alone. */
    public abstract void cancel(long ticket, Answers answers);

    /** The end of a process is proven: its requests are forgotten, what it held is given up. */
    public abstract void gone(int slot, Answers answers);

    /** How many must be able to have requests that wait, or are about to, at the same time. */
    public int leastRoom() {
        return 1;
    }

    /**
     * Whether a request is answered {@code NOT_NOW} where another would wait: then it waits for nothing else either.
     */
    public boolean isTry(int operation, long number) {
        return false;
    }

    /**
     * Whether the caller of an operation that had to wait need not wait for its answer: if it is granted after all,
     * {@link #undoOf} gives it back.
     */
    public boolean canTakeBackLater(int operation) {
        return true;
    }

    /**
     * The operation that gives back what {@code operation} was granted, with the same number, and as the detail the
     * number of the answer that granted it; {@link #NOTHING} for none.
     */
    public int undoOf(int operation) {
        return NOTHING;
    }

    /** Whether an answer to come will name this process, whose end was told. */
    public boolean remembers(int slot) {
        return false;
    }

    /** Writes all that {@link #load} needs: a few words, and up to four for each request that waits. */
    public abstract void save(LongBuffer out);

    /** Becomes the state that was saved. */
    public abstract void load(LongBuffer in);

    static IllegalArgumentException unknown(int operation) {
        return new IllegalArgumentException("it has no operation " + operation);
    }
}
