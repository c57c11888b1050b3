package io.multiprocessing.benchmarks.report.goal;

import static io.multiprocessing.benchmarks.report.goal.Bound.number;
import static io.multiprocessing.benchmarks.report.goal.Bound.times;

import java.util.ArrayList;
import java.util.List;

/** What the library wants to be judged by: where users wait, and what they pay. */
final class Goals {
    private static final String FIRST_LINE = "process-first-line";
    private static final String TASK = "task-round-trip";
    private static final String QUEUE_64B = "queue-round-trip-64B";
    private static final String SHAREDMEM = "sharedmem";
    private static final String THREADS = "threads";
    private static final String PYTHON = "python";
    private static final List<String> TRANSPORTS = List.of("pipe", "socket", SHAREDMEM);

    static final List<Goal> ALL = all();

    private Goals() {}

    private static List<Goal> all() {
        List<Goal> goals = new ArrayList<>();
        for (String transport : TRANSPORTS) {
            starts(goals, transport);
        }
        tasks(goals);
        messages(goals);
        locksAndDownloads(goals);
        return List.copyOf(goals);
    }

    private static void starts(List<Goal> goals, String transport) {
        String warm = transport + "-warm";
        goals.add(goal(
                "Warm start to the first line, " + transport,
                FIRST_LINE,
                warm,
                List.of(number(2), times(1, "process-start-join", "python-fork")),
                List.of(number(0.5))));
        goals.add(goal(
                "Cold start to the first line, " + transport,
                FIRST_LINE,
                transport,
                List.of(times(1.6, FIRST_LINE, "jvm")),
                List.of(times(1.2, FIRST_LINE, "jvm"))));
        goals.add(goal(
                "Pool of 2, cold, " + transport,
                "pool-start",
                transport,
                List.of(times(1, "pool-start", "python-spawn")),
                List.of(times(1.3, FIRST_LINE, transport))));
    }

    private static void tasks(List<Goal> goals) {
        goals.add(goal(
                "Empty task there and back, sharedmem",
                TASK,
                SHAREDMEM,
                List.of(times(0.5, TASK, THREADS), times(0.1, TASK, PYTHON), times(0.1, TASK, "pp4j")),
                List.of(number(10))));
        for (String transport : List.of("socket", "pipe")) {
            goals.add(goal(
                    "Empty task there and back, " + transport,
                    TASK,
                    transport,
                    List.of(times(1, TASK, THREADS)),
                    List.of(times(1.2, TASK, transport + "-echo"))));
        }
        goals.add(goal(
                "100,000 tasks by submit, sharedmem",
                "tasks-by-submit",
                SHAREDMEM,
                List.of(times(15, "tasks-by-submit", PYTHON), times(50, "tasks-by-submit", "pp4j")),
                List.of(number(1_000_000))));
        goals.add(goal(
                "1,000,000 numbers mapped, sharedmem",
                "map-numbers",
                SHAREDMEM,
                List.of(times(1, "map-numbers", PYTHON)),
                List.of(number(10_000_000))));
        goals.add(goal(
                "1 MiB there and back, sharedmem",
                "payload-1MiB",
                SHAREDMEM,
                List.of(times(0.05, "payload-1MiB", PYTHON)),
                List.of(times(1 / 0.6, "payload-1MiB", "memcpy"))));
    }

    private static void messages(List<Goal> goals) {
        goals.add(goal(
                "64 B there and back through queues, sharedmem",
                QUEUE_64B,
                SHAREDMEM,
                List.of(times(1, QUEUE_64B, "agrona")),
                List.of(times(0.7, QUEUE_64B, "agrona"))));
        goals.add(goal("Processor use of an idle child, sharedmem", "idle-cpu", SHAREDMEM, List.of(number(1)),
                List.of()));
        goals.add(goal(
                "64 B one way, one producer, sharedmem",
                "queue-one-way-64B",
                SHAREDMEM,
                List.of(times(1, "queue-one-way-64B", "agrona")),
                List.of(times(1.5, "queue-one-way-64B", "agrona"))));
        goals.add(goal(
                "64 B one way, two producers, sharedmem",
                "queue-two-producers-64B",
                SHAREDMEM,
                List.of(times(2, "queue-two-producers-64B", "agrona")),
                List.of()));
        goals.add(goal(
                "1 MiB one way, sharedmem",
                "queue-one-way-1MiB",
                SHAREDMEM,
                List.of(times(0.8, "queue-one-way-1MiB", "memcpy")),
                List.of()));
        for (String kind : List.of("string", "long")) {
            goals.add(goal(
                    "A " + kind + " there and back through queues",
                    "queue-values",
                    SHAREDMEM + "-" + kind,
                    List.of(times(3, "queue-values", SHAREDMEM + "-bytes")),
                    List.of()));
        }
        for (String transport : List.of("pipe", "socket")) {
            goals.add(goal(
                    "64 B there and back through queues, " + transport,
                    QUEUE_64B,
                    transport,
                    List.of(times(1.5, QUEUE_64B, transport + "-echo")),
                    List.of()));
        }
    }

    private static void locksAndDownloads(List<Goal> goals) {
        goals.add(goal(
                "Lock and unlock, nobody else there, sharedmem",
                "lock-uncontended",
                SHAREDMEM,
                List.of(times(3, "lock-uncontended", "reentrant-lock")),
                List.of()));
        goals.add(goal(
                "Lock from process to process, sharedmem",
                "lock-hand-over",
                SHAREDMEM,
                List.of(times(0.2, "lock-hand-over", "file-lock")),
                List.of()));
        goals.add(goal(
                "Parallel download returning bytes, sharedmem",
                "parallel-download-bytes",
                SHAREDMEM,
                List.of(times(1.15, "parallel-download-bytes", THREADS)),
                List.of(times(1.02, "parallel-download-bytes", THREADS))));
    }

    private static Goal goal(String what, String scenario, String variant, List<Bound> atLeast, List<Bound> wish) {
        return new Goal(what, new Goal.Figure(scenario, variant), atLeast, wish);
    }
}
