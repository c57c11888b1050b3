package io.multiprocessing.examples.download.show;

import io.multiprocessing.examples.download.fetch.FetchProgress;
import io.multiprocessing.examples.download.fetch.FetchProgress.Phase;
import io.multiprocessing.examples.download.fetch.FetchResult;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A live bar for each file under way, with size, speed and time left; what has ended is a line above them. */
public final class BarDisplay implements ProgressDisplay {
    private static final int ROWS_KEPT_FREE = 2;

    private final Terminal terminal;
    private final BarBlock block;
    private final Map<Integer, FileBar> bars = new HashMap<>();

    public BarDisplay(PrintStream out, Terminal terminal) {
        this.terminal = terminal;
        this.block = new BarBlock(out, terminal.rows() - ROWS_KEPT_FREE);
    }

    @Override
    public void progressed(FetchProgress progress) {
        FileBar bar = bars.get(progress.index());
        switch (progress.phase()) {
            case STARTED -> {
                // The bar comes with the server's answer, when the size is known.
            }
            case RECEIVING -> {
                if (bar == null) {
                    bars.put(
                            progress.index(),
                            new FileBar(block, progress.name(), progress.done(), progress.total(), terminal));
                } else {
                    bar.say("");
                    bar.reached(progress.done(), progress.total());
                }
            }
            case RETRYING -> block.println(progress.name() + ": " + progress.detail());
            case CHECKING -> say(bar, " checking");
        }
        if (progress.phase() == Phase.RETRYING) {
            say(bar, " waiting");
        }
    }

    private static void say(@Nullable FileBar bar, String message) {
        if (bar != null) {
            bar.say(message);
        }
    }

    @Override
    public void saved(FetchResult result) {
        removeBar(result.index());
        String end = result.skipped() ? "is there already" : Figures.summary(result);
        block.println(result.name() + "  " + end);
    }

    @Override
    public void failed(int index, String url, String reason) {
        removeBar(index);
        block.println("failed: " + url + ": " + reason);
    }

    private void removeBar(int index) {
        FileBar bar = bars.remove(index);
        if (bar != null) {
            bar.close();
        }
    }

    @Override
    public void close() {
        block.finish();
    }
}
