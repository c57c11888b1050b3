package io.multiprocessing.internal.monitor;

import io.multiprocessing.internal.direct.Attachment;
import io.multiprocessing.internal.direct.DirectObject;
import io.multiprocessing.internal.direct.Patience;
import io.multiprocessing.internal.direct.Waited;
import io.multiprocessing.internal.sync.state.SyncAccess;
import io.multiprocessing.internal.sync.state.SyncState;
import io.multiprocessing.internal.wire.ReplyStatus;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An object in mapped memory, as one process uses it. */
class MappedSync implements SyncAccess, DirectObject {
    /** How long a thread whose time is over waits for somebody who is stopped within a transition. */
    private static final Supplier<Patience> BRIEFLY = () -> Patience.of(TimeUnit.SECONDS.toNanos(1), false);

    static final long CROWDED_NAP_NANOS = 1_000_000;

    static final Outcome NOT_NOW = new Outcome(ReplyStatus.NOT_NOW, 0, false, "");

    final Monitor monitor;
    private final HomeLine home;

    MappedSync(Monitor monitor, HomeLine home) {
        this.monitor = monitor;
        this.home = home;
    }

    /** What is asked of the object's maker by messages. */
    interface HomeLine {
        /** Which member has, or had last, that slot; for messages. */
        String memberAt(int slot);

        ByteBuffer attachment();
    }

    HomeLine home() {
        return home;
    }

    @Override
    public Outcome ask(int operation, long number, long detail) {
        boolean isTry = monitor.state().isTry(operation, number);
        Waited entered = monitor.enter(isTry ? Patience.none() : Patience.endless());
        if (entered != Waited.DONE) {
            return entered == Waited.TIMED_OUT ? NOT_NOW : unanswered(entered);
        }
        try {
            Outcome outcome = Objects.requireNonNull(monitor.request(Cells.NONE, operation, number, detail));
            monitor.publish();
            return outcome;
        } finally {
            monitor.leave();
        }
    }

    @Override
    public Outcome await(int operation, long number, long detail, long nanos, boolean interruptible) {
        if (monitor.state().isTry(operation, number)) {
            return ask(operation, number, detail);
        }
        Patience patience = Patience.of(nanos, interruptible);
        return withTicket(patience, () -> null, ticket -> {
            Waited entered = monitor.enter(patience);
            if (entered != Waited.DONE) {
                return unanswered(entered);
            }
            Outcome outcome;
            try {
                outcome = monitor.request(ticket.number(), operation, number, detail);
                monitor.publish();
            } finally {
                monitor.leave();
            }
            return outcome != null ? outcome : awaitAnswer(ticket, operation, number, patience);
        });
    }

    /** What is done with a ticket. */
    interface Ticketed {
        Outcome apply(Cells.Ticket ticket);
    }

    /** What is tried from time to time as long as all cells are taken; null when it has not succeeded. */
    interface Crowded {
        @Nullable Outcome attempt();
    }

    final Outcome withTicket(Patience patience, Crowded crowded, Ticketed action) {
        boolean interrupted = false;
        try {
            while (true) {
                try (Cells.Ticket ticket = monitor.cells().claim()) {
                    if (ticket != null) {
                        return action.apply(ticket);
                    }
                }
                Outcome attempt = crowded.attempt();
                Waited end = attempt == null ? endOf(patience) : Waited.DONE;
                if (end != null) {
                    return attempt != null ? attempt : unanswered(end);
                }
                interrupted |= Thread.interrupted();
                LockSupport.parkNanos(this, CROWDED_NAP_NANOS);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private @Nullable Waited endOf(Patience patience) {
        if (monitor.attachment().isGone()) {
            return Waited.GONE;
        }
        return patience.isInterrupted() ? Waited.INTERRUPTED : patience.isOver() ? Waited.TIMED_OUT : null;
    }

    /** The end of a wait without an answer. */
    final Outcome unanswered(Waited waited) {
        return switch (waited) {
            case GONE -> new Outcome(ReplyStatus.OWNER_GONE, 0, false, monitor.attachment().goneBecause());
            case INTERRUPTED -> new Outcome(ReplyStatus.CANCELLED, 0, true, "");
            case DONE, TIMED_OUT -> new Outcome(ReplyStatus.CANCELLED, 0, false, "");
        };
    }

    final Outcome awaitAnswer(Cells.Ticket ticket, int operation, long number, Patience patience) {
        Monitor.Waiting waiting = patience.isNone()
                ? new Monitor.Waiting(Waited.TIMED_OUT, null)
                : monitor.await(ticket.number(), patience);
        Outcome answer = waiting.answer();
        if (answer != null) {
            return answer;
        }
        if (waiting.waited() == Waited.GONE) {
            return unanswered(Waited.GONE);
        }
        Outcome outcome = takeBack(ticket, operation, number);
        boolean interrupted = waiting.waited() == Waited.INTERRUPTED;
        return new Outcome(outcome.status(), outcome.number(), interrupted, outcome.text());
    }

    private Outcome takeBack(Cells.Ticket ticket, int operation, long number) {
        boolean mustStay = !monitor.state().canTakeBackLater(operation);
        Waited entered = monitor.enter(mustStay ? Patience.endless() : BRIEFLY.get());
        if (entered == Waited.TIMED_OUT) {
            ticket.leave();
            takeBackLater(ticket.number(), operation, number);
            return new Outcome(ReplyStatus.CANCELLED, 0, false, "a process is stopped while it uses the object");
        }
        if (entered != Waited.DONE) {
            return unanswered(entered);
        }
        Outcome outcome;
        try {
            outcome = monitor.cancel(ticket.number());
            monitor.publish();
        } finally {
            monitor.leave();
        }
        if (outcome != null) {
            return outcome;
        }
        Monitor.Waiting waiting = monitor.await(ticket.number(), Patience.endless());
        return waiting.answer() != null ? waiting.answer() : unanswered(waiting.waited());
    }

    /** When the stopped process goes on, or is dead, what was granted meanwhile is given back. */
    private void takeBackLater(long ticket, int operation, long number) {
        Thread.ofPlatform().daemon().name("mp-take-back").start(() -> {
            if (monitor.enter(Patience.endless()) == Waited.DONE) {
                try {
                    Outcome outcome = monitor.cancel(ticket);
                    int undo = monitor.state().undoOf(operation);
                    if (outcome != null && outcome.isOk() && undo != SyncState.NOTHING) {
                        monitor.request(Cells.NONE, undo, number, outcome.number());
                    }
                    monitor.publish();
                } finally {
                    monitor.leave();
                }
            }
            monitor.cells().free(ticket);
        });
    }

    @Override
    public ByteBuffer attachment() {
        return home.attachment();
    }

    @Override
    public void ringForAll() {
        monitor.ringForAll();
    }

    /**
     * The home's: gives up what a dead process held.
     *
     * @return false when patience ended before it could be done
     */
    boolean recover(int deadSlot, Patience patience) {
        if (!monitor.enterInsteadOf(deadSlot) && monitor.enter(patience) != Waited.DONE) {
            return false;
        }
        try {
            giveUp(deadSlot);
        } finally {
            monitor.leave();
        }
        return true;
    }

    void giveUp(int deadSlot) {
        monitor.gone(deadSlot);
        monitor.publish();
    }
}
