package io.multiprocessing.benchmarks.suite;

import io.multiprocessing.benchmarks.report.Figures;
import io.multiprocessing.benchmarks.report.ScenarioResult;
import io.multiprocessing.benchmarks.report.VariantResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Goes through scenarios, round after round, and lets their variants take turns.
 *
 * <pre>
 *   round 1:  scenario A: pipe threads sharedmem | threads sharedmem pipe | ...  scenario B: ...
 *   round 2:  scenario A: sharedmem pipe threads | ...
 * </pre>
 *
 * <p>Ratios are formed within a turn, so a minute in which the machine is slow moves a turn's figures, hardly its ratios.
 */
public final class Suite {
    /** The same in each run: what differs between two runs should be the code. */
    private static final long ORDER_SEED = 5;

    private final Effort effort;
    private final Progress progress;
    private final Random order = new Random(ORDER_SEED);

    public Suite(Effort effort, Progress progress) {
        this.effort = effort;
        this.progress = progress;
    }

    /** Measures all, and closes their variants. A variant that fails gets no more turns and stops no other. */
    public List<ScenarioResult> run(List<Scenario> scenarios) throws InterruptedException {
        List<Course> courses = scenarios.stream().map(this::course).toList();
        try {
            for (int round = 1; round <= effort.rounds(); round++) {
                for (Course course : courses) {
                    for (int turn = 0; turn < effort.turns(course.scenario); turn++) {
                        takeTurns(round, course);
                    }
                }
            }
            return courses.stream().map(Course::result).toList();
        } finally {
            scenarios.forEach(scenario -> scenario.variants().forEach(Variant::close));
        }
    }

    private Course course(Scenario scenario) {
        List<Track> tracks = new ArrayList<>();
        for (Variant variant : scenario.variants()) {
            var track = new Track(variant);
            variant.obstacle().ifPresent(reason -> {
                track.skipped = reason;
                progress.skipped(scenario, variant, reason);
            });
            tracks.add(track);
        }
        return new Course(scenario, tracks);
    }

    private void takeTurns(int round, Course course) throws InterruptedException {
        List<Track> shuffled = new ArrayList<>(course.tracks);
        Collections.shuffle(shuffled, order);
        for (Track track : shuffled) {
            if (track.skipped == null && track.failed == null) {
                takeTurn(round, course.scenario, track);
            }
        }
    }

    private void takeTurn(int round, Scenario scenario, Track track) throws InterruptedException {
        try {
            Sample sample = track.variant.measure(effort);
            track.add(sample);
            progress.measured(round, scenario, track.variant, sample);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            track.failed = e.toString();
            progress.failed(round, scenario, track.variant, e);
        }
    }

    /** A scenario on its way through the rounds. */
    private record Course(Scenario scenario, List<Track> tracks) {
        ScenarioResult result() {
            List<Double> peers = tracks.stream()
                    .filter(track -> track.variant.name().equals(scenario.peer()))
                    .findFirst()
                    .orElseThrow().values;
            return new ScenarioResult(
                    scenario.name(),
                    scenario.title(),
                    scenario.unit(),
                    scenario.better().name().toLowerCase(Locale.ROOT),
                    scenario.peer(),
                    tracks.stream().map(track -> track.result(peers)).toList());
        }
    }

    /** A variant on its way through the rounds. */
    private static final class Track {
        final Variant variant;
        final List<Double> values = new ArrayList<>();
        final List<Double> tails = new ArrayList<>();
        @Nullable String skipped;
        @Nullable String failed;

        Track(Variant variant) {
            this.variant = variant;
        }

        void add(Sample sample) {
            values.add(Figures.rounded(sample.median()));
            if (sample.tail() != null) {
                tails.add(Figures.rounded(sample.tail()));
            }
        }

        VariantResult result(List<Double> peers) {
            return skipped != null
                    ? VariantResult.skipped(variant.name(), skipped)
                    : VariantResult.measured(variant.name(), values, tails, peers, failed);
        }
    }
}
