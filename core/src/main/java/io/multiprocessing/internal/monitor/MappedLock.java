package io.multiprocessing.internal.monitor;

import io.multiprocessing.internal.direct.KillPoint;
import io.multiprocessing.internal.direct.Patience;
import io.multiprocessing.internal.direct.Waited;
import io.multiprocessing.internal.sync.state.LockState;
import io.multiprocessing.internal.wire.ReplyStatus;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A lock in mapped memory, as one process uses it. As long as nobody else wants it, it is one {@link LockWord}. Who
 * finds it taken spins for a moment, then publishes a state in which its owner has it and he stands in line, and lets
 * the word say that the state counts; it does until an unlock finds nobody. How often the owner has locked it is known
 * to his own process.
 */
final class MappedLock extends MappedSync {
    private static final Outcome STRANGER = new Outcome(ReplyStatus.REFUSED, 0, false, "");

    private final LockWord word;
    private final int slot;

    /** This process's thread that has it; only that one reads and writes what follows. */
    private volatile @Nullable Thread owner;

    private int holds;

    MappedLock(Monitor monitor, HomeLine home) {
        super(monitor, home);
        this.word = new LockWord(monitor.attachment().memory());
        this.slot = monitor.attachment().slot();
    }

    private LockState state() {
        return (LockState) monitor.state();
    }

    private boolean isMine() {
        return owner == Thread.currentThread();
    }

    private Outcome acquired(Outcome outcome, int newHolds) {
        owner = Thread.currentThread();
        holds = newHolds;
        return named(outcome);
    }

    @Override
    public Outcome ask(int operation, long thread, long condition) {
        return switch (operation) {
            case LockState.TRY_LOCK -> tryLock(thread);
            case LockState.UNLOCK -> isMine() ? unlock(thread) : STRANGER;
            case LockState.HOLD_COUNT -> new Outcome(ReplyStatus.OK, isMine() ? holds : 0, false, "");
            case LockState.IS_LOCKED -> look(operation, thread, 1);
            case LockState.QUEUE_LENGTH -> look(operation, thread, 0);
            case LockState.SIGNAL, LockState.SIGNAL_ALL -> signal(operation, thread, condition);
            default -> super.ask(operation, thread, condition);
        };
    }

    @Override
    public Outcome await(int operation, long thread, long condition, long nanos, boolean interruptible) {
        if (operation == LockState.AWAIT) {
            return isMine() ? awaitCondition(thread, condition, Patience.of(nanos, interruptible)) : STRANGER;
        }
        return operation == LockState.TRY_LOCK
                ? tryLock(thread)
                : lock(thread, nanos, interruptible);
    }

    /** What there is to know without the state, when the word says it all. */
    private Outcome look(int operation, long thread, int whenOwned) {
        long current = word.load();
        if (current == LockWord.SEE_STATE || monitor.attachment().isGone()) {
            return super.ask(operation, thread, 0);
        }
        return new Outcome(ReplyStatus.OK, current == LockWord.FREE ? 0 : whenOwned, false, "");
    }

    // ---- locking

    private boolean tryWord(long thread) {
        boolean hasIt = word.load() == LockWord.FREE && word.change(LockWord.FREE, LockWord.owner(slot, thread));
        if (hasIt) {
            KillPoint.reach("lock.word-taken");
        }
        return hasIt;
    }

    private @Nullable Outcome lockQuickly(long thread) {
        if (isMine()) {
            if (holds == Integer.MAX_VALUE) {
                throw new Error("Maximum lock count exceeded");
            }
            holds++;
            return Outcome.OK;
        }
        if (monitor.attachment().isGone()) {
            return unanswered(Waited.GONE);
        }
        return tryWord(thread) ? acquired(Outcome.OK, 1) : null;
    }

    private Outcome tryLock(long thread) {
        Outcome quick = lockQuickly(thread);
        while (quick == null && word.load() != LockWord.SEE_STATE) {
            quick = tryWord(thread) ? acquired(Outcome.OK, 1) : word.load() == LockWord.FREE ? null : NOT_NOW;
        }
        return quick != null ? quick : granted(tryInState(thread));
    }

    private Outcome tryInState(long thread) {
        Waited entered = monitor.enter(Patience.none());
        if (entered == Waited.TIMED_OUT) {
            return NOT_NOW;
        }
        if (entered != Waited.DONE) {
            return unanswered(entered);
        }
        try {
            if (word.load() != LockWord.SEE_STATE) {
                return tryWord(thread) ? Outcome.OK : NOT_NOW;
            }
            Outcome outcome = monitor.request(Cells.NONE, LockState.TRY_LOCK, thread, 0);
            monitor.publish();
            return outcome == null ? NOT_NOW : outcome;
        } finally {
            monitor.leave();
        }
    }

    private Outcome lock(long thread, long nanos, boolean interruptible) {
        Outcome quick = lockQuickly(thread);
        if (quick != null) {
            return quick;
        }
        if (word.load() != LockWord.SEE_STATE && spinForWord(thread)) {
            return acquired(Outcome.OK, 1);
        }
        Patience patience = Patience.of(nanos, interruptible);
        return granted(withTicket(patience, () -> tryWithoutTicket(thread), ticket -> {
            Waited entered = monitor.enter(patience);
            if (entered != Waited.DONE) {
                return unanswered(entered);
            }
            Outcome outcome;
            try {
                outcome = standInLine(ticket.number(), thread);
            } finally {
                monitor.leave();
            }
            return outcome != null ? outcome : awaitAnswer(ticket, LockState.LOCK, thread, patience);
        }));
    }

    /** Whether it got it. By the time it knows the word may say something else: that somebody waits for this thread. */
    private boolean spinForWord(long thread) {
        boolean[] hasIt = new boolean[1];
        monitor.spin().await(() -> {
            hasIt[0] = tryWord(thread);
            return hasIt[0] || word.load() == LockWord.SEE_STATE;
        });
        return hasIt[0];
    }

    /** There is no room in the line. */
    private @Nullable Outcome tryWithoutTicket(long thread) {
        Outcome outcome = tryWord(thread) ? Outcome.OK : tryInState(thread);
        return outcome.status() == ReplyStatus.NOT_NOW ? null : outcome;
    }

    /** Within the guard: has the lock, or stands in line and the state counts. */
    private @Nullable Outcome standInLine(long ticket, long thread) {
        while (true) {
            long current = word.load();
            if (current == LockWord.FREE) {
                if (tryWord(thread)) {
                    return Outcome.OK;
                }
            } else if (current == LockWord.SEE_STATE) {
                Outcome outcome = monitor.request(ticket, LockState.LOCK, thread, 0);
                monitor.publish();
                return outcome;
            } else {
                state().own(LockWord.slot(current), LockWord.thread(current));
                monitor.request(ticket, LockState.LOCK, thread, 0);
                monitor.publish();
                KillPoint.reach("lock.line-published");
                if (word.change(current, LockWord.SEE_STATE)) {
                    KillPoint.reach("lock.line-counts");
                    return null;
                }
            }
        }
    }

    /** An outcome that may have given the lock to this thread. */
    private Outcome granted(Outcome outcome) {
        return outcome.isOk() ? acquired(outcome, 1) : outcome;
    }

    private Outcome named(Outcome outcome) {
        if (outcome.number() == 0) {
            return outcome;
        }
        String former = "member " + home().memberAt(LockState.formerSlot(outcome.number())) + ", thread "
                + LockState.formerThread(outcome.number());
        return new Outcome(outcome.status(), outcome.number(), outcome.interrupted(), former);
    }

    // ---- unlocking

    private Outcome unlock(long thread) {
        if (holds > 1) {
            holds--;
            return Outcome.OK;
        }
        owner = null;
        if (word.change(LockWord.owner(slot, thread), LockWord.FREE)) {
            KillPoint.reach("lock.word-freed");
            return Outcome.OK;
        }
        owner = Thread.currentThread();
        Waited entered = monitor.enter(Patience.endless());
        if (entered != Waited.DONE) {
            return unanswered(entered);
        }
        try {
            Outcome outcome = monitor.request(Cells.NONE, LockState.UNLOCK, thread, 0);
            boolean isIdle = state().isIdle();
            owner = null;
            monitor.publish();
            if (isIdle) {
                KillPoint.reach("lock.idle-published");
                word.free();
                KillPoint.reach("lock.freed");
            }
            return outcome == null ? Outcome.OK : outcome;
        } finally {
            monitor.leave();
        }
    }

    // ---- conditions

    private Outcome signal(int operation, long thread, long condition) {
        if (!isMine()) {
            return STRANGER;
        }
        return word.load() == LockWord.SEE_STATE ? super.ask(operation, thread, condition) : Outcome.OK;
    }

    private Outcome awaitCondition(long thread, long condition, Patience patience) {
        int held = holds;
        Outcome outcome;
        try (Cells.Ticket ticket = monitor.cells().claim()) {
            outcome = ticket == null
                    ? awaitWithoutTicket(thread, patience)
                    : awaitCondition(ticket, thread, condition, patience);
        }
        boolean hasLock = outcome.isOk() || outcome.status() == ReplyStatus.CANCELLED;
        return hasLock ? acquired(outcome, held) : outcome;
    }

    private Outcome awaitCondition(Cells.Ticket ticket, long thread, long condition, Patience patience) {
        Waited entered = monitor.enter(Patience.endless());
        if (entered != Waited.DONE) {
            return unanswered(entered);
        }
        try {
            leaveForCondition(ticket.number(), thread, condition);
        } finally {
            monitor.leave();
        }
        return awaitAnswer(ticket, LockState.AWAIT, thread, patience);
    }

    private void leaveForCondition(long ticket, long thread, long condition) {
        long current = word.load();
        if (current != LockWord.SEE_STATE) {
            state().own(slot, thread);
        }
        monitor.request(ticket, LockState.AWAIT, thread, condition);
        owner = null;
        monitor.publish();
        if (current != LockWord.SEE_STATE) {
            KillPoint.reach("lock.await-published");
            word.change(current, LockWord.SEE_STATE);
        }
        KillPoint.reach("lock.await-counts");
    }

    /**
     * There is no room for one more at the conditions, and those in line hold their cells until this thread gives up
     * the lock. So it gives it up for a moment, and returns without a signal, as waits at conditions may.
     */
    private Outcome awaitWithoutTicket(long thread, Patience patience) {
        holds = 1;
        Outcome unlocked = unlock(thread);
        if (!unlocked.isOk()) {
            return unlocked;
        }
        LockSupport.parkNanos(this, CROWDED_NAP_NANOS);
        boolean interrupted = patience.isInterrupted();
        Outcome locked = lock(thread, Long.MAX_VALUE, false);
        if (!locked.isOk()) {
            return locked;
        }
        int status = interrupted || patience.isOver() ? ReplyStatus.CANCELLED : ReplyStatus.OK;
        return new Outcome(status, locked.number(), interrupted, locked.text());
    }

    // ---- the death of the owner

    @Override
    void giveUp(int deadSlot) {
        long current = word.load();
        boolean hasWord = current != LockWord.FREE && current != LockWord.SEE_STATE
                && LockWord.slot(current) == deadSlot;
        if (hasWord) {
            state().own(deadSlot, LockWord.thread(current));
        } else if (current != LockWord.SEE_STATE) {
            // The state is of the past: the dead may own the lock there.
            state().clear();
        }
        super.giveUp(deadSlot);
        if (hasWord) {
            word.change(current, LockWord.SEE_STATE);
        }
    }
}
