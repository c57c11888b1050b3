package io.multiprocessing.examples.download.show;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows at the foot of a terminal that are redrawn in place, below lines that stay. Each change is one write, so that
 * nothing else comes in between. Thread-safe.
 */
final class BarBlock {
    private static final String ESCAPE = "\u001b[";
    private static final String ERASE_BELOW = ESCAPE + "J";
    private static final String ERASE_LINE = ESCAPE + "2K";
    // A terminal that was made narrower cuts long rows instead of folding them, which would spoil the counting.
    private static final String NO_WRAP = ESCAPE + "?7l";
    private static final String WRAP = ESCAPE + "?7h";

    private final PrintStream out;
    private final int maxRows;
    private final List<Row> rows = new ArrayList<>();
    private int drawnRows;
    private boolean finished;

    /** One row, whose text changes. */
    final class Row {
        private String text = "";

        void set(String newText) {
            synchronized (BarBlock.this) {
                text = newText;
                redraw("");
            }
        }

        void remove() {
            synchronized (BarBlock.this) {
                rows.remove(this);
                redraw("");
            }
        }
    }

    BarBlock(PrintStream out, int maxRows) {
        this.out = out;
        this.maxRows = Math.max(1, maxRows);
    }

    synchronized Row addRow() {
        Row row = new Row();
        rows.add(row);
        return row;
    }

    /** Prints a line that stays, above the rows. */
    synchronized void println(String line) {
        redraw(line + "\n");
    }

    /** Erases the rows, for good. */
    synchronized void finish() {
        rows.clear();
        redraw("");
        finished = true;
    }

    private void redraw(String linesAbove) {
        if (finished) {
            return;
        }
        StringBuilder frame = new StringBuilder();
        if (drawnRows > 0) {
            frame.append(ESCAPE).append(drawnRows).append("A\r");
        }
        if (!linesAbove.isEmpty()) {
            frame.append(ERASE_BELOW).append(linesAbove);
        }
        List<String> texts = visibleTexts();
        frame.append(NO_WRAP);
        texts.forEach(text -> frame.append(ERASE_LINE).append(text).append('\n'));
        frame.append(WRAP);
        if (texts.size() < drawnRows) {
            frame.append(ERASE_BELOW);
        }
        drawnRows = texts.size();
        out.print(frame);
        out.flush();
    }

    private List<String> visibleTexts() {
        List<String> texts = rows.stream().map(row -> row.text).filter(text -> !text.isEmpty()).toList();
        if (texts.size() <= maxRows) {
            return texts;
        }
        List<String> visible = new ArrayList<>(texts.subList(0, maxRows - 1));
        visible.add("... and " + (texts.size() - visible.size()) + " more");
        return visible;
    }
}
