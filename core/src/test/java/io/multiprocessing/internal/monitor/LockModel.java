package io.multiprocessing.internal.monitor;

import io.multiprocessing.internal.model.Model;
import io.multiprocessing.internal.sync.state.LockState;
import io.multiprocessing.internal.sync.state.SyncState.Answers;
import io.multiprocessing.internal.wire.ReplyStatus;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A lock in mapped memory and one condition of it: the word, the guard, the state with its answers, and the cells'
 * bells, as {@link MappedLock} and {@link Monitor} use them, one shared access a step. The state is the real one. What
 * is written into the copy that does not count is not seen by anybody, so that loading, changing and publishing are one
 * step. Waiting for the guard is a spin.
 *
 * <p>Each participant is a process of one thread. It may die before any of its steps; the home, which does not, then
 * recovers. What the lock protects is {@code items} and the ghost {@code inside}.
 */
final class LockModel implements Model<LockModel.State> {
    /** What a participant does, in order. */
    enum Op {
        LOCK,
        /** May give up, and leaves out what follows then. */
        TRY_LOCK,
        UNLOCK,
        /** Waits at the condition until there is an item, and takes it. */
        TAKE,
        /** As TAKE, but may give up. */
        TRY_TAKE,
        /** Makes an item, and signals. */
        MAKE
    }

    /** Faults that the model must be found to have when they are built in. */
    enum Mutant {
        HOME_DOES_NOT_RING,
        HOME_IGNORES_THE_WORD,
        HOME_BELIEVES_A_STATE_OF_THE_PAST,
        HOME_TAKES_NO_GUARD,
        HOME_ACTS_BEFORE_THE_END_IS_PROVEN,
        LINE_COUNTS_BEFORE_IT_IS_PUBLISHED,
        WORD_IS_FREED_THOUGH_SOMEBODY_WAITS,
        GIVES_UP_WHAT_IT_WAS_GRANTED,
        AWAIT_COUNTS_BEFORE_IT_IS_PUBLISHED,
        LOOKS_BEFORE_THE_BELL_IS_ARMED,
        DOES_NOT_RING,
        STALE_STATE_IS_NOT_REPLACED,
        LOOKS_AT_THE_WORD_AGAIN_AFTER_IT_TOOK_IT,
        SIGNAL_WITHOUT_LOOKING_AT_THE_WORD
    }

    private static final long FREE = LockWord.FREE;
    private static final long SEE = LockWord.SEE_STATE;
    private static final int HOME = 9;
    private static final int NOBODY = 0;
    private static final long CONDITION = 1;
    /** Of the word that was loaded: it no longer matters, since this one has given up waiting. */
    private static final long GAVE_UP = -7;

    /** Where a participant is. */
    private enum At {
        NEXT_OP,
        LOOKS_AGAIN,
        WANTS_GUARD_TO_LOCK,
        IN_LINE_LOADS,
        IN_LINE_PUBLISHES,
        IN_LINE_COUNTS,
        IN_LINE_REQUESTS,
        WANTS_GUARD_TO_UNLOCK,
        UNLOCK_PUBLISHES,
        UNLOCK_FREES,
        WANTS_GUARD_TO_AWAIT,
        AWAIT_PUBLISHES,
        AWAIT_COUNTS,
        WANTS_GUARD_TO_SIGNAL,
        SIGNAL_PUBLISHES,
        LEAVES,
        RINGS,
        ARMS,
        LOOKS,
        ARMS_LATE,
        SLEEPS,
        LOOKS_FOR_ITEMS,
        WANTS_GUARD_TO_GIVE_UP,
        GIVE_UP_PUBLISHES,
        DONE,
        DEAD
    }

    /**
     * @param op the number of the next or current operation
     * @param current what was loaded from the word
     * @param toRing the tickets that were answered, a bit each
     * @param wanted what its bell's word says
     * @param afterwards where it goes on when it has left the guard
     */
    private record Process(At at, int op, long current, int toRing, boolean wanted, At afterwards) {
        Process at(At newAt) {
            return new Process(newAt, op, current, toRing, wanted, afterwards);
        }

        Process nextOp() {
            return new Process(At.NEXT_OP, op + 1, 0, 0, wanted, At.NEXT_OP);
        }

        Process current(long word) {
            return new Process(at, op, word, toRing, wanted, afterwards);
        }

        Process skippingOne() {
            return new Process(at, op + 1, current, toRing, wanted, afterwards);
        }

        Process toRing(int tickets) {
            return new Process(at, op, current, tickets, wanted, afterwards);
        }

        Process wanted(boolean isWanted) {
            return new Process(at, op, current, toRing, isWanted, afterwards);
        }

        Process leaving(At then) {
            return new Process(At.LEAVES, op, current, toRing, wanted, then);
        }
    }

    /** What the home has done for the dead process of that number. */
    private enum Repair {
        NONE,
        GUARDED,
        PUBLISHED,
        MARKED,
        LEFT,
        DONE
    }

    /**
     * @param published the state that counts
     * @param answers three numbers each: ticket, status, number
     * @param dead whom the home repairs after; 0 when nobody has died
     * @param inside who is between lock and unlock, also when dead
     * @param told how often somebody was told that the lock was abandoned
     */
    record State(
            long word,
            int guard,
            List<Long> published,
            List<Long> answers,
            List<Process> processes,
            int dead,
            Repair repair,
            long repairWord,
            int inside,
            int items,
            int told,
            @Nullable String fault) {}

    private final List<List<Op>> scripts;
    private final boolean deaths;
    private final Set<Mutant> mutants;

    LockModel(List<List<Op>> scripts, boolean deaths, Mutant... mutants) {
        this.scripts = scripts;
        this.deaths = deaths;
        this.mutants = Set.of(mutants);
    }

    private boolean has(Mutant mutant) {
        return mutants.contains(mutant);
    }

    // ---- the model

    @Override
    public State initial() {
        List<Process> processes = new ArrayList<>();
        scripts.forEach(script -> processes.add(new Process(At.NEXT_OP, 0, 0, 0, false, At.NEXT_OP)));
        return new State(FREE, NOBODY, saved(new LockState()), List.of(), List.copyOf(processes), NOBODY, Repair.NONE,
                0,
                NOBODY, 0, 0, null);
    }

    @Override
    public @Nullable String wrong(State state) {
        if (state.fault != null) {
            return state.fault;
        }
        return state.told > 1 ? "told more than once" : null;
    }

    @Override
    public boolean isGoodEnd(State state) {
        boolean nothingToRepair = state.dead == NOBODY || state.repair == Repair.DONE;
        for (int who = 1; who <= scripts.size(); who++) {
            Process process = process(state, who);
            boolean rests = switch (process.at) {
                case DONE, DEAD -> true;
                // There is nothing to be had, and who would have made it is dead or waits as well.
                case SLEEPS ->
                        state.items == 0 && process.wanted && isTake(op(who, process)) && !isAnswered(state, who);
                default -> false;
            };
            if (!rests) {
                return false;
            }
        }
        return nothingToRepair && state.inside == NOBODY || nothingToRepair && isDead(state, state.inside);
    }

    @Override
    public List<Step<State>> steps(State state) {
        List<Step<State>> steps = new ArrayList<>();
        for (int who = 1; who <= scripts.size(); who++) {
            Process process = process(state, who);
            if (process.at != At.DEAD && process.at != At.DONE) {
                State next = step(new Next(state), who);
                if (next != null) {
                    steps.add(new Step<>(who + " " + process.at + " " + op(who, process), next));
                }
                if (mayGiveUp(process) && isTry(op(who, process))) {
                    Next giving = new Next(state);
                    giving.set(who, process.current(GAVE_UP).at(At.WANTS_GUARD_TO_GIVE_UP));
                    steps.add(new Step<>(who + " gives up", giving.build()));
                }
                if (deaths && state.dead == NOBODY) {
                    Next death = new Next(state);
                    death.dead = who;
                    death.set(who, process.at(At.DEAD));
                    steps.add(new Step<>(who + " dies at " + process.at, death.build(), true));
                    if (has(Mutant.HOME_ACTS_BEFORE_THE_END_IS_PROVEN)) {
                        Next rumour = new Next(state);
                        rumour.dead = who;
                        steps.add(new Step<>(who + " is thought dead", rumour.build(), true));
                    }
                }
            }
        }
        if (state.dead != NOBODY) {
            State next = repair(new Next(state));
            if (next != null) {
                steps.add(new Step<>("home " + state.repair, next));
            }
        }
        return steps;
    }

    private static boolean mayGiveUp(Process process) {
        return process.current != GAVE_UP && (process.at == At.LOOKS || process.at == At.SLEEPS);
    }

    private static boolean isTry(Op op) {
        return op == Op.TRY_LOCK || op == Op.TRY_TAKE;
    }

    private static boolean isTake(Op op) {
        return op == Op.TAKE || op == Op.TRY_TAKE;
    }

    private Op op(int who, Process process) {
        List<Op> script = scripts.get(who - 1);
        return script.get(Math.min(process.op, script.size() - 1));
    }

    private static Process process(State state, int who) {
        return state.processes.get(who - 1);
    }

    private static boolean isAnswered(State state, int who) {
        for (int i = 0; i < state.answers.size(); i += 3) {
            if (state.answers.get(i) == who) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDead(State state, int who) {
        return who != NOBODY && process(state, who).at == At.DEAD;
    }

    // ---- a participant's steps

    private @Nullable State step(Next next, int who) {
        Process process = next.process(who);
        switch (process.at) {
            case NEXT_OP -> begin(next, who);
            case LOOKS_AGAIN -> {
                if (next.word == LockWord.owner(who, who)) {
                    next.enter(who, 0);
                    next.set(who, process.nextOp());
                } else {
                    next.set(who, process.at(At.WANTS_GUARD_TO_LOCK));
                }
            }
            case WANTS_GUARD_TO_LOCK -> next.guard(who, At.IN_LINE_LOADS);
            case IN_LINE_LOADS -> loadInLine(next, who);
            case IN_LINE_PUBLISHES -> {
                next.transition(who, state -> {
                    if (!has(Mutant.STALE_STATE_IS_NOT_REPLACED)) {
                        state.own(LockWord.slot(process.current), LockWord.thread(process.current));
                    }
                }, state -> state.request(who, who, LockState.LOCK, who, 0, next));
                boolean alreadyCounts = has(Mutant.LINE_COUNTS_BEFORE_IT_IS_PUBLISHED);
                next.set(who,
                        alreadyCounts ? next.process(who).leaving(At.ARMS) : next.process(who).at(At.IN_LINE_COUNTS));
            }
            case IN_LINE_COUNTS -> {
                boolean counts = next.word == process.current;
                if (counts) {
                    next.word = SEE;
                }
                At then = has(Mutant.LINE_COUNTS_BEFORE_IT_IS_PUBLISHED) ? At.IN_LINE_PUBLISHES : null;
                next.set(who, !counts ? process.at(At.IN_LINE_LOADS)
                        : then != null ? process.at(then)
                        : process.leaving(At.ARMS));
            }
            case IN_LINE_REQUESTS -> {
                next.transition(who, state -> {}, state -> state.request(who, who, LockState.LOCK, who, 0, next));
                boolean granted = next.asked != null;
                if (granted) {
                    next.enter(who, next.asked[2]);
                    next.set(who, next.process(who).leaving(At.NEXT_OP));
                } else {
                    next.set(who, next.process(who).leaving(At.ARMS));
                }
            }
            case WANTS_GUARD_TO_UNLOCK -> next.guard(who, At.UNLOCK_PUBLISHES);
            case UNLOCK_PUBLISHES -> {
                next.transition(who, state -> {}, state -> state.request(who, 0, LockState.UNLOCK, who, 0, next));
                boolean frees = next.isIdle() || has(Mutant.WORD_IS_FREED_THOUGH_SOMEBODY_WAITS) && next.isFree();
                next.set(who, frees ? next.process(who).at(At.UNLOCK_FREES) : next.process(who).leaving(At.NEXT_OP));
            }
            case UNLOCK_FREES -> {
                next.word = FREE;
                next.set(who, process.leaving(At.NEXT_OP));
            }
            case WANTS_GUARD_TO_AWAIT -> next.guard(who, At.AWAIT_PUBLISHES);
            case AWAIT_PUBLISHES -> awaitPublishes(next, who);
            case AWAIT_COUNTS -> {
                next.word = SEE;
                next.set(who, has(Mutant.AWAIT_COUNTS_BEFORE_IT_IS_PUBLISHED)
                        ? process.at(At.AWAIT_PUBLISHES)
                        : process.leaving(At.ARMS));
            }
            case WANTS_GUARD_TO_SIGNAL -> next.guard(who, At.SIGNAL_PUBLISHES);
            case SIGNAL_PUBLISHES -> {
                next.transition(who, state -> {},
                        state -> state.request(who, 0, LockState.SIGNAL, who, CONDITION, next));
                next.set(who, next.process(who).leaving(At.NEXT_OP));
            }
            case LEAVES -> {
                next.guard = NOBODY;
                next.set(who, process.at(At.RINGS));
            }
            case RINGS -> ring(next, who);
            case ARMS -> next.set(who, has(Mutant.LOOKS_BEFORE_THE_BELL_IS_ARMED)
                    ? process.at(At.LOOKS)
                    : process.wanted(true).at(At.LOOKS));
            case LOOKS -> {
                if (!next.takeAnswer(who)) {
                    next.set(who, process.at(has(Mutant.LOOKS_BEFORE_THE_BELL_IS_ARMED) ? At.ARMS_LATE : At.SLEEPS));
                }
            }
            case LOOKS_FOR_ITEMS -> next.set(who, process.at(At.NEXT_OP));
            case ARMS_LATE -> next.set(who, process.wanted(true).at(At.SLEEPS));
            case WANTS_GUARD_TO_GIVE_UP -> next.guard(who, At.GIVE_UP_PUBLISHES);
            case GIVE_UP_PUBLISHES -> giveUp(next, who);
            case SLEEPS -> {
                if (process.wanted) {
                    return null;
                }
                next.set(who, process.at(At.ARMS));
            }
            case DONE, DEAD -> throw new IllegalStateException();
        }
        return next.build();
    }

    private void begin(Next next, int who) {
        Process process = next.process(who);
        if (process.op == scripts.get(who - 1).size()) {
            next.set(who, process.at(At.DONE));
            return;
        }
        switch (op(who, process)) {
            case LOCK, TRY_LOCK -> {
                if (next.word == FREE) {
                    next.word = LockWord.owner(who, who);
                    if (has(Mutant.LOOKS_AT_THE_WORD_AGAIN_AFTER_IT_TOOK_IT)) {
                        next.set(who, process.at(At.LOOKS_AGAIN));
                    } else {
                        next.enter(who, 0);
                        next.set(who, process.nextOp());
                    }
                } else {
                    next.set(who, process.at(At.WANTS_GUARD_TO_LOCK));
                }
            }
            case UNLOCK -> {
                next.leaveInside(who);
                if (next.word == LockWord.owner(who, who)) {
                    next.word = FREE;
                    next.set(who, process.nextOp());
                } else {
                    next.set(who, process.at(At.WANTS_GUARD_TO_UNLOCK));
                }
            }
            case TAKE, TRY_TAKE -> {
                if (next.items > 0) {
                    next.items--;
                    next.set(who, process.nextOp());
                } else if (process.current == GAVE_UP) {
                    next.set(who, process.nextOp());
                } else {
                    next.leaveInside(who);
                    next.set(who, process.at(At.WANTS_GUARD_TO_AWAIT));
                }
            }
            case MAKE -> {
                next.items++;
                boolean signals = next.word == SEE || has(Mutant.SIGNAL_WITHOUT_LOOKING_AT_THE_WORD);
                next.set(who, signals ? process.at(At.WANTS_GUARD_TO_SIGNAL) : process.nextOp());
            }
        }
    }

    private void loadInLine(Next next, int who) {
        Process process = next.process(who).current(next.word);
        if (next.word == FREE) {
            // Load and compare-and-set are one step here: who comes in between makes it load again.
            next.word = LockWord.owner(who, who);
            next.enter(who, 0);
            next.set(who, next.process(who).leaving(At.NEXT_OP));
        } else if (next.word == SEE) {
            next.set(who, process.at(At.IN_LINE_REQUESTS));
        } else {
            next.set(who, process.at(
                    has(Mutant.LINE_COUNTS_BEFORE_IT_IS_PUBLISHED) ? At.IN_LINE_COUNTS : At.IN_LINE_PUBLISHES));
        }
    }

    private void giveUp(Next next, int who) {
        Process process = next.process(who);
        boolean isTake = isTake(op(who, process));
        if (isAnswered(next.before, who) && !has(Mutant.GIVES_UP_WHAT_IT_WAS_GRANTED)) {
            next.takeAnswer(who);
            next.set(who, process.wanted(false).leaving(isTake ? At.LOOKS_FOR_ITEMS : At.NEXT_OP));
            return;
        }
        next.transition(who, state -> {}, state -> state.cancel(who, next));
        Process changed = next.process(who);
        long[] asked = next.asked;
        if (asked != null && isTake) {
            next.enter(who, asked[2]);
            next.set(who, changed.leaving(At.LOOKS_FOR_ITEMS));
        } else if (asked != null || has(Mutant.GIVES_UP_WHAT_IT_WAS_GRANTED)) {
            next.set(who, changed.skippingOne().leaving(At.NEXT_OP));
        } else {
            next.set(who, changed.leaving(At.ARMS));
        }
    }

    private void awaitPublishes(Next next, int who) {
        Process process = next.process(who);
        boolean fromWord = next.word != SEE;
        if (fromWord && has(Mutant.AWAIT_COUNTS_BEFORE_IT_IS_PUBLISHED)) {
            next.set(who, process.current(1).at(At.AWAIT_COUNTS));
            return;
        }
        boolean wasFromWord = fromWord || process.current == 1;
        next.transition(who, state -> {
            if (wasFromWord) {
                state.own(who, who);
            }
        }, state -> state.request(who, who, LockState.AWAIT, who, CONDITION, next));
        next.set(who, fromWord
                ? next.process(who).at(At.AWAIT_COUNTS)
                : next.process(who).current(0).leaving(At.ARMS));
    }

    private void ring(Next next, int who) {
        Process process = next.process(who);
        for (int other = 1; other <= scripts.size(); other++) {
            int bit = 1 << other;
            if ((process.toRing & bit) != 0) {
                next.set(other, next.process(other).wanted(false));
                next.set(who, next.process(who).toRing(process.toRing & ~bit));
                return;
            }
        }
        next.set(who, process.afterwards == At.NEXT_OP ? process.nextOp() : process.at(process.afterwards));
    }

    // ---- the home

    private @Nullable State repair(Next next) {
        int dead = next.dead;
        switch (next.repair) {
            case NONE -> {
                boolean free = next.guard == NOBODY || next.guard == dead && !has(Mutant.HOME_TAKES_NO_GUARD);
                if (!free) {
                    return null;
                }
                next.guard = HOME;
                next.repair = Repair.GUARDED;
            }
            case GUARDED -> {
                boolean hasWord = next.word == LockWord.owner(dead, dead) && !has(Mutant.HOME_IGNORES_THE_WORD);
                next.repairWord = hasWord ? next.word : 0;
                next.transition(HOME, state -> {
                    if (hasWord) {
                        state.own(dead, dead);
                    } else if (next.word != SEE && !has(Mutant.HOME_BELIEVES_A_STATE_OF_THE_PAST)) {
                        state.clear();
                    }
                }, state -> state.gone(dead, next));
                next.removeAnswers(dead);
                next.repair = Repair.PUBLISHED;
            }
            case PUBLISHED -> {
                if (next.repairWord != 0) {
                    next.word = SEE;
                }
                next.repair = Repair.MARKED;
            }
            case MARKED -> {
                next.guard = NOBODY;
                next.repair = Repair.LEFT;
            }
            case LEFT -> {
                for (int other = 1; other <= scripts.size() && !has(Mutant.HOME_DOES_NOT_RING); other++) {
                    next.set(other, next.process(other).wanted(false));
                }
                next.repair = Repair.DONE;
            }
            case DONE -> {
                return null;
            }
        }
        return next.build();
    }

    // ---- the next state, in the making

    private static List<Long> saved(LockState state) {
        long[] words = new long[64];
        LongBuffer out = LongBuffer.wrap(words);
        state.save(out);
        return Arrays.stream(words, 0, out.position()).boxed().toList();
    }

    private final class Next implements Answers {
        private final State before;
        private final List<Process> processes;
        private final List<Long> answers;
        private List<Long> published;
        private long word;
        private int guard;
        private int dead;
        private Repair repair;
        private long repairWord;
        private int inside;
        private int items;
        private int told;
        private @Nullable String fault;

        private long asking;
        private int toRing;
        private long @Nullable [] asked;

        Next(State state) {
            before = state;
            processes = new ArrayList<>(state.processes);
            answers = new ArrayList<>(state.answers);
            published = state.published;
            word = state.word;
            guard = state.guard;
            dead = state.dead;
            repair = state.repair;
            repairWord = state.repairWord;
            inside = state.inside;
            items = state.items;
            told = state.told;
            fault = state.fault;
        }

        State build() {
            return new State(word, guard, published, List.copyOf(answers), List.copyOf(processes), dead, repair,
                    repairWord,
                    inside, items, told, fault);
        }

        Process process(int who) {
            return processes.get(who - 1);
        }

        void set(int who, Process process) {
            processes.set(who - 1, process);
        }

        void guard(int who, At then) {
            if (guard == NOBODY) {
                guard = who;
                set(who, process(who).at(then));
            }
        }

        // Within the guard

        private LockState loaded() {
            LockState state = new LockState();
            state.load(LongBuffer.wrap(published.stream().mapToLong(Long::longValue).toArray()));
            return state;
        }

        boolean isIdle() {
            return loaded().isIdle();
        }

        boolean isFree() {
            return published.get(0) == 0;
        }

        void transition(int who, Consumer<LockState> preparation, Consumer<LockState> change) {
            LockState state = loaded();
            asking = who == HOME ? -1 : who;
            asked = null;
            toRing = 0;
            preparation.accept(state);
            change.accept(state);
            published = saved(state);
            if (who != HOME) {
                set(who, process(who).toRing(has(Mutant.DOES_NOT_RING) ? 0 : toRing));
            }
        }

        @Override
        public void answer(long ticket, int status, long number) {
            if (ticket == asking) {
                asked = new long[] {ticket, status, number};
                if (status == ReplyStatus.REFUSED) {
                    fault = "refused";
                }
            } else if (ticket == 0) {
                if (status == ReplyStatus.REFUSED) {
                    fault = "the owner is refused";
                }
            } else {
                answers.addAll(List.of(ticket, (long) status, number));
                toRing |= 1 << ticket;
            }
        }

        void removeAnswers(int slot) {
            for (int i = answers.size() - 3; i >= 0; i -= 3) {
                if (answers.get(i) == slot) {
                    answers.subList(i, i + 3).clear();
                }
            }
        }

        // The lock is had and given up

        boolean takeAnswer(int who) {
            for (int i = 0; i < answers.size(); i += 3) {
                if (answers.get(i) == who) {
                    long number = answers.get(i + 2);
                    answers.subList(i, i + 3).clear();
                    enter(who, number);
                    Process process = process(who).wanted(false);
                    // Who waited for an item looks for one again.
                    set(who, isTake(op(who, process)) ? process.at(At.NEXT_OP) : process.nextOp());
                    return true;
                }
            }
            return false;
        }

        void enter(int who, long former) {
            if (former != 0) {
                told++;
                if (LockState.formerSlot(former) != dead) {
                    fault = "told of " + LockState.formerSlot(former) + ", who lives";
                }
            } else if (inside != NOBODY && isDead(before, inside)) {
                fault = "a silent hand-over from " + inside + " to " + who;
            }
            if (inside != NOBODY && !isDead(before, inside)) {
                fault = who + " has the lock beside " + inside;
            }
            inside = who;
        }

        void leaveInside(int who) {
            if (inside != who) {
                fault = who + " unlocks what " + inside + " has";
            }
            inside = NOBODY;
        }
    }
}
