package io.multiprocessing.internal.sync;

import io.multiprocessing.internal.sync.state.DoorState;
import io.multiprocessing.internal.sync.state.SyncAccess.Outcome;
import io.multiprocessing.internal.sync.state.SyncState;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How users wait for an event or a latch. Public methods, which {@link EventHandle} and {@link LatchHandle} inherit.
 */
abstract class DoorHandle extends SyncHandle {
    private static final long serialVersionUID = 1;

    DoorHandle(Place place) {
        super(place);
    }

    public final void await() throws InterruptedException {
        waitFor(DoorState.AWAIT, SyncState.WAIT);
    }

    public final boolean await(long timeout, TimeUnit unit) throws InterruptedException {
        Outcome outcome = timeout <= 0
                ? waitFor(DoorState.AWAIT, SyncState.NO_WAIT)
                : waitFor(DoorState.AWAIT, SyncState.WAIT, unit.toNanos(timeout));
        return outcome.isOk();
    }

    public final boolean await(Duration timeout) throws InterruptedException {
        return await(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
    }
}
