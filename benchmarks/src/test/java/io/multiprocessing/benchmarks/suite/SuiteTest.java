package io.multiprocessing.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multiprocessing.benchmarks.report.ScenarioResult;
import io.multiprocessing.benchmarks.report.Spread;
import io.multiprocessing.benchmarks.report.VariantResult;
import io.multiprocessing.benchmarks.suite.Scenario.Better;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class SuiteTest {
    private static final int ROUNDS = 3;
    private static final int TURNS = 2;
    private static final Effort EFFORT =
            new Effort("test", ROUNDS, TURNS, TURNS, true, Duration.ofMillis(1), Duration.ofMillis(1),
                    Duration.ofHours(1));

    private final List<String> log = new ArrayList<>();

    @Test
    void everyVariantHasATurnBeforeAnyHasTheNext() throws InterruptedException {
        run(scenario(variant("a", turn -> 1.0), variant("b", turn -> 1.0), variant("peer", turn -> 1.0)));

        log.removeIf(entry -> entry.endsWith(" closed"));
        assertThat(log).hasSize(ROUNDS * TURNS * 3);
        for (int turn = 0; turn < ROUNDS * TURNS; turn++) {
            assertThat(Set.copyOf(log.subList(turn * 3, turn * 3 + 3))).containsExactlyInAnyOrder("a", "b", "peer");
        }
    }

    @Test
    void theOrderWithinATurnChanges() throws InterruptedException {
        run(scenario(variant("a", turn -> 1.0), variant("b", turn -> 1.0), variant("peer", turn -> 1.0)));

        log.removeIf(entry -> entry.endsWith(" closed"));
        Set<List<String>> orders = new HashSet<>();
        for (int turn = 0; turn < ROUNDS * TURNS; turn++) {
            orders.add(log.subList(turn * 3, turn * 3 + 3));
        }
        assertThat(orders.size()).isGreaterThan(1);
    }

    @Test
    void aRatioIsToThePeerInTheSameTurn() throws InterruptedException {
        ScenarioResult result =
                run(scenario(variant("a", turn -> 2.0 * turn), variant("peer", turn -> 1.0 * turn)));

        VariantResult a = result.variants().getFirst();
        assertThat(a.values()).containsExactly(2.0, 4.0, 6.0, 8.0, 10.0, 12.0);
        assertThat(a.ratio()).isEqualTo(new Spread(2, 2, 2));
        assertThat(a.value()).isEqualTo(new Spread(2, 7, 12));
    }

    @Test
    void aVariantThatFailsGetsNoMoreTurnsAndStopsNoOther() throws InterruptedException {
        ScenarioResult result =
                run(scenario(variant("a", turn -> turn == 3 ? Double.NaN : 1.0), variant("peer", turn -> 1.0)));

        VariantResult a = result.variants().getFirst();
        assertThat(a.values()).hasSize(2);
        assertThat(a.failed()).contains("turn 3");
        assertThat(result.variants().getLast().values()).hasSize(ROUNDS * TURNS);
    }

    @Test
    void whatCanNotRunHereIsSkippedWithItsReason() throws InterruptedException {
        Variant missing = new FakeVariant("a", turn -> 1.0) {
            @Override
            public Optional<String> obstacle() {
                return Optional.of("not built");
            }
        };
        ScenarioResult result = run(scenario(missing, variant("peer", turn -> 1.0)));

        assertThat(result.variants().getFirst().skipped()).isEqualTo("not built");
        assertThat(log).contains("a closed").doesNotContain("a");
    }

    @Test
    void allVariantsAreClosed() throws InterruptedException {
        run(scenario(variant("a", turn -> Double.NaN), variant("peer", turn -> 1.0)));

        assertThat(log).endsWith("a closed", "peer closed");
    }

    @Test
    void whatTakesTooLongGetsFewerTurnsButAtLeastOneARound() throws InterruptedException {
        Effort hasty = new Effort(
                "hasty", ROUNDS, 1, 10, true, Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofNanos(12));
        var clock = new AtomicLong();
        Scenario slow = scenario(variant("peer", turn -> 1.0 + clock.getAndAdd(2)));
        ScenarioResult result = new Suite(hasty, new Silence(), clock::get).run(List.of(slow)).getFirst();

        assertThat(result.variants().getFirst().values()).hasSize(6); // 12 ns, of which each turn takes 2

        Scenario slower = scenario(variant("peer", turn -> 1.0 + clock.getAndAdd(100)));
        result = new Suite(hasty, new Silence(), clock::get).run(List.of(slower)).getFirst();

        assertThat(result.variants().getFirst().values()).hasSizeBetween(ROUNDS, 2 * ROUNDS);
    }

    @Test
    void variantsStayOpenUntilTheirRoomIsThrough() throws InterruptedException {
        Scenario first = new Scenario(
                "room", "1", "A test", "ms", Better.LOWER, "peer", List.of(variant("peer", turn -> 1.0)));
        Scenario second = new Scenario(
                "room", "2", "A test", "ms", Better.LOWER, "peer", List.of(variant("peer", turn -> 1.0)));
        Effort once = new Effort("once", 1, 1, 1, true, Duration.ZERO, Duration.ZERO, Duration.ofHours(1));
        new Suite(once, new Silence()).run(List.of(first, second));

        assertThat(log.subList(0, 4)).containsExactly("peer", "peer", "peer closed", "peer closed");
    }

    @Test
    void aScenarioNeedsItsPeer() {
        assertThatThrownBy(() -> scenario(variant("a", turn -> 1.0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("peer");
    }

    private ScenarioResult run(Scenario scenario) throws InterruptedException {
        return new Suite(EFFORT, new Silence()).run(List.of(scenario)).getFirst();
    }

    private static Scenario scenario(Variant... variants) {
        return new Scenario("room", "test", "A test", "ms", Better.LOWER, "peer", List.of(variants));
    }

    private Variant variant(String name, IntFunction<Double> valueOfTurn) {
        return new FakeVariant(name, valueOfTurn);
    }

    private class FakeVariant implements Variant {
        private final String name;
        private final IntFunction<Double> valueOfTurn;
        private int turn;

        FakeVariant(String name, IntFunction<Double> valueOfTurn) {
            this.name = name;
            this.valueOfTurn = valueOfTurn;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Sample measure(Effort effort) throws IOException {
            log.add(name);
            turn++;
            double value = valueOfTurn.apply(turn);
            if (Double.isNaN(value)) {
                throw new IOException("turn " + turn);
            }
            return Sample.single(value);
        }

        @Override
        public void close() {
            log.add(name + " closed");
        }
    }

    private record Silence() implements Progress {
        @Override
        public void skipped(Scenario scenario, Variant variant, String reason) {}

        @Override
        public void measured(int round, Scenario scenario, Variant variant, Sample sample) {}

        @Override
        public void failed(int round, Scenario scenario, Variant variant, Exception failure) {}
    }
}
