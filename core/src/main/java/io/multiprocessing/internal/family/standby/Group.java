package io.multiprocessing.internal.family.standby;

import io.multiprocessing.internal.family.ChildProgram;
import io.multiprocessing.internal.family.Offspring;
import io.multiprocessing.internal.family.settings.FamilySettings;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The standbys that were started with the same settings. Not thread-safe: guarded by the lock of {@link Standbys}.
 *
 * <p>Failures in a row, of starts and of standbys that did not live long, make the next start wait: 0.1 s, 0.2 s, 0.4 s
 * and so on. After {@link #MOST_FAILURES} there is no next one, until a process with these settings has been started by
 * somebody who needs it: that proves that it can be done.
 */
final class Group {
    static final int MOST_FAILURES = 8;
    private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** Who stood by for so long has not failed. */
    private static final long LONG_LIFE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private record Waiting(Offspring process, long since) {}

    final FamilySettings settings;
    private final List<ChildProgram> drill = new ArrayList<>();
    private final RecentClasses recent = new RecentClasses();
    private final Deque<Waiting> ready = new ArrayDeque<>();
    private int wanted;
    private boolean starting;
    private int failures;
    private long failedAt;

    Group(FamilySettings settings) {
        this.settings = settings;
    }

    void want(int more) {
        wanted += more;
    }

    /** Has standbys that are started from now on rehearse that as well; one program of each class is enough. */
    void rehearse(ChildProgram program) {
        if (drill.stream().noneMatch(known -> known.getClass() == program.getClass())) {
            drill.add(program);
        }
    }

    Drill drill() {
        return new Drill(List.copyOf(drill), recent.names());
    }

    int wanted() {
        return wanted;
    }

    int ready() {
        return ready.size();
    }

    int starting() {
        return starting ? 1 : 0;
    }

    List<Offspring> processes() {
        return ready.stream().map(Waiting::process).toList();
    }

    /** Whether another one is to be started, now or later. */
    boolean lacksOne() {
        return !starting && ready.size() < wanted && failures < MOST_FAILURES;
    }

    /** How long the next start must wait. */
    long pauseNanos(long now) {
        return failures == 0 ? 0 : Math.max(0, failedAt + (FIRST_PAUSE_NANOS << (failures - 1)) - now);
    }

    void startBegins() {
        starting = true;
    }

    /** Returns false when it is of no use any more. */
    boolean started(Offspring standby, long now) {
        starting = false;
        if (standby.isOver()) {
            failed(now);
            return false;
        }
        if (ready.size() >= wanted) {
            return false;
        }
        ready.add(new Waiting(standby, now));
        return true;
    }

    /** Returns whether no more will be started. */
    boolean startFailed(long now) {
        starting = false;
        failed(now);
        return failures == MOST_FAILURES;
    }

    /** One of them has ended by itself. */
    void died(Offspring standby, long now) {
        for (Waiting waiting : ready) {
            if (waiting.process == standby) {
                ready.remove(waiting);
                if (now - waiting.since > LONG_LIFE_NANOS) {
                    failures = 0;
                }
                failed(now);
                return;
            }
        }
    }

    private void failed(long now) {
        failures++;
        failedAt = now;
    }

    /** A process with these settings has been started, to run that. */
    void canBeStarted(@Nullable Object job) {
        failures = 0;
        recent.met(job);
    }

    /** The one that has waited longest; null when none does. */
    @Nullable Offspring take() {
        for (Waiting first = ready.poll(); first != null; first = ready.poll()) {
            if (!first.process.isOver()) {
                return first.process;
            }
        }
        return null;
    }

    /** It was not needed after all. Returns false when it is of no use any more. */
    boolean giveBack(Offspring standby, long now) {
        if (standby.isOver() || ready.size() >= wanted) {
            return false;
        }
        ready.addFirst(new Waiting(standby, now));
        return true;
    }

    /** Takes out those that are too many. */
    List<Offspring> surplus() {
        List<Offspring> tooMany = new ArrayList<>();
        while (ready.size() > wanted) {
            tooMany.add(ready.removeLast().process);
        }
        return tooMany;
    }
}
