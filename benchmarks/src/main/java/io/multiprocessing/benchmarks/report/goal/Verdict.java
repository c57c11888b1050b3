package io.multiprocessing.benchmarks.report.goal;

import io.multiprocessing.benchmarks.report.Figures;
import io.multiprocessing.benchmarks.report.Spread;

/**
 * Whether a bound was kept.
 *
 * @param wording the bound, for people
 * @param measured what is compared with the limit: a figure, or a ratio
 * @param lower whether the limit must not be passed upwards
 */
record Verdict(String wording, double limit, Spread measured, boolean lower) {
    boolean isMet() {
        return keeps(measured.median());
    }

    private boolean keeps(double figure) {
        return lower ? figure <= limit : figure >= limit;
    }

    /** Whether some turns say yes and others no. */
    private boolean isUnsure() {
        return keeps(measured.min()) != keeps(measured.max());
    }

    /** By which factor the median is on the wrong side. */
    private double missedBy() {
        return lower ? measured.median() / limit : limit / measured.median();
    }

    String text() {
        String verdict = isMet() ? "met" : "**missed by " + Figures.shown(missedBy()) + " ×**";
        String range = measured.min() == measured.max()
                ? ""
                : " (" + Figures.shown(measured.min()) + "–" + Figures.shown(measured.max()) + ")";
        return wording + ": " + Figures.shown(measured.median()) + range + ", " + verdict
                + (isUnsure() ? ", turns differ" : "");
    }
}
