package io.multiprocessing.tck.internal;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;

/** Waits on conditions. */
public final class Waiting {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(4);
    private static final Duration STANDSTILL = Duration.ofMillis(250);

    private Waiting() {}

    /** Waits until it is so, and fails when that takes longer than the patience. */
    public static void until(String what, Duration patience, Callable<Boolean> isSo) {
        await(what).pollDelay(Duration.ZERO).pollInterval(LOOK_AGAIN).atMost(patience).until(isSo);
    }

    /**
     * Waits until a number that only grows stands still, or has reached the limit, and returns it. A pause of whoever
     * makes it grow can pass for a standstill, so what is concluded from one may only be in its favour.
     */
    public static long untilStill(String what, Duration patience, long limit, LongSupplier number) {
        long[] seen = {-1, System.nanoTime()};
        until(what + " stands still or reaches " + limit, patience, () -> {
            long now = number.getAsLong();
            if (now != seen[0]) {
                seen[0] = now;
                seen[1] = System.nanoTime();
            }
            return now >= limit || System.nanoTime() - seen[1] > STANDSTILL.toNanos();
        });
        return seen[0];
    }
}
