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
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class SuiteTest {
    private static final int ROUNDS = 3;
    private static final int TURNS = 2;
    private static final Effort EFFORT =
            new Effort("test", ROUNDS, true, Duration.ofMillis(1), 1, Duration.ofMillis(1));

    private final List<String> log = new ArrayList<>();

    @Test
    void everyVariantHasATurnBeforeAnyHasTheNext() throws InterruptedException {
        run(scenario(variant("a", turn -> 1.0), variant("b", turn -> 1.0), variant("peer", turn -> 1.0)));

        assertThat(log).hasSize(ROUNDS * TURNS * 3 + 3);
        for (int turn = 0; turn < ROUNDS * TURNS; turn++) {
            assertThat(Set.copyOf(log.subList(turn * 3, turn * 3 + 3))).containsExactlyInAnyOrder("a", "b", "peer");
        }
    }

    @Test
    void theOrderWithinATurnChanges() throws InterruptedException {
        run(scenario(variant("a", turn -> 1.0), variant("b", turn -> 1.0), variant("peer", turn -> 1.0)));

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
        assertThat(log).containsOnlyOnce("a closed").doesNotContain("a");
    }

    @Test
    void allVariantsAreClosed() throws InterruptedException {
        run(scenario(variant("a", turn -> Double.NaN), variant("peer", turn -> 1.0)));

        assertThat(log).endsWith("a closed", "peer closed");
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
        return new Scenario("test", "A test", "ms", Better.LOWER, "peer", TURNS, List.of(variants));
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
