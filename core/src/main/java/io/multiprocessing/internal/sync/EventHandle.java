package io.multiprocessing.internal.sync;

import io.multiprocessing.InterProcessEvent;
import io.multiprocessing.internal.call.Reply;
import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.shared.Reference;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** An event as its users see it, in any member. */
public final class EventHandle extends SyncHandle implements InterProcessEvent {
    private static final long serialVersionUID = 1;

    EventHandle(Reference home) {
        super(home);
    }

    /** Makes an event that lives in this member, not set. */
    public static InterProcessEvent create(Member member) {
        return new EventHandle(register(member, new EventHome()));
    }

    @Override
    Kind kind() {
        return Kind.EVENT;
    }

    @Override
    public void set() {
        ask(EventHome.SET, 0);
    }

    @Override
    public void clear() {
        ask(EventHome.CLEAR, 0);
    }

    @Override
    public boolean isSet() {
        return ask(EventHome.IS_SET, 0).number() == 1;
    }

    @Override
    public void await() throws InterruptedException {
        waitFor(EventHome.AWAIT, WAIT);
    }

    @Override
    public boolean await(long timeout, TimeUnit unit) throws InterruptedException {
        Reply reply = timeout <= 0
                ? waitFor(EventHome.AWAIT, NO_WAIT)
                : waitFor(EventHome.AWAIT, WAIT, unit.toNanos(timeout));
        return reply.isOk();
    }

    @Override
    public boolean await(Duration timeout) throws InterruptedException {
        return await(saturatedNanos(timeout), TimeUnit.NANOSECONDS);
    }
}
