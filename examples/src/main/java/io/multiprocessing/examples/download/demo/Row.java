package io.multiprocessing.examples.download.demo;

import io.multiprocessing.examples.server.SlowServer.Sending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * One line of a table.
 *
 * @param label which way of downloading it was
 * @param times how long it took
 * @param ideal how long it would take if nothing but the sending took time
 * @param waves how many files were sent at once, then at once, and so on
 * @param verified whether all arrived as they were sent
 */
record Row(String label, Downloaders.Times times, Duration ideal, List<Integer> waves, boolean verified) {
    static final String HEADING = "               start    download   / ideal   files sent            checksums";

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "  %-11s %5.2f s     %5.2f s     %5.2f   %-20s  %s",
                label,
                seconds(times.start()),
                seconds(times.download()),
                times.download().toNanos() / (double) ideal.toNanos(),
                order(),
                verified ? "ok" : "WRONG");
    }

    private String order() {
        if (waves.size() > 1 && waves.stream().allMatch(wave -> wave == 1)) {
            return "one by one";
        }
        List<String> words = waves.stream().map(String::valueOf).toList();
        return words.isEmpty() ? "none" : words.size() == 1 ? words.getFirst() + " at once"
                : String.join(", then ", words);
    }

    /** Groups what was sent at the same time: a wave ends with the first of its files. */
    static List<Integer> waves(List<Sending> sendings) {
        List<Sending> byStart = new ArrayList<>(sendings);
        byStart.sort(Comparator.comparingLong(Sending::startNanos));
        List<Integer> waves = new ArrayList<>();
        int first = 0;
        while (first < byStart.size()) {
            long firstEnd = Long.MAX_VALUE;
            int next = first;
            while (next < byStart.size() && byStart.get(next).startNanos() < firstEnd) {
                firstEnd = Math.min(firstEnd, byStart.get(next).endNanos());
                next++;
            }
            waves.add(next - first);
            first = next;
        }
        return waves;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
