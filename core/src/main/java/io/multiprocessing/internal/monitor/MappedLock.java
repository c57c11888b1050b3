package io.multiprocessing.internal.monitor;

import io.multiprocessing.internal.direct.KillPoint;
import io.multiprocessing.internal.direct.Patience;
import io.multiprocessing.internal.direct.Waited;
import io.multiprocessing.internal.sync.state.LockState;
import io.multiprocessing.internal.wire.ReplyStatus;
import org.jspecify.annotations.Nullable;

/**
 * A lock in mapped memory, as one process uses it. As long as nobody else wants it, it is one {@link LockWord}. Who finds it
 * taken spins for a moment, then publishes a state in which its owner has it and he stands in line, and lets the word say
 * that the state counts; it does until an unlock finds nobody. How often the owner has locked it is known to his own process.
 */
final class MappedLock extends MappedSync {
    private static final Outcome STRANGER = new Outcome(ReplyStatus.REFUSED, 0, false, "");
    private static final Outcome NOT_NOW = new Outcome(ReplyStatus.NOT_NOW, 0, false, "");

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

    private Outcome acquired(Outcome outcome) {
        owner = Thread.currentThread();
        holds = 1;
        return outcome;
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
        return word.load() == LockWord.FREE && word.change(LockWord.FREE, LockWord.owner(slot, thread));
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
        return tryWord(thread) ? acquired(Outcome.OK) : null;
    }

    private Outcome tryLock(long thread) {
        Outcome quick = lockQuickly(thread);
        while (quick == null && word.load() != LockWord.SEE_STATE) {
            quick = tryWord(thread) ? acquired(Outcome.OK) : word.load() == LockWord.FREE ? null : NOT_NOW;
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
        if (word.load() != LockWord.SEE_STATE
                && monitor.spin().await(() -> word.load() == LockWord.SEE_STATE || tryWord(thread))
                && word.load() == LockWord.owner(slot, thread)) {
            return acquired(Outcome.OK);
        }
        Patience patience = Patience.of(nanos, interruptible);
        return granted(withTicket(patience, ticket -> {
            Waited entered = monitor.enter(patience);
            if (entered != Waited.DONE) {
                return unanswered(entered);
            }
            Outcome outcome;
            try {
                outcome = standInLine(ticket, thread);
            } finally {
                monitor.leave();
            }
            return outcome != null ? outcome : awaitAnswer(ticket, LockState.LOCK, thread, patience);
        }));
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
        return outcome.isOk() ? acquired(named(outcome)) : outcome;
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
            return Outcome.OK;
        }
        Waited entered = monitor.enter(Patience.endless());
        if (entered != Waited.DONE) {
            return unanswered(entered);
        }
        try {
            if (word.change(LockWord.owner(slot, thread), LockWord.FREE)) {
                return Outcome.OK;
            }
            Outcome outcome = monitor.request(Cells.NONE, LockState.UNLOCK, thread, 0);
            boolean isIdle = state().isIdle();
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
        Outcome outcome = withTicket(Patience.endless(), ticket -> {
            Waited entered = monitor.enter(Patience.endless());
            if (entered != Waited.DONE) {
                return unanswered(entered);
            }
            try {
                leaveForCondition(ticket, thread, condition);
            } finally {
                monitor.leave();
            }
            return awaitAnswer(ticket, LockState.AWAIT, thread, patience);
        });
        if (outcome.isOk() || outcome.status() == ReplyStatus.CANCELLED) {
            Outcome named = acquired(named(outcome));
            holds = held;
            return named;
        }
        return outcome;
    }

    private void leaveForCondition(long ticket, long thread, long condition) {
        owner = null;
        long current = word.load();
        if (current != LockWord.SEE_STATE) {
            state().own(slot, thread);
        }
        monitor.request(ticket, LockState.AWAIT, thread, condition);
        monitor.publish();
        if (current != LockWord.SEE_STATE) {
            KillPoint.reach("lock.await-published");
            word.change(current, LockWord.SEE_STATE);
        }
        KillPoint.reach("lock.await-counts");
    }

    // ---- the death of the owner

    @Override
    void giveUp(int deadSlot) {
        long current = word.load();
        boolean hasWord = current != LockWord.FREE && current != LockWord.SEE_STATE
                && LockWord.slot(current) == deadSlot;
        if (hasWord) {
            state().own(deadSlot, LockWord.thread(current));
        }
        super.giveUp(deadSlot);
        if (hasWord) {
            word.change(current, LockWord.SEE_STATE);
        }
    }
}
