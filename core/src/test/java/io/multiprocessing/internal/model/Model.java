package io.multiprocessing.internal.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A protocol in small: a few participants, each with a few operations, whose steps interleave in all ways, and who may
 * die between any two of them.
 *
 * @param <S> a state: immutable, with equals and hashCode
 */
public interface Model<S> {
    /**
     * One thing that can happen: who does what, and what is so afterwards.
     *
     * @param isMishap whether it need not happen, so that nobody may rely on it to get on
     */
    record Step<S>(String label, S next, boolean isMishap) {
        /** What happens sooner or later, unless something else makes it impossible. */
        public Step(String label, S next) {
            this(label, next, false);
        }
    }

    S initial();

    /** All that can happen next: nothing at an end. */
    List<Step<S>> steps(S state);

    /** What must never be so and is; null when all is well. */
    @Nullable String wrong(S state);

    /**
     * Whether everybody may rest for ever in this state. From each state such a one must be reachable without a mishap.
     */
    boolean isGoodEnd(S state);
}
