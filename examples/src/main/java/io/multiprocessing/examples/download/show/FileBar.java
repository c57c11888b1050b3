package io.multiprocessing.examples.download.show;

import java.text.DecimalFormat;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import me.tongfei.progressbar.DefaultProgressBarRenderer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;
import me.tongfei.progressbar.ProgressState;

/** The bar of one file in the block: the library draws it, at its own pace, with our sizes and speeds. */
final class FileBar implements AutoCloseable {
    private static final int REDRAW_MILLIS = 200;
    private static final int NAME_WIDTH = 24;

    private final SpeedMeter speed;
    private final ProgressBar bar;
    private long total;

    /**
     * @param done the bytes that were there before
     * @param total the size, or -1 while unknown
     */
    FileBar(BarBlock block, String name, long done, long total, Terminal terminal) {
        this.speed = new SpeedMeter(done, System.nanoTime());
        this.total = total;
        this.bar = new ProgressBarBuilder()
                .setTaskName(fitted(name))
                .setInitialMax(total)
                .startsFrom(done, Duration.ZERO)
                .setUpdateIntervalMillis(REDRAW_MILLIS)
                .continuousUpdate()
                .setRenderer(new Renderer(
                        terminal.isUnicode() ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII, speed))
                .setConsumer(new RowConsumer(block.addRow(), terminal.columns()))
                .build();
    }

    void reached(long done, long newTotal) {
        if (newTotal != total) {
            total = newTotal;
            bar.maxHint(newTotal);
        }
        speed.reached(done, System.nanoTime());
        bar.stepTo(done);
    }

    void say(String message) {
        bar.setExtraMessage(message);
    }

    /** Removes the bar. */
    @Override
    public void close() {
        bar.close();
    }

    private static String fitted(String name) {
        int length = name.codePointCount(0, name.length());
        if (length <= NAME_WIDTH) {
            return name + " ".repeat(NAME_WIDTH - length);
        }
        int half = NAME_WIDTH / 2 - 1;
        String start = name.substring(0, name.offsetByCodePoints(0, half));
        String end = name.substring(name.offsetByCodePoints(name.length(), -half));
        return start + ".." + end;
    }

    private static final class Renderer extends DefaultProgressBarRenderer {
        private final SpeedMeter speed;

        Renderer(ProgressBarStyle style, SpeedMeter speed) {
            super(
                    style,
                    "",
                    1,
                    true,
                    new DecimalFormat("0.0"),
                    ChronoUnit.SECONDS,
                    true,
                    state -> timeLeft(state, speed));
            this.speed = speed;
        }

        private static Optional<Duration> timeLeft(ProgressState state, SpeedMeter speed) {
            return state.isIndefinite() ? Optional.empty() : speed.timeFor(state.getMax() - state.getCurrent());
        }

        @Override
        protected String ratio(ProgressState state) {
            return Figures.sizes(state.getCurrent(), state.isIndefinite() ? -1 : state.getMax());
        }

        @Override
        protected String speed(ProgressState state) {
            double bytesPerSecond = speed.bytesPerSecond();
            return bytesPerSecond < 0 ? "" : Figures.speed(bytesPerSecond);
        }
    }

    private record RowConsumer(BarBlock.Row row, int width) implements ProgressBarConsumer {
        @Override
        public int getMaxRenderedLength() {
            return width - 1;
        }

        @Override
        public void accept(String rendered) {
            row.set(rendered);
        }

        @Override
        public void close() {
            row.remove();
        }
    }
}
