package io.multiprocessing.tck.family.harness;

import io.multiprocessing.OutputHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Keeps what the processes of a family print. */
public final class Lines implements OutputHandler {
    private static final int MAX_SHOWN = 300;

    private final List<OutputLine> lines = new ArrayList<>();

    @Override
    public synchronized void line(OutputLine line) {
        lines.add(line);
    }

    /** All lines so far. */
    public synchronized List<OutputLine> all() {
        return List.copyOf(lines);
    }

    /** The text of the lines that process has printed so far, on either stream. */
    public List<String> of(long pid) {
        return texts(line -> line.pid() == pid);
    }

    /** The text of the lines that are like this. */
    public List<String> texts(Predicate<OutputLine> wanted) {
        return all().stream().filter(wanted).map(OutputLine::text).toList();
    }

    /** Shows the last lines, for whoever looks for the reason of a failure. */
    void printLast(int count) {
        List<OutputLine> all = all();
        for (OutputLine line : all.subList(Math.max(0, all.size() - count), all.size())) {
            String text = line.text();
            System.err.println("[" + line.processName() + "] " + text.substring(0, Math.min(text.length(), MAX_SHOWN)));
        }
    }
}
