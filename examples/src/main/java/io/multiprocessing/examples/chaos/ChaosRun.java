package io.multiprocessing.examples.chaos;

import io.multiprocessing.Multiprocessing;
import io.multiprocessing.ProcessPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/** One run: a family, a pool under load, and somebody who kills its workers. */
final class ChaosRun {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MANY = 1_000_000;

    private final ChaosSettings settings;

    ChaosRun(ChaosSettings settings) {
        this.settings = settings;
    }

    ChaosReport run() throws IOException, InterruptedException {
        warmUp();
        Path directory = Files.createTempDirectory("chaos");
        Path ledger = directory.resolve("ledger");
        try {
            Traces before = Traces.now();
            return run(ledger, before);
        } finally {
            Files.deleteIfExists(ledger);
            Files.delete(directory);
        }
    }

    private ChaosReport run(Path ledger, Traces before) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        String mark = "-Dchaos.run=" + UUID.randomUUID();
        Hits hits = new Hits();
        Assailant assailant = new Assailant(settings, mark, hits);
        long tasks;
        int done;
        int unfenced;
        Audit audit;
        try (Multiprocessing mp = family(mark); ProcessPool pool = pool(mp)) {
            try (Load load = new Load(pool, ledger, hits, settings.seed())) {
                assailant.run(pool, load);
                unfenced = assailant.awaitFenced(PATIENCE);
                load.finish(PATIENCE);
                tasks = load.submitted();
                var fates = load.fates();
                done = fates.size();
                audit = new Audit(fates, Ledger.read(ledger), hits);
            }
            // Close would wait for what is unresolved.
            pool.shutdownNow();
        }
        return new ChaosReport(
                settings,
                Duration.ofNanos(System.nanoTime() - begin),
                tasks,
                tasks - done,
                unfenced,
                audit,
                hits,
                assailant,
                leftSince(before));
    }

    /** What a process keeps for its next family is there when it has had one. */
    private void warmUp() throws InterruptedException {
        try (Multiprocessing mp = family("-Dchaos.warmup=true"); ProcessPool pool = pool(mp)) {
            pool.submit(() -> "warm").join();
        }
    }

    private Multiprocessing family(String argument) {
        return Multiprocessing.builder()
                .transport(settings.transport())
                .livenessGrace(settings.livenessGrace())
                .jvmArgs("-XX:TieredStopAtLevel=1", "-Xmx64m", argument)
                .open();
    }

    /** Nobody could tell so many random deaths from a crash loop. */
    private ProcessPool pool(Multiprocessing mp) {
        return mp.poolBuilder().workers(settings.workers()).restartIntensity(MANY, Duration.ofSeconds(1)).build();
    }

    /** What is going may take a moment to be gone. */
    private static Set<String> leftSince(Traces before) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        Set<String> left = Traces.now().since(before);
        while (!left.isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(50);
            left = Traces.now().since(before);
        }
        return left;
    }
}
