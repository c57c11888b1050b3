package io.multiprocessing.benchmarks.scenario.queue;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.benchmarks.station.Measurement;
import io.multiprocessing.benchmarks.station.Repetition;
import io.multiprocessing.benchmarks.station.Settings;
import io.multiprocessing.benchmarks.station.Subject;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** A value put in one queue, taken by another process, put in a second queue, and taken by the caller. */
public final class ValuesSubject implements Subject {
    private static final double NANOS_PER_MICRO = 1e3;
    private static final int CAPACITY = 16;
    private static final int RECORDS = 1000;
    private static final String END = "end";

    private final Multiprocessing family;
    private final SharedQueue<Serializable> requests;
    private final SharedQueue<Serializable> answers;
    private final ChildProcess partner;
    private final Serializable value;

    /** A record as programs send them. */
    record Order(long id, String customer, int pieces, double price) implements Serializable {}

    /** The variant is a transport and a kind of value, such as {@code sharedmem-record}. */
    public ValuesSubject(Settings settings) {
        List<String> words = List.of(settings.variant().split("-"));
        value = value(words.get(1));
        family = Multiprocessing.open(words.getFirst());
        SharedQueue<Serializable> there = family.queue(CAPACITY);
        SharedQueue<Serializable> back = family.queue(CAPACITY);
        requests = there;
        answers = back;
        partner = family.start(() -> {
            for (Serializable next = there.take(); !next.equals(END); next = there.take()) {
                back.put(next);
            }
        });
    }

    private static Serializable value(String kind) {
        return switch (kind) {
            case "bytes" -> new byte[64];
            case "long" -> Long.valueOf(1L << 40);
            case "string" -> "a string of some forty characters, all ASCII";
            case "record" -> order(1);
            case "list" -> (Serializable) IntStream.range(0, RECORDS).mapToObj(ValuesSubject::order).toList();
            default -> throw new IllegalArgumentException("No such kind of value: " + kind);
        };
    }

    private static Order order(int id) {
        return new Order(id, "customer " + id, id % 7, 9.99);
    }

    @Override
    public Measurement measure(String what, Duration slice) throws Exception {
        return Repetition.times(
                () -> {
                    requests.put(value);
                    return answers.take();
                },
                slice,
                NANOS_PER_MICRO);
    }

    @Override
    public void close() throws InterruptedException {
        requests.put(END);
        partner.join();
        family.close();
    }
}
