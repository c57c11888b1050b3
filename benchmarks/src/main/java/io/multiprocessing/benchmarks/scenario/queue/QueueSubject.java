package io.multiprocessing.benchmarks.scenario.queue;

import io.multiprocessing.benchmarks.station.Measurement;
import io.multiprocessing.benchmarks.station.Repetition;
import io.multiprocessing.benchmarks.station.Settings;
import io.multiprocessing.benchmarks.station.Subject;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Messages to a partner and back, and as many as it can send one way. */
public final class QueueSubject implements Subject {
    private static final double NANOS_PER_MICRO = 1e3;
    private static final int KIB = 1 << 10;
    private static final int MIB = 1 << 20;
    /** What the request and the answer of an empty task come to. */
    private static final int TASK_BYTES = 64;
    /** A rate is measured with so many messages at least, so that its begin and end weigh little. */
    private static final int LEAST_BYTES = 64 * KIB;
    private static final int LEAST_MESSAGES = 8;
    private static final int MOST_MESSAGES = 20_000_000;

    private final Rig rig;
    private final Map<String, Double> rates = new TreeMap<>();

    public QueueSubject(Settings settings) throws Exception {
        rig = Rig.open(settings.variant());
    }

    @Override
    public Measurement measure(String what, Duration slice) throws Exception {
        if (what.equals("task-round-trip")) {
            return roundTrips(straight(), TASK_BYTES, slice);
        }
        int bytes = bytes(what.substring(what.lastIndexOf('-') + 1));
        if (what.startsWith("queue-round-trip-")) {
            return roundTrips(straight(), bytes, slice);
        }
        if (what.startsWith("pipe-round-trip-")) {
            return roundTrips(rig.throughPipe(), bytes, slice);
        }
        return oneWay(what, what.startsWith("queue-two-producers-") ? 2 : 1, bytes, slice);
    }

    private static int bytes(String size) {
        return switch (size) {
            case "64B" -> 64;
            case "4KiB" -> 4 * KIB;
            case "1MiB" -> MIB;
            default -> throw new IllegalArgumentException("No such size: " + size);
        };
    }

    private Rig.Exchange straight() {
        return new Rig.Exchange(rig.requests().getFirst(), rig.answers().getFirst());
    }

    private Measurement roundTrips(Rig.Exchange way, int bytes, Duration slice) throws Exception {
        byte[] message = new byte[bytes];
        rig.resume(1);
        way.there().send(message); // The partner is now awake.
        way.back().receive();
        Measurement found = Repetition.times(
                () -> {
                    way.there().send(message);
                    return way.back().receive();
                },
                slice,
                NANOS_PER_MICRO);
        rig.pause(1);
        return found;
    }

    private Measurement oneWay(String what, int producers, int bytes, Duration slice) throws Exception {
        int least = Math.max(LEAST_MESSAGES, LEAST_BYTES / bytes);
        int count = Repetition.fitting(rates.getOrDefault(what, 0.0), slice, least, MOST_MESSAGES);
        rig.resume(producers);
        Measurement found = Repetition.rate(all -> receive(all, producers, bytes), count / producers * producers);
        rig.pause(producers);
        rates.put(what, found.median());
        return found;
    }

    private void receive(int count, int producers, int bytes) throws Exception {
        byte[] order = Partner.order(count / producers, bytes, producers - 1);
        for (int producer = 0; producer < producers; producer++) {
            rig.requests().get(producer).send(order);
        }
        Line answers = rig.answers().get(producers - 1);
        for (int received = 0; received < count; received++) {
            if (answers.receive().length != bytes) {
                throw new IllegalStateException("Message " + received + " is not as it was sent");
            }
        }
    }

    @Override
    public void close() throws Exception {
        rig.close();
    }
}
