package io.multiprocessing.examples.download.demo;

import java.time.Duration;
import java.util.List;

/**
 * Files to download, and by how many at a time.
 *
 * @param title says it in words
 */
record Scenario(String title, List<DemoFile> files, int workers) {
    /** How long it takes if nothing but the sending takes time: the best way to deal the files out to the workers. */
    Duration ideal() {
        return Duration.ofMillis(bestPacking(0, new long[workers]));
    }

    /** One after the other. */
    Duration sum() {
        return files.stream().map(DemoFile::duration).reduce(Duration.ZERO, Duration::plus);
    }

    private long bestPacking(int file, long[] loads) {
        if (file == files.size()) {
            long longest = 0;
            for (long load : loads) {
                longest = Math.max(longest, load);
            }
            return longest;
        }
        long best = Long.MAX_VALUE;
        long millis = files.get(file).duration().toMillis();
        for (int worker = 0; worker < loads.length; worker++) {
            loads[worker] += millis;
            best = Math.min(best, bestPacking(file + 1, loads));
            loads[worker] -= millis;
        }
        return best;
    }
}
