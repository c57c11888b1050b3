package io.multiprocessing.examples.download.show;

import io.multiprocessing.examples.download.fetch.FetchResult;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Sizes, times and speeds for people. */
public final class Figures {
    private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB");

    private Figures() {}

    /** {@code 700.0 MiB}. */
    public static String size(long bytes) {
        int unit = unitOf(bytes);
        return inUnit(bytes, unit) + " " + UNITS.get(unit);
    }

    /** {@code 12.3/700.0 MiB}, or {@code 12.3 MiB} when the total is unknown. */
    static String sizes(long done, long total) {
        if (total < 0) {
            return size(done);
        }
        int unit = unitOf(total);
        return inUnit(done, unit) + "/" + inUnit(total, unit) + " " + UNITS.get(unit);
    }

    /** {@code 12.3 s} or {@code 3:05 min} or {@code 2:03:05 h}. */
    public static String time(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        }
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d min", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d h", seconds / 3600, seconds % 3600 / 60, seconds % 60);
    }

    /** {@code 56.9 MiB/s}. */
    static String speed(double bytesPerSecond) {
        return size((long) bytesPerSecond) + "/s";
    }

    /** {@code 700.0 MiB in 12.3 s (56.9 MiB/s)}, and where an earlier run had got to. */
    static String summary(FetchResult result) {
        Duration time = Duration.ofMillis(result.millis());
        double speed = (result.bytes() - result.resumedFrom()) * 1000.0 / Math.max(1, result.millis());
        String resumed = result.resumedFrom() == 0 ? "" : ", resumed at " + size(result.resumedFrom());
        return size(result.bytes()) + " in " + time(time) + " (" + speed(speed) + resumed + ")";
    }

    private static int unitOf(long bytes) {
        int unit = 0;
        for (long rest = bytes; rest >= 1024 && unit < UNITS.size() - 1; rest /= 1024) {
            unit++;
        }
        return unit;
    }

    private static String inUnit(long bytes, int unit) {
        return unit == 0 ? String.valueOf(bytes) : String.format(Locale.ROOT, "%.1f", bytes / Math.pow(1024, unit));
    }
}
