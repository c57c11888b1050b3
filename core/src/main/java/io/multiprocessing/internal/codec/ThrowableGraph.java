package io.multiprocessing.internal.codec;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An exception with its causes and suppressed exceptions, each once, as numbers: the root is 0, causes come before what
 * was suppressed. Bounded, and on its guard: whatever an exception's own methods throw is told in place of their
 * result.
 */
final class ThrowableGraph {
    static final int MAX_NODES = 64;
    static final int MAX_SUPPRESSED = 16;

    /** No exception: there is none, or it was one too many. */
    static final int NONE = -1;

    private static final StackTraceElement[] NO_FRAMES = {};

    private final List<Throwable> nodes = new ArrayList<>();
    private final Map<Throwable, Integer> numbers = new IdentityHashMap<>();

    ThrowableGraph(Throwable root) {
        add(root, false);
        for (int i = 0; i < nodes.size(); i++) {
            Throwable cause = causeOf(nodes.get(i));
            if (cause != null) {
                add(cause, nodes.size() == MAX_NODES);
            }
            Throwable[] suppressed = suppressedOf(nodes.get(i));
            for (int j = 0; j < suppressed.length; j++) {
                add(suppressed[j], nodes.size() == MAX_NODES || j >= MAX_SUPPRESSED);
            }
        }
    }

    private void add(Throwable thrown, boolean isTooMuch) {
        if (!numbers.containsKey(thrown)) {
            numbers.put(thrown, isTooMuch ? NONE : nodes.size());
            if (!isTooMuch) {
                nodes.add(thrown);
            }
        }
    }

    List<Throwable> nodes() {
        return nodes;
    }

    /** Its number; {@link #NONE} for one too many; null for a stranger. */
    @Nullable Integer numberOf(Throwable thrown) {
        return numbers.get(thrown);
    }

    int causeNumber(Throwable thrown) {
        Throwable cause = causeOf(thrown);
        return cause == null || cause == thrown ? NONE : numbers.getOrDefault(cause, NONE);
    }

    private static @Nullable Throwable causeOf(Throwable thrown) {
        try {
            return thrown.getCause();
        } catch (Throwable e) {
            return null;
        }
    }

    static Throwable[] suppressedOf(Throwable thrown) {
        return thrown.getSuppressed();
    }

    static @Nullable String messageOf(Throwable thrown) {
        try {
            return thrown.getMessage();
        } catch (Throwable e) {
            return "(its getMessage() threw " + e.getClass().getName() + ")";
        }
    }

    static StackTraceElement[] framesOf(Throwable thrown) {
        try {
            StackTraceElement[] frames = thrown.getStackTrace();
            return frames == null ? NO_FRAMES : frames;
        } catch (Throwable e) {
            return NO_FRAMES;
        }
    }
}
