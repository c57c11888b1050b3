package io.multiprocessing.internal.call.lease;

import io.multiprocessing.internal.call.Calls;
import io.multiprocessing.internal.call.Reference;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Room in an object that lives with this process's parent, a queue or one direction of a pipe, into which this process
 * may put elements without waiting for an answer to each.
 *
 * <pre>
 *   producer                                    owner ({@link LeasedRoom}), in its parent
 *     put, 16 times ─────────────────────────▶
 *               ◀────────────────────── OK
 *     LEASE (its number) ────────────────────▶    nobody else has put anything, and there is room enough:
 *               ◀────────────────────── OK (64)   64 places are kept free
 *     AWAIT_RECALL (its number) ─────────────▶
 *     PUT_AHEAD, PUT_AHEAD, ... ─────────────▶    put() returns when the channel has it
 *     LEASE (its number) ────────────────────▶    half is used up
 *               ◀────────────────────── OK (32)
 *                                                 somebody else wants to put, or to know what is there: his call
 *               ◀──────── OK, to AWAIT_RECALL     is held up
 *     GIVE_BACK (its number) ────────────────▶    all that was put ahead came before this: his call is answered
 * </pre>
 *
 * <p>Nobody can tell such a put from one that waited for its answer. It can't be refused, since its place was kept. It
 * can't be lost, since the channel has it: it arrives even if this process is killed, and if the parent is, the object
 * ends. And who could notice that it is not there yet, because he learned of it by some other way and finds nothing, or
 * closes the object, or puts an element that ought to come later, is held up until it is. Who only takes elements, and
 * waits for them, is not held up. This is what file servers call a delegation (RFC 8881, section 10.2), for one writer.
 */
final class RoomLease {
    /** Larger elements are put with an answer: what is asked for costs little beside what is sent. */
    static final int MAX_ELEMENT_BYTES = 16 << 10;

    private static final AtomicLong NUMBERS = new AtomicLong();
    private static final CompletableFuture<Void> CLAIMED = CompletableFuture.completedFuture(null);

    private final Reference home;
    private final Runnable whenOver;
    /** Its lowest bit is the lane. */
    private final long number;

    // Guarded by this.
    /** How many more elements may be put ahead. */
    private int room;
    /** The most that was granted at once; 0 before the first answer. */
    private int most;
    /** How many threads are sending an element now. */
    private int sending;
    /** There will be no more room. */
    private boolean isLast;
    private boolean isOver;
    /** Completes when it is known whether there is more room; null while nobody has asked. */
    private @Nullable CompletableFuture<Void> asked;

    /** @param whenOver runs when nothing more can be put ahead, perhaps more than once; must not block */
    RoomLease(PutsAhead.Lane lane, Runnable whenOver) {
        this.home = lane.home();
        this.number = NUMBERS.incrementAndGet() << 1 | lane.number();
        this.whenOver = whenOver;
    }

    /** Asks for it, without waiting for the answer. May block while the channel is full. */
    void ask() {
        CompletableFuture<Void> first = new CompletableFuture<>();
        synchronized (this) {
            asked = first;
        }
        ask(first);
        home.call(LeasedRoom.AWAIT_RECALL, number).whenAnswered().thenAccept(reply -> {
            if (reply.isOk()) {
                giveBack();
            }
        });
    }

    private void ask(CompletableFuture<Void> answer) {
        home.call(LeasedRoom.LEASE, number).whenAnswered().thenAccept(reply -> {
            granted(reply.isOk() ? (int) reply.number() : 0);
            answer.complete(null);
        });
    }

    private void granted(int more) {
        synchronized (this) {
            asked = null;
            most = Math.max(most, more);
            room += isOver ? 0 : more;
            isLast = more == 0;
        }
        endIfUsedUp();
    }

    /**
     * Puts an element if there is room for it; false when it has to be put with an answer. May block while the channel
     * is full, or until it is known whether there is more room.
     */
    boolean put(ByteBuffer element) {
        if (element.remaining() > MAX_ELEMENT_BYTES) {
            giveBack();
            return false;
        }
        if (!begin()) {
            return false;
        }
        try {
            return Calls.of(home.member()).tell(home.owner(), home.object(), LeasedRoom.PUT_AHEAD, number, element);
        } finally {
            synchronized (this) {
                sending--;
                tellIfOver();
            }
            endIfUsedUp();
        }
    }

    /** Takes a place, and asks for more in good time. */
    private boolean begin() {
        CompletableFuture<Void> toAsk = null;
        for (CompletableFuture<Void> answer = claim(); answer != CLAIMED; answer = claim()) {
            if (answer == null) {
                return false;
            }
            answer.join();
        }
        synchronized (this) {
            if (asked == null && !isLast && !isOver && room <= most / 2) {
                toAsk = new CompletableFuture<>();
                asked = toAsk;
            }
        }
        if (toAsk != null) {
            ask(toAsk);
        }
        return true;
    }

    /**
     * {@link #CLAIMED} when a place was taken; else what to wait for before trying again; null when there will be none.
     */
    private synchronized @Nullable CompletableFuture<Void> claim() {
        if (isOver || most == 0) {
            return null;
        }
        if (room == 0) {
            return asked;
        }
        room--;
        sending++;
        return CLAIMED;
    }

    private void endIfUsedUp() {
        boolean isUsedUp;
        synchronized (this) {
            isUsedUp = isLast && room == 0;
        }
        if (isUsedUp) {
            giveBack();
        }
    }

    /** Nothing more will be put ahead. Does not block. */
    private void giveBack() {
        synchronized (this) {
            if (isOver) {
                return;
            }
            isOver = true;
            room = 0;
            tellIfOver();
        }
        whenOver.run();
    }

    /** Tells it after the last element that was put ahead. */
    private void tellIfOver() {
        if (isOver && sending == 0 && most > 0) {
            Calls.of(home.member()).post(home.owner(), home.object(), LeasedRoom.GIVE_BACK, number);
        }
    }
}
