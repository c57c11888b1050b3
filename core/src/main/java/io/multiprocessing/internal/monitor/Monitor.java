package io.multiprocessing.internal.monitor;

import io.multiprocessing.internal.direct.Attachment;
import io.multiprocessing.internal.direct.Guard;
import io.multiprocessing.internal.direct.KillPoint;
import io.multiprocessing.internal.direct.Patience;
import io.multiprocessing.internal.direct.Waited;
import io.multiprocessing.internal.sync.state.SyncAccess.Outcome;
import io.multiprocessing.internal.sync.state.SyncState;
import io.multiprocessing.internal.wire.ReplyStatus;
import io.multiprocessing.spi.AdaptiveSpin;
import io.multiprocessing.spi.Words;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Carries a {@link SyncState} in mapped memory, as one process sees it. There are two copies, of which the version says
 * which is valid. A transition loads that one, changes it, writes the other, and publishes it by one store:
 *
 * <pre>
 *   who changes                                who waits
 *   acquire the guard
 *   load the state at version
 *   request, cancel or gone: answers
 *   write state and answers beside it
 *   version + 1          SYNC POINT version →  sees it, finds the answer to his ticket
 *   release the guard
 *   ring the cells of those who are answered
 * </pre>
 *
 * <p>Who dies before he has stored the version has changed nothing; who dies after it has changed all, and those who
 * are answered see it when the object's home rings for all. Answers stay in the state until the cell of their ticket is
 * free, so that nobody needs the guard to read his.
 *
 * <p>{@link #enter} to {@link #leave} is for one thread at a time, which the guard sees to.
 */
final class Monitor {
    private record Answer(long ticket, int status, long number) {}

    private final Attachment attachment;
    private final ByteBuffer memory;
    private final Guard guard;
    private final Cells cells;
    private final AdaptiveSpin spin;
    private final SyncState state;
    private final LongBuffer[] copies = new LongBuffer[2];

    // Of the holder of the guard:
    private final List<Answer> answers = new ArrayList<>();
    private final List<Long> toRing = new ArrayList<>();
    private long asking;
    private @Nullable Outcome asked;

    /** @param state what it is does not matter, only its kind */
    Monitor(Attachment attachment, SyncState state) {
        this.attachment = attachment;
        this.memory = attachment.memory();
        this.guard = new Guard(attachment, MonitorLayout.GUARD);
        this.spin = attachment.newSpin();
        this.cells = new Cells(attachment, spin);
        this.state = state;
        for (int i = 0; i < copies.length; i++) {
            copies[i] = copy(memory, i);
        }
    }

    private static LongBuffer copy(ByteBuffer memory, int which) {
        return memory.slice(MonitorLayout.STATES + which * MonitorLayout.STATE_BYTES, MonitorLayout.STATE_BYTES)
                .order(ByteOrder.nativeOrder())
                .asLongBuffer();
    }

    /** The maker's, before anybody uses the memory. */
    static void layOut(ByteBuffer memory, SyncState initial) {
        LongBuffer out = copy(memory, 0);
        out.put(0);
        initial.save(out);
    }

    Attachment attachment() {
        return attachment;
    }

    Cells cells() {
        return cells;
    }

    AdaptiveSpin spin() {
        return spin;
    }

    // ---- transitions

    /** Waits for the guard, and loads the state. */
    Waited enter(Patience patience) {
        if (attachment.isGone()) {
            return Waited.GONE;
        }
        Waited waited = guard.acquire(patience);
        if (waited == Waited.DONE) {
            loadOrRelease();
        }
        return waited;
    }

    /** The home's: takes the guard from a dead process, if that one has it, and loads the state. */
    boolean enterInsteadOf(int deadSlot) {
        boolean taken = guard.takeFrom(deadSlot);
        if (taken) {
            loadOrRelease();
        }
        return taken;
    }

    private void loadOrRelease() {
        boolean loaded = false;
        try {
            load();
            loaded = true;
        } finally {
            if (!loaded) {
                guard.release();
            }
        }
    }

    private void load() {
        LongBuffer in = copies[version() & 1].rewind();
        answers.clear();
        toRing.clear();
        for (long left = in.get(); left > 0; left--) {
            Answer answer = new Answer(in.get(), (int) in.get(), in.get());
            if (cells.isClaimed(answer.ticket)) {
                answers.add(answer);
            }
        }
        state.load(in);
        KillPoint.reach("monitor.loaded");
    }

    /** For what the caller does with it between {@link #enter} and {@link #publish}. */
    SyncState state() {
        return state;
    }

    /** Makes a request; null when it has to wait. */
    @Nullable Outcome request(long ticket, int operation, long number, long detail) {
        asking = ticket;
        asked = null;
        state.request(attachment.slot(), ticket, operation, number, detail, this::answer);
        return asked;
    }

    /** Takes a request back; the answer, if there is one now or was one before. */
    @Nullable Outcome cancel(long ticket) {
        asking = ticket;
        asked = null;
        for (Answer answer : answers) {
            if (answer.ticket == ticket) {
                return outcome(answer);
            }
        }
        state.cancel(ticket, this::answer);
        return asked;
    }

    void gone(int deadSlot) {
        asking = -1;
        state.gone(deadSlot, this::answer);
        // The next process in that slot will count its tickets from the beginning.
        answers.removeIf(answer -> MonitorLayout.slot(answer.ticket) == deadSlot);
        cells.freeAllOf(deadSlot);
    }

    private void answer(long ticket, int status, long number) {
        Answer answer = new Answer(ticket, status, number);
        if (ticket == asking) {
            asked = outcome(answer);
        } else {
            answers.add(answer);
            toRing.add(ticket);
        }
    }

    private static Outcome outcome(Answer answer) {
        return answer.status == ReplyStatus.OK && answer.number == 0
                ? Outcome.OK
                : new Outcome(answer.status, answer.number, false, "");
    }

    /** Makes visible what was done since {@link #enter}. */
    void publish() {
        int version = version();
        LongBuffer out = copies[version + 1 & 1].rewind();
        out.put(answers.size());
        for (Answer answer : answers) {
            out.put(answer.ticket).put(answer.status).put(answer.number);
        }
        state.save(out);
        KillPoint.reach("monitor.written");
        // SYNC POINT version (release): who sees it sees the copy.
        Words.storeInt(memory, MonitorLayout.VERSION, version + 1);
        KillPoint.reach("monitor.published");
    }

    /** Lets others in, and wakes those who were answered. */
    void leave() {
        List<Long> answered = List.copyOf(toRing);
        guard.release();
        KillPoint.reach("monitor.released");
        answered.forEach(ticket -> cells.bell(ticket).ringFenced());
        KillPoint.reach("monitor.rung");
    }

    private int version() {
        // SYNC POINT version (acquire)
        return Words.loadInt(memory, MonitorLayout.VERSION);
    }

    // ---- waiting

    /** Whether a ticket has been answered, looked up once for each version. Of one thread. */
    private final class Watch {
        private final long ticket;
        private int seen;
        private boolean hasSeen;
        private @Nullable Outcome answer;

        Watch(long ticket) {
            this.ticket = ticket;
        }

        boolean isAnswered() {
            int version = version();
            while (answer == null && !(hasSeen && version == seen)) {
                Outcome found = look(version & 1);
                // A copy is written again only when the version after the next one is about to be published.
                VarHandle.acquireFence();
                int after = version();
                if (after == version) {
                    answer = found;
                    seen = version;
                    hasSeen = true;
                }
                version = after;
            }
            return answer != null;
        }

        private @Nullable Outcome look(int which) {
            LongBuffer copy = copies[which];
            long count = Math.min(copy.get(0), MonitorLayout.MOST_CELLS);
            for (int i = 0; i < count; i++) {
                int at = 1 + 3 * i;
                if (copy.get(at) == ticket) {
                    return outcome(new Answer(ticket, (int) copy.get(at + 1), copy.get(at + 2)));
                }
            }
            return null;
        }
    }

    /**
     * Waits for the answer to a request that had to wait; null with the reason in {@code waited} when patience ended.
     */
    Waiting await(long ticket, Patience patience) {
        Watch watch = new Watch(ticket);
        Waited waited = cells.bell(ticket).await(watch::isAnswered, patience);
        return new Waiting(waited, watch.answer);
    }

    /** @param answer if it was waited for long enough */
    record Waiting(Waited waited, @Nullable Outcome answer) {}

    void ringForAll() {
        guard.ringForAll();
        cells.ringForAll();
    }
}
