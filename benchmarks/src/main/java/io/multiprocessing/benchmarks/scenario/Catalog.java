package io.multiprocessing.benchmarks.scenario;

import io.multiprocessing.benchmarks.scenario.download.DownloadSubject;
import io.multiprocessing.benchmarks.scenario.download.Origin;
import io.multiprocessing.benchmarks.scenario.footprint.FootprintSubject;
import io.multiprocessing.benchmarks.scenario.lock.HandOverSubject;
import io.multiprocessing.benchmarks.scenario.lock.LockUncontended;
import io.multiprocessing.benchmarks.scenario.pool.PoolSubject;
import io.multiprocessing.benchmarks.scenario.queue.CopySubject;
import io.multiprocessing.benchmarks.scenario.queue.QueueSubject;
import io.multiprocessing.benchmarks.scenario.queue.ValuesSubject;
import io.multiprocessing.benchmarks.scenario.start.StartSubject;
import io.multiprocessing.benchmarks.station.Settings;
import io.multiprocessing.benchmarks.suite.Effort;
import io.multiprocessing.benchmarks.suite.Scenario;
import io.multiprocessing.benchmarks.suite.Scenario.Better;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All scenarios, and the server of the downloads, which is started when first needed. */
public final class Catalog implements AutoCloseable {
    private static final String PYTHON = "python";
    private static final String FUTURES = "python-futures";
    private static final String THREADS = "threads";
    private static final String MEMCPY = "memcpy";
    private static final List<String> PYTHON_STARTS = List.of("python-fork", "python-forkserver", "python-spawn");
    private static final List<String> ECHOES = List.of("pipe-echo", "socket-echo");
    private static final List<String> SIZES = List.of("64B", "4KiB", "1MiB");

    private final Effort effort;
    private @Nullable Origin origin;

    /** @param effort with a smaller one, crowds are smaller */
    public Catalog(Effort effort) {
        this.effort = effort;
    }

    /** In the order in which they are measured and shown. */
    public List<Scenario> scenarios() {
        return Stream.of(start(), pool(), queue(), values(), lock(), download(), footprint(), crowd())
                .flatMap(room -> room.scenarios().stream())
                .toList();
    }

    private Room start() {
        List<String> processes = join(List.of("jvm"), Transports.ALL);
        List<String> warm = Transports.ALL.stream().map(transport -> transport + StartSubject.WARM).toList();
        Room room = new Room("start").stations(StartSubject.class, (settings, _) -> settings, join(processes, warm));
        PYTHON_STARTS.forEach(room::python);
        List<String> all = Stream.of(processes, warm, PYTHON_STARTS).flatMap(List::stream).toList();
        int crowd = crowdSize();
        return room
                .scenario("process-first-line", "Start of a process to its first line", "ms", Better.LOWER, all)
                .scenario("process-start-join", "Start and join of a process", "ms", Better.LOWER, all)
                .scenario("pool-start", "Pool of 2 until both have worked", "ms", Better.LOWER, all)
                .scenario(
                        "growth-" + crowd,
                        "Pool of " + crowd + " until all have worked",
                        "ms",
                        Better.LOWER,
                        join(processes, List.of("python-spawn")));
    }

    private Room pool() {
        List<String> peers = List.of(THREADS, "pp4j");
        Room room = new Room("pool")
                .stations(PoolSubject.class, Catalog::withWorkers, join(peers, Transports.ALL))
                .stations(QueueSubject.class, (settings, _) -> settings, ECHOES)
                .stations(CopySubject.class, (settings, _) -> settings, List.of(MEMCPY))
                .python(PYTHON)
                .python(FUTURES);
        List<String> pools = Stream.of(peers, Transports.ALL, List.of(PYTHON, FUTURES)).flatMap(List::stream).toList();
        List<String> maps = pools.stream().filter(variant -> !variant.equals("pp4j")).toList();
        return room
                .scenario(
                        "task-round-trip", "Empty task there and back", "µs", Better.LOWER, join(pools, ECHOES))
                .scenario("tasks-by-submit", "Up to 100,000 empty tasks by submit", "tasks/s", Better.HIGHER, pools)
                .scenario("tasks-by-map", "Up to 100,000 items mapped to themselves", "items/s", Better.HIGHER, maps)
                .scenario("map-numbers", "Up to 1,000,000 numbers mapped", "items/s", Better.HIGHER, maps)
                .scenario(
                        "payload-1MiB",
                        "Task with 1 MiB there and back",
                        "ms",
                        Better.LOWER,
                        join(List.of(MEMCPY), pools))
                .scenario(
                        "payload-64MiB",
                        "Task with 64 MiB there and back",
                        "ms",
                        Better.LOWER,
                        join(List.of(MEMCPY), maps));
    }

    private Room queue() {
        List<String> spinning = List.of("agrona", "aeron");
        List<String> lines = Stream.of(spinning, List.of(THREADS), Transports.ALL).flatMap(List::stream).toList();
        Room room = new Room("queue")
                .stations(QueueSubject.class, (settings, _) -> settings, join(lines, ECHOES))
                .stations(CopySubject.class, (settings, _) -> settings, List.of(MEMCPY))
                .python(PYTHON);
        List<String> single = Stream.of(lines, ECHOES, List.of(PYTHON)).flatMap(List::stream).toList();
        List<String> several = join(lines, List.of(PYTHON));
        for (String size : SIZES) {
            List<String> copies = size.endsWith("MiB") ? List.of(MEMCPY) : List.of();
            room.scenario(
                    "queue-round-trip-" + size,
                    spaced(size) + " there and back through queues",
                    "µs",
                    Better.LOWER,
                    join(copies, single));
            room.scenario(
                    "queue-one-way-" + size,
                    spaced(size) + " one way, one producer",
                    "messages/s",
                    Better.HIGHER,
                    join(copies, single));
            room.scenario(
                    "queue-two-producers-" + size,
                    spaced(size) + " one way, two producers",
                    "messages/s",
                    Better.HIGHER,
                    several);
        }
        return room.scenario(
                "pipe-round-trip-64B",
                "64 B there and back through a pipe (agrona, aeron: two rings)",
                "µs",
                Better.LOWER,
                Stream.of(spinning, Transports.ALL, ECHOES, List.of(PYTHON)).flatMap(List::stream).toList());
    }

    private Room values() {
        List<String> kinds = Stream.of("bytes", "long", "string", "record", "list")
                .map(kind -> Transports.FLAGSHIP + "-" + kind)
                .toList();
        List<String> pythons = List.of("python-bytes", "python-long", "python-list");
        Room room = new Room("values").stations(ValuesSubject.class, (settings, _) -> settings, kinds);
        pythons.forEach(room::python);
        return room.scenario(
                "queue-values",
                "Values there and back through queues (list: of 1,000 records)",
                "µs",
                Better.LOWER,
                join(kinds, pythons));
    }

    private Room lock() {
        List<String> variants = join(List.of(LockUncontended.FILE_LOCK, THREADS), Transports.ALL);
        List<JmhVariant> alone = Stream.of(
                List.of(LockUncontended.REENTRANT_LOCK), Transports.ALL, List.of(LockUncontended.FILE_LOCK))
                .flatMap(List::stream)
                .map(variant -> new JmhVariant(variant, LockUncontended.class))
                .toList();
        return new Room("lock")
                .stations(HandOverSubject.class, (settings, _) -> settings, variants)
                .scenario(
                        "lock-uncontended",
                        "Lock and unlock, nobody else there",
                        "ns",
                        Better.LOWER,
                        List.of(),
                        alone)
                .scenario(
                        "lock-hand-over", "Lock from one who has it to one who waits", "µs", Better.LOWER, variants);
    }

    private Room download() {
        List<String> crews = Stream.concat(Stream.of(THREADS, "sequential"), Transports.ALL.stream()).toList();
        Room room = new Room("download").stations(DownloadSubject.class, this::withOrigin, crews);
        for (String result : List.of("bytes", "digest", "path", "region")) {
            room.scenario(
                    "parallel-download-" + result,
                    "Download of 16 MiB in 20 files, each returned as its " + result,
                    "ms",
                    Better.LOWER,
                    crews);
        }
        return room;
    }

    private Room footprint() {
        List<String> variants = Stream.concat(Stream.of("jvm", "pp4j"), Transports.ALL.stream()).toList();
        List<String> all = join(variants, List.of(PYTHON));
        return new Room("footprint")
                .stations(FootprintSubject.class, Catalog::withWorkers, variants)
                .python(PYTHON)
                .scenario("memory-per-worker", "Memory of an idle worker", "MiB", Better.LOWER, all)
                .scenario(
                        "idle-cpu",
                        "Processor use of a child that is idle (in a pool, or waiting at a queue)",
                        "%",
                        Better.LOWER,
                        all);
    }

    private Room crowd() {
        List<String> variants = join(List.of("jvm"), Transports.ALL);
        return new Room("crowd")
                .stations(
                        FootprintSubject.class,
                        (settings, _) -> settings.with("workers", Integer.toString(crowdSize())),
                        variants)
                .scenario(
                        "threads-of-parent",
                        "Threads of a parent with " + crowdSize() + " idle workers",
                        "threads",
                        Better.LOWER,
                        variants);
    }

    private int crowdSize() {
        if (!effort.counts()) {
            return 1;
        }
        return effort.rounds() > 1 ? 64 : 8;
    }

    private static Settings withWorkers(Settings settings, Effort effort) {
        int workers = effort.counts() ? Math.max(2, Runtime.getRuntime().availableProcessors()) : 1;
        return settings.with("workers", Integer.toString(workers));
    }

    private Settings withOrigin(Settings settings, Effort effort) throws IOException {
        if (origin == null) {
            origin = Origin.start();
        }
        return withWorkers(settings, effort)
                .with("origin", origin.address())
                .with("files", effort.counts() ? "20" : "3");
    }

    private static String spaced(String size) {
        return size.replaceFirst("(\\d+)", "$1 ");
    }

    private static List<String> join(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    @Override
    public void close() {
        if (origin != null) {
            origin.close();
        }
    }
}
