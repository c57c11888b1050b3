package io.multiprocessing.benchmarks.station;

import io.multiprocessing.benchmarks.scenario.lock.HandOverSubject;
import io.multiprocessing.benchmarks.scenario.pool.PoolSubject;
import io.multiprocessing.benchmarks.scenario.queue.QueueSubject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A driver with stations that have started what they start, and which it keeps busy until it is killed. */
final class Driver {
    static final int STATIONS = 7;

    private Driver() {}

    public static void main(String[] args) throws Exception {
        List<Station> stations = new ArrayList<>();
        for (String variant : List.of("agrona", "aeron", "socket-echo")) {
            add(stations, JavaStation.of(QueueSubject.class, Settings.of(variant)), "queue-round-trip-64B");
        }
        for (String variant : List.of("pp4j", "sharedmem")) {
            Settings settings = Settings.of(variant).with("workers", "1");
            add(stations, JavaStation.of(PoolSubject.class, settings), "task-round-trip");
        }
        add(stations, JavaStation.of(HandOverSubject.class, Settings.of("file-lock")), "lock-hand-over");
        if (Python.obstacle().isEmpty()) {
            add(stations, new Python("python"), "task-round-trip");
        } else {
            add(stations, JavaStation.of(QueueSubject.class, Settings.of("pipe-echo")), "queue-round-trip-64B");
        }
        System.out.println("measuring");
        stations.getFirst().ask("queue-round-trip-64B", Duration.ofMinutes(10));
    }

    private static void add(List<Station> stations, Station station, String what) throws Exception {
        station.ask(what, Duration.ofMillis(1));
        stations.add(station);
    }
}
