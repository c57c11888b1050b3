package io.multiprocessing.benchmarks.scenario.lock;

import io.multiprocessing.benchmarks.station.Measurement;
import io.multiprocessing.benchmarks.station.Settings;
import io.multiprocessing.benchmarks.station.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A lock that passes between two parties which both want it. */
public final class HandOverSubject implements Subject {
    private static final double NANOS_PER_MICRO = 1e3;
    private static final int TAIL_PERCENT = 99;

    private final Contest contest;

    public HandOverSubject(Settings settings) throws Exception {
        contest = Contest.open(settings.variant());
    }

    @Override
    public Measurement measure(String what, Duration slice) throws InterruptedException {
        Relay relay = contest.relay();
        List<Long> times = new ArrayList<>();
        relay.start();
        long begin = System.nanoTime();
        relay.pass();
        do {
            long took = relay.pass();
            if (took >= 0) {
                times.add(took);
            }
        } while (times.isEmpty() || System.nanoTime() - begin < slice.toNanos());
        relay.rest();
        Collections.sort(times);
        return new Measurement(
                times.get(times.size() / 2) / NANOS_PER_MICRO,
                times.get(times.size() * TAIL_PERCENT / 100) / NANOS_PER_MICRO,
                times.size());
    }

    @Override
    public void close() throws Exception {
        contest.close();
    }
}
