package io.multiprocessing.internal.sync;

import io.multiprocessing.InterProcessLatch;
import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.sync.state.LatchState;

/** A latch as its users see it, in any member. */
public final class LatchHandle extends DoorHandle implements InterProcessLatch {
    private static final long serialVersionUID = 1;

    LatchHandle(Place place) {
        super(place);
    }

    /**
     * Makes a latch that lives in this member.
     *
     * @throws IllegalArgumentException when the count is negative
     */
    public static InterProcessLatch create(Member member, int count) {
        if (count < 0) {
            throw new IllegalArgumentException("A latch can't count down from less than 0: " + count);
        }
        return new LatchHandle(make(member, new LatchState(count)));
    }

    @Override
    Kind kind() {
        return Kind.LATCH;
    }

    @Override
    public void countDown() {
        ask(LatchState.COUNT_DOWN, 0);
    }

    @Override
    public long getCount() {
        return ask(LatchState.GET_COUNT, 0).number();
    }
}
