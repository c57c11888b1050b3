package io.multiprocessing.internal.family.standby;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The classes of the last jobs, since the next ones are often of the same. Not thread-safe. */
final class RecentClasses {
    private static final int MOST = 8;

    private final Deque<String> names = new ArrayDeque<>();

    /** @param job what the user wants to be run; null when there is nothing of his */
    void met(@Nullable Object job) {
        if (job == null) {
            return;
        }
        String name = job.getClass().getName();
        // Of a lambda: the class around it.
        int lambda = job.getClass().isHidden() ? name.indexOf("$$Lambda") : -1;
        String known = lambda < 0 ? name : name.substring(0, lambda);
        names.remove(known);
        names.addFirst(known);
        if (names.size() > MOST) {
            names.removeLast();
        }
    }

    List<String> names() {
        return List.copyOf(names);
    }
}
