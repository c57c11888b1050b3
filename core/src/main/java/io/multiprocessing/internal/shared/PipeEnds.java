package io.multiprocessing.internal.shared;

import io.multiprocessing.PipeEnd;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;

/** Waits for the first of several pipe ends. */
public final class PipeEnds {
    private PipeEnds() {}

    public static <T> Set<PipeEnd<T>> await(Collection<? extends PipeEnd<T>> ends, Duration timeout)
            throws InterruptedException {
        throw new UnsupportedOperationException("await of " + ends.size() + " ends for " + timeout);
    }
}
