package io.multiprocessing.benchmarks.station;

import java.util.List;

/**
 * What one request to a station found, in the unit of the request.
 *
 * @param median the middle of what was measured, or the one thing that was
 * @param tail the 99th percentile; not a number when one thing was measured
 * @param operations how many operations were measured
 */
public record Measurement(double median, double tail, long operations) {
    private static final int FIGURES = 3;

    public static Measurement single(double value) {
        return new Measurement(value, Double.NaN, 1);
    }

    /** A rate, of so many operations together. */
    public static Measurement rate(double value, long operations) {
        return new Measurement(value, Double.NaN, operations);
    }

    /** As a station answers it. */
    String toLine() {
        return median + " " + tail + " " + operations;
    }

    static Measurement parse(String line) {
        List<String> figures = List.of(line.strip().split(" "));
        if (figures.size() != FIGURES) {
            throw new IllegalArgumentException("Not median, tail and operations: " + line);
        }
        return new Measurement(
                number(figures.get(0)), number(figures.get(1)), Long.parseLong(figures.get(2)));
    }

    /** Python writes {@code nan}. */
    private static double number(String text) {
        return text.equalsIgnoreCase("nan") ? Double.NaN : Double.parseDouble(text);
    }
}
