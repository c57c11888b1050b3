package io.multiprocessing.internal.model;

import io.multiprocessing.internal.model.Model.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Visits all states of a model, breadth first, so that what it finds is the shortest way there. It finds states that
 * are wrong, and states from which there is no way to a good end: where somebody sleeps for ever, or turns in circles.
 */
public final class Checker {
    private Checker() {}

    /**
     * @param states how many were visited
     * @param fault what is wrong; null when nothing is
     * @param way the steps that lead there, the last of them last
     */
    public record Result(int states, @Nullable String fault, List<String> way) {
        @Override
        public String toString() {
            return "states=" + states + " fault=" + fault + "\n  " + String.join("\n  ", way);
        }
    }

    /** @param most states to visit: more is an error, so that a model does not grow unnoticed */
    public static <S> Result check(Model<S> model, int most) {
        return new Search<>(model, most).run();
    }

    private static final class Search<S> {
        private final Model<S> model;
        private final int most;
        private final Map<S, Integer> numbers = new HashMap<>();
        private final List<S> states = new ArrayList<>();
        /** Of each state the one from which it was first reached. */
        private final IntList cameFrom = new IntList();
        /** All steps but mishaps, as pairs of states. */
        private final IntList steps = new IntList();

        Search(Model<S> model, int most) {
            this.model = model;
            this.most = most;
        }

        Result run() {
            visit(model.initial(), -1);
            for (int number = 0; number < states.size(); number++) {
                S state = states.get(number);
                String wrong = model.wrong(state);
                if (wrong != null) {
                    return result(wrong, number);
                }
                List<Step<S>> possible = model.steps(state);
                if (possible.stream().allMatch(Step::isMishap) && !model.isGoodEnd(state)) {
                    return result("stuck", number);
                }
                for (Step<S> step : possible) {
                    int next = visit(step.next(), number);
                    if (!step.isMishap()) {
                        steps.add(number);
                        steps.add(next);
                    }
                }
            }
            int lost = firstWithoutGoodEnd();
            return lost < 0 ? new Result(states.size(), null, List.of()) : result("no way to a good end", lost);
        }

        private int visit(S state, int from) {
            Integer known = numbers.get(state);
            if (known != null) {
                return known;
            }
            if (states.size() == most) {
                throw new IllegalStateException("The model has more than " + most + " states");
            }
            int number = states.size();
            numbers.put(state, number);
            states.add(state);
            cameFrom.add(from);
            return number;
        }

        /** Goes backwards from the good ends. */
        private int firstWithoutGoodEnd() {
            int[] origins = new int[steps.size() / 2];
            int[] ends = originsByState(origins);
            boolean[] good = new boolean[states.size()];
            IntList reached = new IntList();
            for (int number = 0; number < good.length; number++) {
                good[number] = model.isGoodEnd(states.get(number));
                if (good[number]) {
                    reached.add(number);
                }
            }
            for (int next = 0; next < reached.size(); next++) {
                int state = reached.get(next);
                for (int i = state == 0 ? 0 : ends[state - 1]; i < ends[state]; i++) {
                    if (!good[origins[i]]) {
                        good[origins[i]] = true;
                        reached.add(origins[i]);
                    }
                }
            }
            for (int number = 0; number < good.length; number++) {
                if (!good[number]) {
                    return number;
                }
            }
            return -1;
        }

        /**
         * Fills in the states from which a step leads to the first state, then to the second, ...; returns where each
         * one's end.
         */
        private int[] originsByState(int[] origins) {
            int[] ends = new int[states.size() + 1];
            for (int i = 1; i < steps.size(); i += 2) {
                ends[steps.get(i) + 1]++;
            }
            for (int number = 1; number < ends.length; number++) {
                ends[number] += ends[number - 1];
            }
            for (int i = 0; i < steps.size(); i += 2) {
                origins[ends[steps.get(i + 1)]++] = steps.get(i);
            }
            return ends;
        }

        private Result result(String fault, int at) {
            List<String> way = new ArrayList<>();
            for (int number = at; number > 0; number = cameFrom.get(number)) {
                way.add(label(cameFrom.get(number), number) + "  " + states.get(number));
            }
            Collections.reverse(way);
            return new Result(states.size(), fault, way);
        }

        private String label(int from, int to) {
            return model.steps(states.get(from))
                    .stream()
                    .filter(step -> step.next().equals(states.get(to)))
                    .findFirst()
                    .orElseThrow()
                    .label();
        }
    }

    /** Grows. */
    private static final class IntList {
        private int[] values = new int[1024];
        private int size;

        void add(int value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = value;
        }

        int get(int index) {
            return values[index];
        }

        int size() {
            return size;
        }
    }
}
