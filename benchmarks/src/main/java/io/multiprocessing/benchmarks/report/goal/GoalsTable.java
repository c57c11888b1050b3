package io.multiprocessing.benchmarks.report.goal;

import io.multiprocessing.benchmarks.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The goals beside what a report says of them, as Markdown. */
public final class GoalsTable {
    private GoalsTable() {}

    /** Goals of which the report knows nothing are left out; nothing at all when it knows of none. */
    public static String of(Report report) {
        var rows = new StringBuilder();
        for (Goal goal : Goals.ALL) {
            List<Verdict> atLeast = verdicts(report, goal, goal.atLeast());
            List<Verdict> wish = verdicts(report, goal, goal.wish());
            if (!atLeast.isEmpty() || !wish.isEmpty()) {
                rows.append("| " + goal.what() + " | " + cell(atLeast) + " | " + cell(wish) + " |\n");
            }
        }
        return rows.isEmpty() ? "" : """

                | What should be | At least | Goal |
                |---|---|---|
                """ + rows;
    }

    private static List<Verdict> verdicts(Report report, Goal goal, List<Bound> bounds) {
        List<Verdict> verdicts = new ArrayList<>();
        for (Bound bound : bounds) {
            Optional<Verdict> verdict = bound.of(report, goal.figure());
            verdict.ifPresent(verdicts::add);
        }
        return verdicts;
    }

    private static String cell(List<Verdict> verdicts) {
        return String.join("<br>", verdicts.stream().map(Verdict::text).toList());
    }
}
