package io.multiprocessing.benchmarks.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.AnnotationLine;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A report as one PNG: for each scenario the variants' ratios to the peer, medians as dots on their ranges. */
public final class RatioChart {
    private static final int COLUMNS = 2;
    private static final int WIDTH = 600;
    private static final int HEIGHT = 300;
    /** From so many variants on their names overlap when they are level. */
    private static final int MANY = 5;
    private static final double MARGIN = 0.1;
    private static final int MARKER_SIZE = 11;
    /** Where nothing and infinity are drawn, in doublings: a thousandth, and a thousand. */
    private static final double EDGE = 10;

    private static final Color MEDIAN = new Color(0x2B6CB0);
    private static final Color RANGE = new Color(0x555555);
    private static final Color EVEN = new Color(0xC05621);

    private RatioChart() {}

    /** Writes the chart of all scenarios that have ratios; none at all when there are none. */
    public static void write(Report report, Path file) throws IOException {
        System.setProperty("java.awt.headless", "true");
        List<CategoryChart> charts = report.scenarios()
                .stream()
                .map(RatioChart::chart)
                .filter(chart -> chart != null)
                .toList();
        if (charts.isEmpty()) {
            Files.deleteIfExists(file);
            return;
        }
        ImageIO.write(sheet(charts), "png", file.toFile());
    }

    /** The charts side by side, line by line. XChart's own encoder of several asks for a grid without a gap. */
    private static BufferedImage sheet(List<CategoryChart> charts) {
        int columns = Math.min(COLUMNS, charts.size());
        int rows = Math.ceilDiv(charts.size(), columns);
        var sheet = new BufferedImage(columns * WIDTH, rows * HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        for (int i = 0; i < charts.size(); i++) {
            BufferedImage image = BitmapEncoder.getBufferedImage(charts.get(i));
            graphics.drawImage(image, i % columns * WIDTH, i / columns * HEIGHT, null);
        }
        graphics.dispose();
        return sheet;
    }

    private static @Nullable CategoryChart chart(ScenarioResult scenario) {
        List<String> names = new ArrayList<>();
        List<Spread> ratios = new ArrayList<>();
        for (VariantResult variant : scenario.variants()) {
            Spread ratio = variant.ratio();
            if (ratio != null) {
                names.add(variant.name());
                ratios.add(ratio);
            }
        }
        if (names.isEmpty()) {
            return null;
        }
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(scenario.title())
                .yAxisTitle("ratio to " + scenario.peer() + ", " + scenario.better() + " is better")
                .build();
        style(chart.getStyler(), ratios);
        draw(chart, names, ratios);
        return chart;
    }

    private static void style(CategoryStyler styler, List<Spread> ratios) {
        double least = ratios.stream().mapToDouble(Spread::min).min().orElseThrow();
        double greatest = ratios.stream().mapToDouble(Spread::max).max().orElseThrow();
        styler.setLegendVisible(false);
        styler.setDefaultSeriesRenderStyle(CategorySeriesRenderStyle.Scatter);
        styler.setOverlapped(true);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 13));
        styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
        styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
        styler.setXAxisLabelRotation(ratios.size() > MANY ? 20 : 0);
        styler.setXAxisMaxLabelCount(Math.max(2, ratios.size())); // XChart refuses one
        styler.setPlotGridVerticalLinesVisible(false);
        styler.setMarkerSize(MARKER_SIZE);
        styler.setErrorBarsColor(RANGE);
        styler.setAnnotationLineColor(EVEN);
        styler.setYAxisMin(Math.floor(doublings(least)) - MARGIN);
        styler.setYAxisMax(Math.ceil(doublings(greatest)) + MARGIN);
        styler.setYAxisTickLabelsFormattingFunction(height -> tick(Math.pow(2, height)));
    }

    private static void draw(CategoryChart chart, List<String> names, List<Spread> ratios) {
        // An error bar reaches as far up as down: the one of a point in the middle is the range.
        CategorySeries ranges = chart.addSeries(
                "range",
                names,
                ratios.stream().map(ratio -> (doublings(ratio.max()) + doublings(ratio.min())) / 2).toList(),
                ratios.stream().map(ratio -> (doublings(ratio.max()) - doublings(ratio.min())) / 2).toList());
        ranges.setMarker(SeriesMarkers.NONE);
        CategorySeries medians = chart.addSeries(
                "median",
                names,
                ratios.stream().map(ratio -> doublings(ratio.median())).toList());
        medians.setMarker(SeriesMarkers.CIRCLE);
        medians.setMarkerColor(MEDIAN);
        chart.addAnnotation(new AnnotationLine(doublings(1), false, false));
    }

    private static String tick(double ratio) {
        return ratio < 1
                ? new BigDecimal(ratio, new MathContext(2)).toPlainString()
                : new DecimalFormat("#,##0.#", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(ratio);
    }

    /**
     * Where a ratio stands: as far above even as its reciprocal is below. XChart's own logarithmic axis misplaces error
     * bars.
     */
    private static double doublings(double ratio) {
        double doublings = Math.log(ratio) / Math.log(2);
        if (Double.isNaN(doublings)) {
            return 0;
        }
        // What idles may use nothing at all: that stands at the edge.
        return Double.isInfinite(doublings) ? Math.copySign(EDGE, doublings) : doublings;
    }
}
