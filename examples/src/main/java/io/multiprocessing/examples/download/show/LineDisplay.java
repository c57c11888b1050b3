package io.multiprocessing.examples.download.show;

import io.multiprocessing.examples.download.fetch.FetchProgress;
import io.multiprocessing.examples.download.fetch.FetchResult;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;

/** A line when a file begins, passes a quarter of its size, has to be tried again, and ends. */
public final class LineDisplay implements ProgressDisplay {
    private static final int QUARTERS = 4;

    private final PrintStream out;
    private final int count;
    private final Map<Integer, File> files = new HashMap<>();

    private static final class File {
        private final SpeedMeter speed;
        private long quarter = -1;

        File(long done) {
            this.speed = new SpeedMeter(done, System.nanoTime());
        }
    }

    /** @param count the number of downloads */
    public LineDisplay(PrintStream out, int count) {
        this.out = out;
        this.count = count;
    }

    @Override
    public void progressed(FetchProgress progress) {
        switch (progress.phase()) {
            case STARTED -> {
                String resumed = progress.done() == 0 ? "" : ", has " + Figures.size(progress.done());
                line(progress.index(), progress.name() + ": started" + resumed);
            }
            case RECEIVING -> received(progress);
            case RETRYING -> line(progress.index(), progress.name() + ": " + progress.detail());
            case CHECKING -> {
                // Takes a moment only.
            }
        }
    }

    private void received(FetchProgress progress) {
        File file = files.computeIfAbsent(progress.index(), index -> new File(progress.done()));
        file.speed.reached(progress.done(), System.nanoTime());
        if (progress.total() <= 0) {
            return;
        }
        long quarter = progress.done() * QUARTERS / progress.total();
        boolean first = file.quarter < 0;
        if (quarter > file.quarter) {
            file.quarter = quarter;
            if (!first && quarter < QUARTERS) {
                String left = file.speed.timeFor(progress.total() - progress.done())
                        .map(time -> ", " + Figures.time(time) + " left")
                        .orElse("");
                line(progress.index(), progress.name() + ": " + quarter * 100 / QUARTERS + " % of "
                        + Figures.size(progress.total()) + speed(file.speed.bytesPerSecond()) + left);
            }
        }
    }

    private static String speed(double bytesPerSecond) {
        return bytesPerSecond < 0 ? "" : ", " + Figures.speed(bytesPerSecond);
    }

    @Override
    public void saved(FetchResult result) {
        String end = result.skipped() ? "is there already" : "saved, " + Figures.summary(result);
        line(result.index(), result.name() + ": " + end);
    }

    @Override
    public void failed(int index, String url, String reason) {
        line(index, "failed: " + url + ": " + reason);
    }

    private void line(int index, String text) {
        out.println("[" + (index + 1) + "/" + count + "] " + text);
    }

    @Override
    public void close() {
        out.flush();
    }
}
