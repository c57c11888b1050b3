package io.multiprocessing.internal.sync;

import io.multiprocessing.internal.call.Reference;
import io.multiprocessing.internal.call.Reply;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How users wait for an event or a latch. Public methods, which {@link EventHandle} and {@link LatchHandle} inherit. */
abstract class DoorHandle extends SyncHandle {
    private static final long serialVersionUID = 1;

    DoorHandle(Reference home) {
        super(home);
    }

    public final void await() throws InterruptedException {
        waitFor(DoorHome.AWAIT, DoorHome.WAIT);
    }

    public final boolean await(long timeout, TimeUnit unit) throws InterruptedException {
        Reply reply = timeout <= 0
                ? waitFor(DoorHome.AWAIT, DoorHome.NO_WAIT)
                : waitFor(DoorHome.AWAIT, DoorHome.WAIT, unit.toNanos(timeout));
        return reply.isOk();
    }

    public final boolean await(Duration timeout) throws InterruptedException {
        return await(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
    }
}
