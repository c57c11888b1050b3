package io.multiprocessing.benchmarks.scenario.pool;

import io.multiprocessing.RemoteCallable;
import io.multiprocessing.RemoteFunction;
import io.multiprocessing.benchmarks.station.Measurement;
import io.multiprocessing.benchmarks.station.Repetition;
import io.multiprocessing.benchmarks.station.Settings;
import io.multiprocessing.benchmarks.station.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** A pool that has been started before, and has as many workers as its settings say. */
public final class PoolSubject implements Subject {
    private static final RemoteCallable<Integer> EMPTY = () -> 0;
    private static final RemoteFunction<Integer, Integer> IDENTITY = item -> item;
    private static final RemoteFunction<Integer, Integer> INCREMENT = item -> item + 1;

    private static final double NANOS_PER_MICRO = 1e3;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final int FIRST_BATCH = 200;
    private static final int HUNDRED_THOUSAND = 100_000;
    private static final int MILLION = 1_000_000;
    private static final int MIB = 1 << 20;
    private static final int LARGE_MIB = 64;

    private final Crew crew;
    /** Of each kind of batch, in the order of the last measurement of it. */
    private final Map<String, Double> rates = new TreeMap<>();

    public PoolSubject(Settings settings) throws InterruptedException {
        crew = Crew.open(settings.variant(), settings.number("workers"));
    }

    @Override
    public Measurement measure(String what, Duration slice) throws Exception {
        return switch (what) {
            case "task-round-trip" -> Repetition.times(this::roundTrip, slice, NANOS_PER_MICRO);
            case "tasks-by-submit" -> batch(what, slice, HUNDRED_THOUSAND, this::submitAll);
            case "tasks-by-map" -> batch(what, slice, HUNDRED_THOUSAND, count -> map(count, IDENTITY));
            case "map-numbers" -> batch(what, slice, MILLION, count -> map(count, INCREMENT));
            case "payload-1MiB" -> payload(1, slice);
            case "payload-64MiB" -> payload(LARGE_MIB, slice);
            default -> throw new IllegalArgumentException("No such measurement: " + what);
        };
    }

    private Integer roundTrip() throws Exception {
        return crew.submit(EMPTY).get();
    }

    /** The whole number if it fits into a slice or two, else what does. */
    private Measurement batch(String what, Duration slice, int whole, Repetition.Batch batch) throws Exception {
        double lastRate = rates.getOrDefault(what, 0.0);
        int count = Repetition.fitting(lastRate, slice.multipliedBy(2), FIRST_BATCH, whole);
        Measurement found = Repetition.rate(batch, count);
        rates.put(what, found.median());
        return found;
    }

    private void submitAll(int count) throws Exception {
        List<Future<Integer>> futures = new ArrayList<>(count);
        for (int task = 0; task < count; task++) {
            futures.add(crew.submit(EMPTY));
        }
        for (Future<Integer> future : futures) {
            future.get();
        }
    }

    private void map(int count, RemoteFunction<Integer, Integer> function) throws Exception {
        List<Integer> items = IntStream.range(0, count).boxed().toList();
        List<Integer> results = crew.map(items, function);
        if (results.size() != count || !results.getLast().equals(function.apply(count - 1))) {
            throw new IllegalStateException("map returned " + results.size() + " results of " + count);
        }
    }

    private Measurement payload(int mib, Duration slice) throws Exception {
        byte[] payload = new byte[mib * MIB];
        payload[payload.length - 1] = 1;
        return Repetition.times(() -> thereAndBack(payload), slice, NANOS_PER_MILLI);
    }

    private Integer thereAndBack(byte[] payload) throws Exception {
        byte[] back = crew.submit(() -> payload).get();
        if (back.length != payload.length || back[back.length - 1] != 1) {
            throw new IllegalStateException("Something else came back");
        }
        return back.length;
    }

    @Override
    public void close() {
        crew.close();
    }
}
