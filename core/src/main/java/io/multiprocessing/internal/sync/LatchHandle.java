package io.multiprocessing.internal.sync;

import io.multiprocessing.InterProcessLatch;
import io.multiprocessing.internal.call.Reply;
import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.shared.Reference;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A latch as its users see it, in any member. */
public final class LatchHandle extends SyncHandle implements InterProcessLatch {
    private static final long serialVersionUID = 1;

    LatchHandle(Reference home) {
        super(home);
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
        return new LatchHandle(register(member, new LatchHome(count)));
    }

    @Override
    Kind kind() {
        return Kind.LATCH;
    }

    @Override
    public void countDown() {
        ask(LatchHome.COUNT_DOWN, 0);
    }

    @Override
    public long getCount() {
        return ask(LatchHome.GET_COUNT, 0).number();
    }

    @Override
    public void await() throws InterruptedException {
        waitFor(LatchHome.AWAIT, WAIT);
    }

    @Override
    public boolean await(long timeout, TimeUnit unit) throws InterruptedException {
        Reply reply = timeout <= 0
                ? waitFor(LatchHome.AWAIT, NO_WAIT)
                : waitFor(LatchHome.AWAIT, WAIT, unit.toNanos(timeout));
        return reply.isOk();
    }

    @Override
    public boolean await(Duration timeout) throws InterruptedException {
        return await(saturatedNanos(timeout), TimeUnit.NANOSECONDS);
    }
}
