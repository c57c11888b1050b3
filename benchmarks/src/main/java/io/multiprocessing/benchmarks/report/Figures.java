package io.multiprocessing.benchmarks.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** How figures are kept and shown: with as many digits as mean something. */
public final class Figures {
    private static final MathContext KEPT = new MathContext(5);
    private static final MathContext SHOWN = new MathContext(3);

    private Figures() {}

    /** To five significant digits. */
    public static double rounded(double figure) {
        return new BigDecimal(figure, KEPT).doubleValue();
    }

    /** To three significant digits, without an exponent; thousands are set apart. */
    public static String shown(double figure) {
        int digitsBeforePoint = (int) Math.floor(Math.log10(Math.abs(figure))) + 1;
        int digitsBehind = figure == 0 ? 0 : Math.max(0, SHOWN.getPrecision() - digitsBeforePoint);
        return String.format(Locale.ROOT, "%,." + digitsBehind + "f", new BigDecimal(figure, SHOWN));
    }
}
