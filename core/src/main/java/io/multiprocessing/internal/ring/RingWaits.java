package io.multiprocessing.internal.ring;

import io.multiprocessing.internal.direct.Attachment;
import io.multiprocessing.internal.direct.Bell;
import io.multiprocessing.internal.direct.Guard;
import io.multiprocessing.internal.direct.Patience;
import io.multiprocessing.internal.direct.Waited;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** How threads of this process wait for guards and bells, and what they are told at the end. */
public final class RingWaits {
    private final Attachment attachment;
    private final Ending ending;

    RingWaits(Attachment attachment, Ending ending) {
        this.attachment = attachment;
        this.ending = ending;
    }

    /** False when patience ended before the guard was free. */
    boolean acquire(Guard guard, Patience patience) throws InterruptedException {
        requirePresent();
        return guard.tryAcquire() || isDone(guard.acquire(patience));
    }

    /** Under the guard what takes no time: only a process that is stopped while it holds the guard makes it wait. */
    <T> T guarded(Guard guard, Supplier<T> action) {
        requirePresent();
        if (!guard.tryAcquire() && guard.acquire(Patience.endless()) == Waited.GONE) {
            throw gone();
        }
        try {
            return action.get();
        } finally {
            guard.release();
        }
    }

    /** False when patience ended before the condition held. */
    public boolean await(Bell bell, BooleanSupplier condition, Patience patience) throws InterruptedException {
        return isDone(bell.await(condition, patience));
    }

    private boolean isDone(Waited waited) throws InterruptedException {
        return switch (waited) {
            case DONE -> true;
            case TIMED_OUT -> false;
            case INTERRUPTED -> throw new InterruptedException();
            case GONE -> throw gone();
        };
    }

    public void requirePresent() {
        if (attachment.isGone()) {
            throw gone();
        }
    }

    private RuntimeException gone() {
        return ending.gone(attachment.goneBecause());
    }
}
