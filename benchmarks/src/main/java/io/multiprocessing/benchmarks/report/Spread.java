package io.multiprocessing.benchmarks.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The least, the middle and the greatest of some figures. */
public record Spread(double min, double median, double max) {
    /** Null of no figures. Of an even number, the median is the mean of the middle two. */
    public static @Nullable Spread of(List<Double> figures) {
        if (figures.isEmpty()) {
            return null;
        }
        List<Double> sorted = figures.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1
                ? sorted.get(middle)
                : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(sorted.getFirst(), Figures.rounded(median), sorted.getLast());
    }
}
