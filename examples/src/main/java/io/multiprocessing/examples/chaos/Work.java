package io.multiprocessing.examples.chaos;

import io.multiprocessing.RemoteCallable;
import java.io.Serializable;
import java.time.Duration;
import java.util.Arrays;

/**
 * A task: tells the ledger, is busy for a while, sleeps for a while, and gives back what it got.
 *
 * @param busy in microseconds, as is {@code asleep}
 */
record Work(String ledger, long id, int busy, int asleep, byte[] payload) implements RemoteCallable<Work.Answer> {
    record Answer(long id, byte[] payload) implements Serializable {
        boolean isFor(Work work) {
            return id == work.id && Arrays.equals(payload, work.payload);
        }
    }

    @Override
    public Answer call() throws Exception {
        Ledger.begins(ledger, id);
        long end = System.nanoTime() + busy * 1000L;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        Thread.sleep(Duration.ofNanos(asleep * 1000L));
        Ledger.ends(ledger, id);
        return new Answer(id, payload);
    }
}
