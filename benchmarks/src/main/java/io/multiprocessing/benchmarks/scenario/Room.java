package io.multiprocessing.benchmarks.scenario;

import io.multiprocessing.benchmarks.station.JavaStation;
import io.multiprocessing.benchmarks.station.LocalStation;
import io.multiprocessing.benchmarks.station.Python;
import io.multiprocessing.benchmarks.station.Settings;
import io.multiprocessing.benchmarks.station.Subject;
import io.multiprocessing.benchmarks.suite.Effort;
import io.multiprocessing.benchmarks.suite.Scenario;
import io.multiprocessing.benchmarks.suite.Scenario.Better;
import io.multiprocessing.benchmarks.suite.Variant;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Scenarios that are measured one after the other by the same stations: what differs between the scenarios is what the
 * stations are asked.
 */
final class Room {
    private final String name;
    private final Map<String, SharedStation> stations = new LinkedHashMap<>();
    private final Map<String, Supplier<Optional<String>>> obstacles = new LinkedHashMap<>();
    private final List<Scenario> scenarios = new ArrayList<>();

    /** What a subject is told beside its variant's name. */
    interface Details {
        Settings of(Settings settings, Effort effort) throws IOException;
    }

    Room(String name) {
        this.name = name;
    }

    /** Adds a station of this room for each of these variants. */
    Room stations(Class<? extends Subject> type, Details details, List<String> variants) {
        for (String variant : variants) {
            Settings settings = Settings.of(variant);
            add(variant, () -> Transports.obstacleOf(variant), effort -> {
                Settings all = details.of(settings, effort);
                return effort.counts() ? JavaStation.of(type, all) : new LocalStation(type, all);
            });
        }
        return this;
    }

    Room python(String variant) {
        add(variant, Python::obstacle, _ -> new Python(variant));
        return this;
    }

    private void add(String variant, Supplier<Optional<String>> obstacle, SharedStation.Starter starter) {
        stations.put(variant, new SharedStation(starter));
        obstacles.put(variant, obstacle);
    }

    /**
     * Adds a scenario.
     *
     * @param scenario its name, which is also what stations are asked
     * @param variants those that take part, the peer first
     */
    Room scenario(String scenario, String title, String unit, Better better, List<String> variants) {
        return scenario(scenario, title, unit, better, variants, List.of());
    }

    /** As the other, with variants that are not measured by stations. */
    Room scenario(
            String scenario,
            String title,
            String unit,
            Better better,
            List<String> variants,
            List<? extends Variant> others) {
        List<Variant> all = new ArrayList<>(others);
        for (String variant : variants) {
            SharedStation station = stations.get(variant);
            Supplier<Optional<String>> obstacle = obstacles.get(variant);
            if (station == null || obstacle == null) {
                throw new IllegalArgumentException("Room " + name + " has no station \"" + variant + "\"");
            }
            all.add(new StationVariant(variant, scenario, station, obstacle));
        }
        scenarios.add(new Scenario(name, scenario, title, unit, better, all.getFirst().name(), all));
        return this;
    }

    List<Scenario> scenarios() {
        return List.copyOf(scenarios);
    }
}
