package io.multiprocessing.internal.sync.state;

import io.multiprocessing.internal.wire.ReplyStatus;
import java.nio.LongBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A lock and its conditions. A thread is known by its process's slot and its number there, the {@code number} of
 * requests. Invariants:
 *
 * <ul>
 *   <li>while the lock is free nobody stands in line: an unlock hands it to the first
 *   <li>a waiter is in line, or at one condition, or answered
 *   <li>who has been at a condition is answered when it has the lock again, never before
 * </ul>
 *
 * <p>An answer that grants the lock has a number other than 0 when its former owner died with it: {@link #formerSlot}
 * and {@link #formerThread} tell who that was.
 */
public final class LockState extends SyncState {
    public static final int LOCK = 1;
    public static final int TRY_LOCK = 2;
    public static final int UNLOCK = 3;
    public static final int HOLD_COUNT = 4;
    public static final int IS_LOCKED = 5;
    public static final int QUEUE_LENGTH = 6;
    public static final int NEW_CONDITION = 7;
    /** The detail of these is the number of a condition. */
    public static final int AWAIT = 8;

    public static final int SIGNAL = 9;
    public static final int SIGNAL_ALL = 10;

    /** An unlock by who has not seen that it was granted the lock: what it would have been told, the next is. */
    public static final int GIVE_BACK = 11;

    private static final long NO_CONDITION = 0;
    private static final int THREAD_BITS = 48;

    private static final class Waiter {
        final long ticket;
        final int slot;
        final long thread;
        final int holds;
        final long condition;
        boolean cancelled;

        Waiter(long ticket, int slot, long thread, int holds, long condition) {
            this.ticket = ticket;
            this.slot = slot;
            this.thread = thread;
            this.holds = holds;
            this.condition = condition;
        }

        /** Whether it stands in line because of a signal, which is lost with it. */
        boolean hasSignal() {
            return condition != NO_CONDITION && !cancelled;
        }

        void save(LongBuffer out) {
            out.put(ticket).put(thread).put((long) holds << 32 | slot << 1 | (cancelled ? 1 : 0)).put(condition);
        }

        static Waiter load(LongBuffer in) {
            long ticket = in.get();
            long thread = in.get();
            long packed = in.get();
            Waiter waiter = new Waiter(ticket, (int) packed >>> 1, thread, (int) (packed >>> 32), in.get());
            waiter.cancelled = (packed & 1) != 0;
            return waiter;
        }
    }

    private final Deque<Waiter> line = new ArrayDeque<>();
    private final List<Waiter> atConditions = new ArrayList<>();
    /** 0 when it is free. */
    private int ownerSlot;

    private long ownerThread;
    private int holds;
    private long lastCondition;
    /** Who died with the lock, until the next owner has been told; else 0. */
    private long former;

    /** Of the number of an answer: the slot of the process that died with the lock. */
    public static int formerSlot(long number) {
        return (int) (number >>> THREAD_BITS);
    }

    /** Of the number of an answer: the number of the thread that had the lock. */
    public static long formerThread(long number) {
        return number & (1L << THREAD_BITS) - 1;
    }

    /** Becomes a lock that nobody has or waits for; the numbers of conditions go on. */
    public void clear() {
        line.clear();
        atConditions.clear();
        ownerSlot = 0;
        holds = 0;
        former = 0;
    }

    /** Becomes a lock that this thread has and nobody waits for; the numbers of conditions go on. */
    public void own(int slot, long thread) {
        clear();
        ownerSlot = slot;
        ownerThread = thread;
        holds = 1;
    }

    /** Nobody has it, waits, or is to be told of. */
    public boolean isIdle() {
        return ownerSlot == 0 && atConditions.isEmpty() && former == 0;
    }

    @Override
    public void request(int slot, long ticket, int operation, long number, long detail, Answers answers) {
        switch (operation) {
            case LOCK, TRY_LOCK -> lock(slot, ticket, number, operation, answers);
            case HOLD_COUNT -> answers.ok(ticket, isOwner(slot, number) ? holds : 0);
            case IS_LOCKED -> answers.ok(ticket, ownerSlot == 0 ? 0 : 1);
            case QUEUE_LENGTH -> answers.ok(ticket, line.size());
            case NEW_CONDITION -> answers.ok(ticket, ++lastCondition);
            case UNLOCK, GIVE_BACK, AWAIT, SIGNAL, SIGNAL_ALL -> {
                if (isOwner(slot, number)) {
                    ofOwner(ticket, operation, detail, answers);
                } else {
                    answers.refuse(ticket, 0);
                }
            }
            default -> throw unknown(operation);
        }
    }

    private void ofOwner(long ticket, int operation, long detail, Answers answers) {
        switch (operation) {
            case UNLOCK, GIVE_BACK -> {
                if (operation == GIVE_BACK && detail != 0) {
                    former = detail;
                }
                holds--;
                answers.ok(ticket);
                if (holds == 0) {
                    passOn(answers);
                }
            }
            case AWAIT -> {
                atConditions.add(new Waiter(ticket, ownerSlot, ownerThread, holds, detail));
                passOn(answers);
            }
            default -> {
                boolean again = signalOne(detail);
                while (again && operation == SIGNAL_ALL) {
                    again = signalOne(detail);
                }
                answers.ok(ticket);
            }
        }
    }

    private boolean isOwner(int slot, long thread) {
        return ownerSlot == slot && ownerThread == thread;
    }

    private void lock(int slot, long ticket, long thread, int operation, Answers answers) {
        if (ownerSlot == 0) {
            grant(new Waiter(ticket, slot, thread, 1, NO_CONDITION), answers);
        } else if (isOwner(slot, thread)) {
            holds++;
            answers.ok(ticket);
        } else if (operation == LOCK) {
            line.add(new Waiter(ticket, slot, thread, 1, NO_CONDITION));
        } else {
            answers.notNow(ticket);
        }
    }

    private void grant(Waiter waiter, Answers answers) {
        ownerSlot = waiter.slot;
        ownerThread = waiter.thread;
        holds = waiter.holds;
        long told = former;
        former = 0;
        answers.answer(waiter.ticket, waiter.cancelled ? ReplyStatus.CANCELLED : ReplyStatus.OK, told);
    }

    private void passOn(Answers answers) {
        ownerSlot = 0;
        holds = 0;
        Waiter next = line.poll();
        if (next != null) {
            grant(next, answers);
        }
    }

    /** Moves the first waiter of a condition into the line. The lock is held by somebody. */
    private boolean signalOne(long condition) {
        for (Waiter waiter : atConditions) {
            if (waiter.condition == condition) {
                atConditions.remove(waiter);
                line.add(waiter);
                return true;
            }
        }
        return false;
    }

    /**
     * An owner has died, perhaps before it could signal, or with a signal that it had not acted upon: nobody may wait
     * for that. Whoever wakes checks what he waits for, as always.
     */
    private void signalEverybody() {
        line.addAll(atConditions);
        atConditions.clear();
    }

    @Override
    public void cancel(long ticket, Answers answers) {
        for (Waiter waiter : line) {
            if (waiter.ticket == ticket) {
                if (waiter.condition == NO_CONDITION) {
                    line.remove(waiter);
                    answers.cancelled(ticket);
                }
                // One that has been signalled is about to return: too late.
                return;
            }
        }
        for (Waiter waiter : atConditions) {
            if (waiter.ticket == ticket) {
                giveUp(waiter, answers);
                return;
            }
        }
    }

    /** Leaves its condition without a signal; it has to have the lock again all the same. */
    private void giveUp(Waiter waiter, Answers answers) {
        atConditions.remove(waiter);
        waiter.cancelled = true;
        line.add(waiter);
        if (ownerSlot == 0) {
            passOn(answers);
        }
    }

    @Override
    public void gone(int slot, Answers answers) {
        atConditions.removeIf(waiter -> waiter.slot == slot);
        List<Waiter> lost = line.stream().filter(waiter -> waiter.slot == slot).toList();
        line.removeAll(lost);
        for (Waiter waiter : lost) {
            if (waiter.hasSignal()) {
                signalOne(waiter.condition);
            }
        }
        if (ownerSlot == slot) {
            former = (long) slot << THREAD_BITS | ownerThread;
            signalEverybody();
            passOn(answers);
        } else if (ownerSlot == 0) {
            passOn(answers);
        }
    }

    /** Who waits at a condition returns with the lock or not at all. */
    @Override
    public boolean canTakeBackLater(int operation) {
        return operation != AWAIT;
    }

    @Override
    public boolean isTry(int operation, long number) {
        return operation == TRY_LOCK;
    }

    @Override
    public int undoOf(int operation) {
        return operation == LOCK ? GIVE_BACK : NOTHING;
    }

    @Override
    public boolean remembers(int slot) {
        return former != 0 && formerSlot(former) == slot;
    }

    @Override
    public void save(LongBuffer out) {
        out.put(ownerSlot)
                .put(ownerThread)
                .put(holds)
                .put(lastCondition)
                .put(former);
        out.put((long) line.size() << 32 | atConditions.size());
        line.forEach(waiter -> waiter.save(out));
        atConditions.forEach(waiter -> waiter.save(out));
    }

    @Override
    public void load(LongBuffer in) {
        line.clear();
        atConditions.clear();
        ownerSlot = (int) in.get();
        ownerThread = in.get();
        holds = (int) in.get();
        lastCondition = in.get();
        former = in.get();
        long counts = in.get();
        for (int i = 0; i < counts >>> 32; i++) {
            line.add(Waiter.load(in));
        }
        for (int i = 0; i < (int) counts; i++) {
            atConditions.add(Waiter.load(in));
        }
    }
}
