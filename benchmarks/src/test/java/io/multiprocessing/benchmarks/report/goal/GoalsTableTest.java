package io.multiprocessing.benchmarks.report.goal;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.benchmarks.report.Circumstances;
import io.multiprocessing.benchmarks.report.Report;
import io.multiprocessing.benchmarks.report.ScenarioResult;
import io.multiprocessing.benchmarks.report.VariantResult;
import io.multiprocessing.benchmarks.scenario.Catalog;
import io.multiprocessing.benchmarks.suite.Effort;
import io.multiprocessing.benchmarks.suite.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GoalsTableTest {
    @Test
    void saysWhatIsMetAndByHowMuchTheRestIsMissed() {
        String table = GoalsTable.of(report(scenario("task-round-trip", "lower",
                variant("sharedmem", 8.0, 12.0), variant("threads", 40.0, 40.0), variant("python", 50.0, 50.0))));

        assertThat(table).contains("≤ 0.500 × threads: 0.250 (0.200–0.300), met")
                .contains("≤ 0.100 × python: 0.200 (0.160–0.240), **missed by 2.00 ×**")
                .contains("≤ 10.0 µs: 10.0 (8.00–12.0), met, turns differ")
                .doesNotContain("pp4j");
    }

    @Test
    void moreIsBetterWhereTheScenarioSaysSo() {
        String table = GoalsTable.of(report(scenario("tasks-by-submit", "higher",
                variant("sharedmem", 500_000.0), variant("python", 20_000.0))));

        assertThat(table).contains("≥ 15.0 × python: 25.0, met").contains("**missed by 2.00 ×**");
    }

    @Test
    void figuresOfTwoScenariosCompareByTheirMedians() {
        String table = GoalsTable.of(report(
                scenario("pool-start", "lower", variant("pipe", 120.0)),
                scenario("process-first-line", "lower", variant("pipe", 80.0), variant("jvm", 50.0))));

        assertThat(table).contains("≤ 1.30 × pipe (process-first-line): 1.50, **missed by 1.15 ×**");
    }

    @Test
    void aReportWithoutSuchFiguresMakesNoTable() {
        assertThat(GoalsTable.of(report())).isEmpty();
    }

    @Test
    void everyGoalIsAboutSomethingThatIsMeasured() {
        try (var catalog = new Catalog(Effort.QUICK)) {
            Set<Goal.Figure> measured = catalog.scenarios()
                    .stream()
                    .flatMap(GoalsTableTest::figures)
                    .collect(Collectors.toSet());
            assertThat(Goals.ALL)
                    .flatExtracting(GoalsTableTest::figures)
                    .filteredOn(figure -> !figure.variant().endsWith("-warm"))
                    .isSubsetOf(measured);
        }
    }

    private static Stream<Goal.Figure> figures(Scenario scenario) {
        return scenario.variants().stream().map(variant -> new Goal.Figure(scenario.name(), variant.name()));
    }

    private static List<Goal.Figure> figures(Goal goal) {
        List<Goal.Figure> figures = new ArrayList<>(List.of(goal.figure()));
        Stream.concat(goal.atLeast().stream(), goal.wish().stream())
                .map(Bound::other)
                .filter(other -> other != null)
                .forEach(figures::add);
        return figures;
    }

    private static VariantResult variant(String name, Double... values) {
        return VariantResult.measured(name, List.of(values), List.of(), List.of(), List.of(), null);
    }

    private static ScenarioResult scenario(String name, String better, VariantResult... variants) {
        return new ScenarioResult(
                name, "A title", better.equals("lower") ? "µs" : "tasks/s", better, "threads", List.of(variants));
    }

    private static Report report(ScenarioResult... scenarios) {
        var nowhere = new Circumstances("", "", "", "", "", 1, 1, 0);
        return new Report(Report.SCHEMA, "test", 1, nowhere, List.of(scenarios));
    }
}
