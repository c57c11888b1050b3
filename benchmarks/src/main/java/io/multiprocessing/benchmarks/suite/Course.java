package io.multiprocessing.benchmarks.suite;

import io.multiprocessing.benchmarks.report.ScenarioResult;
import java.util.List;
import java.util.Locale;

/** A scenario on its way through the rounds. */
record Course(Scenario scenario, List<Track> tracks) {
    ScenarioResult result() {
        Track peer = tracks.stream()
                .filter(track -> track.variant().name().equals(scenario.peer()))
                .findFirst()
                .orElseThrow();
        return new ScenarioResult(
                scenario.name(),
                scenario.title(),
                scenario.unit(),
                scenario.better().name().toLowerCase(Locale.ROOT),
                scenario.peer(),
                tracks.stream().map(track -> track.result(peer.values())).toList());
    }
}
