package io.multiprocessing.benchmarks.suite;

import io.multiprocessing.benchmarks.report.ScenarioResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;

/**
 * Goes through scenarios, round after round, and lets their variants take turns.
 *
 * <pre>
 *   round 1:  scenario A: pipe threads sharedmem | threads sharedmem pipe | ...  scenario B: ...
 *   round 2:  scenario A: sharedmem pipe threads | ...
 * </pre>
 *
 * <p>Ratios are formed within a turn, so a moment in which the machine is slow moves a turn's figures, hardly its
 * ratios. What is left of the time is shared evenly by the scenarios that are left; so a busy machine costs turns, not
 * minutes.
 */
public final class Suite {
    /** The same in each run: what differs between two runs should be the code. */
    private static final long ORDER_SEED = 5;

    private final Effort effort;
    private final Progress progress;
    private final LongSupplier nanoClock;
    private final Random order = new Random(ORDER_SEED);

    public Suite(Effort effort, Progress progress) {
        this(effort, progress, System::nanoTime);
    }

    Suite(Effort effort, Progress progress, LongSupplier nanoClock) {
        this.effort = effort;
        this.progress = progress;
        this.nanoClock = nanoClock;
    }

    /** Measures all, and closes their variants. A variant that fails gets no more turns and stops no other. */
    public List<ScenarioResult> run(List<Scenario> scenarios) throws InterruptedException {
        List<Course> courses = scenarios.stream().map(this::course).toList();
        long end = nanoClock.getAsLong() + effort.budget().toNanos();
        int visits = courses.size() * effort.rounds();
        try {
            for (int round = 1; round <= effort.rounds(); round++) {
                for (int i = 0; i < courses.size(); i++) {
                    warmUp(round, courses.get(i));
                    long share = (end - nanoClock.getAsLong()) / visits--;
                    visit(round, courses.get(i), share);
                    leaveRoom(courses, i);
                }
            }
            return courses.stream().map(Course::result).toList();
        } finally {
            scenarios.forEach(Suite::close);
        }
    }

    private Course course(Scenario scenario) {
        List<Track> tracks = new ArrayList<>();
        for (Variant variant : scenario.variants()) {
            var track = new Track(variant);
            variant.obstacle().ifPresent(reason -> {
                track.skip(reason);
                progress.skipped(scenario, variant, reason);
            });
            tracks.add(track);
        }
        return new Course(scenario, tracks);
    }

    private void warmUp(int round, Course course) throws InterruptedException {
        for (Track track : course.tracks()) {
            attempt(round, course.scenario(), track, () -> track.variant().warmUp(effort));
        }
    }

    /** As many turns as there is time for. */
    private void visit(int round, Course course, long shareNanos) throws InterruptedException {
        long begin = nanoClock.getAsLong();
        long longest = 0;
        for (int turn = 0; turn < effort.turns(); turn++) {
            long before = nanoClock.getAsLong();
            if (turn >= effort.leastTurns() && before + longest - begin > shareNanos) {
                return;
            }
            takeTurns(round, course);
            longest = Math.max(longest, nanoClock.getAsLong() - before);
        }
    }

    private void takeTurns(int round, Course course) throws InterruptedException {
        List<Track> shuffled = new ArrayList<>(course.tracks());
        Collections.shuffle(shuffled, order);
        for (Track track : shuffled) {
            attempt(round, course.scenario(), track, () -> {
                Sample sample = track.variant().measure(effort);
                track.add(sample);
                progress.measured(round, course.scenario(), track.variant(), sample);
            });
        }
    }

    /** Something that a variant does. */
    private interface Step {
        void run() throws Exception;
    }

    private void attempt(int round, Scenario scenario, Track track, Step step) throws InterruptedException {
        if (!track.goesOn()) {
            return;
        }
        try {
            step.run();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            track.fail(e);
            progress.failed(round, scenario, track.variant(), e);
        }
    }

    private static void leaveRoom(List<Course> courses, int index) {
        String room = courses.get(index).scenario().room();
        if (index + 1 == courses.size() || !courses.get(index + 1).scenario().room().equals(room)) {
            courses.stream()
                    .map(Course::scenario)
                    .filter(scenario -> scenario.room().equals(room))
                    .forEach(Suite::close);
        }
    }

    private static void close(Scenario scenario) {
        scenario.variants().forEach(Variant::close);
    }
}
