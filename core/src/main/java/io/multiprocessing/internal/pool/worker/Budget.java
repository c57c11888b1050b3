package io.multiprocessing.internal.pool.worker;

import io.multiprocessing.internal.family.Member;
import java.util.function.Function;

/**
 * How many processors a member may count on: all that there are, or, in a pool's worker, its share of what the pool's
 * owner has. So pools inside workers of pools do not multiply the machine.
 */
public record Budget(int processors) {
    public static Budget of(Member member) {
        return member.part(Budget.class, unused -> new Budget(Runtime.getRuntime().availableProcessors()));
    }

    /** What each of so many workers gets. */
    public Budget share(int workers) {
        return new Budget(Math.max(1, processors / workers));
    }

    /** A class and not a lambda, of which the first costs a fresh JVM milliseconds. */
    private record Given(Budget budget) implements Function<Member, Budget> {
        @Override
        public Budget apply(Member member) {
            return budget;
        }
    }

    /** Makes this the budget of a member that has not asked for it yet. */
    void settle(Member member) {
        Budget unused = member.part(Budget.class, new Given(this));
    }
}
