package io.multiprocessing.internal.family.standby;

import io.multiprocessing.MultiprocessingException;
import io.multiprocessing.StandbyStats;
import io.multiprocessing.internal.family.Birth;
import io.multiprocessing.internal.family.ChildProgram;
import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.family.Offspring;
import io.multiprocessing.internal.family.mail.OffspringListener;
import io.multiprocessing.internal.family.settings.FamilySettings;
import io.multiprocessing.internal.liveness.ResidentSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A member's processes that stand by, and the way to start its children: with one that waits, if there is one that was
 * started with the same settings, else with a new one.
 *
 * <p>One thread starts them, one after the other, and only while no child is being started and shortly after: whoever
 * needs a process now comes first. Thread-safe.
 */
public final class Standbys {
    /** After a start, so that the next of a series, and what was started, come first. */
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(30);

    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);
    private static final String NAME = "standby";

    private final Member member;
    private final ReentrantLock lock = new ReentrantLock();
    /** Something is to be started, or the end has come. */
    private final Condition changed = lock.newCondition();
    private final AtomicLong taken = new AtomicLong();
    // All guarded by the lock.
    private final Map<FamilySettings, Group> groups = new LinkedHashMap<>();
    private int startsUnderWay;
    private long lastStartAt = System.nanoTime() - QUIET_NANOS;
    private @Nullable Thread keeper;
    private boolean closed;

    /** Whether there ever was a group: without one a start has nothing to do with all this. */
    private volatile boolean used;

    private Standbys(Member member) {
        this.member = member;
    }

    /** Those of that member. */
    public static Standbys of(Member member) {
        return member.part(Standbys.class, Standbys::new);
    }

    /**
     * Keeps so many more processes with these settings, started in the background.
     *
     * @param rehearsal what they run before they stand by: does nothing but what a job of its kind does first
     * @throws IllegalStateException when this process may not have children
     */
    public void keep(FamilySettings settings, int more, ChildProgram rehearsal) {
        member.children().requireAllowed();
        lock.lock();
        try {
            Group group = groups.computeIfAbsent(settings, Group::new);
            group.want(more);
            group.rehearse(rehearsal);
            used = true;
            if (keeper == null && !closed) {
                member.leaveAtExit();
                Thread made = new Thread(null, this::keepUp, "mp-standby", 0, false);
                made.setDaemon(true);
                made.start();
                keeper = made;
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Takes back a {@link #keep}: those that are too many end. */
    public void keepFewer(FamilySettings settings, int fewer) {
        List<Offspring> surplus = List.of();
        lock.lock();
        try {
            Group group = groups.get(settings);
            if (group != null) {
                group.want(-fewer);
                surplus = group.surplus();
                if (group.wanted() == 0) {
                    groups.remove(settings);
                }
            }
        } finally {
            lock.unlock();
        }
        surplus.forEach(Offspring::kill);
    }

    /**
     * Starts a child, as {@link io.multiprocessing.internal.family.Children#start} does, with a process that stands by
     * if there is one.
     */
    public Offspring start(Birth birth) {
        if (!used) {
            return member.children().start(birth);
        }
        Offspring waiting = startBegins(birth.settings());
        boolean success = false;
        try {
            Offspring child = waiting != null && take(waiting, birth) ? waiting : member.children().start(birth);
            success = true;
            return child;
        } finally {
            startEnded(birth, success);
        }
    }

    private @Nullable Offspring startBegins(FamilySettings settings) {
        lock.lock();
        try {
            startsUnderWay++;
            Group group = groups.get(settings);
            return group == null || closed ? null : group.take();
        } finally {
            lock.unlock();
        }
    }

    private boolean take(Offspring waiting, Birth birth) {
        try {
            boolean success = member.children().take(waiting, birth);
            if (success) {
                taken.incrementAndGet();
            }
            return success;
        } finally {
            if (waiting.isStandby()) {
                giveBack(waiting, birth.settings());
            }
        }
    }

    /** Its job could not be sent: it knows nothing of it. */
    private void giveBack(Offspring standby, FamilySettings settings) {
        boolean kept;
        lock.lock();
        try {
            Group group = groups.get(settings);
            kept = group != null && !closed && group.giveBack(standby, System.nanoTime());
        } finally {
            lock.unlock();
        }
        if (!kept) {
            standby.kill();
        }
    }

    private void startEnded(Birth birth, boolean success) {
        lock.lock();
        try {
            startsUnderWay--;
            lastStartAt = System.nanoTime();
            Group group = groups.get(birth.settings());
            if (group != null && success) {
                group.canBeStarted(birth.program().job());
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    // ---- the keeper's thread

    private void keepUp() {
        try {
            for (Group next = nextToFill(); next != null; next = nextToFill()) {
                startOne(next);
            }
        } catch (InterruptedException e) {
            // Nobody has a reason to; without it there are just no more standbys.
        }
    }

    /** Waits until one is to be started; null at the end. */
    private @Nullable Group nextToFill() throws InterruptedException {
        lock.lock();
        try {
            while (!closed) {
                long now = System.nanoTime();
                long pause = Long.MAX_VALUE;
                for (Group group : groups.values()) {
                    if (group.lacksOne() && startsUnderWay == 0) {
                        long groupsPause = Math.max(group.pauseNanos(now), lastStartAt + QUIET_NANOS - now);
                        if (groupsPause <= 0) {
                            group.startBegins();
                            return group;
                        }
                        pause = Math.min(pause, groupsPause);
                    }
                }
                if (pause == Long.MAX_VALUE) {
                    changed.await();
                } else {
                    long ignored = changed.awaitNanos(pause);
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private void startOne(Group group) {
        Offspring standby;
        try {
            standby = member.children().startStandby(placeholder(group));
        } catch (MultiprocessingException | IllegalStateException e) {
            startFailed(group, e);
            return;
        }
        boolean kept;
        lock.lock();
        try {
            kept = group.started(standby, System.nanoTime());
        } finally {
            lock.unlock();
        }
        if (!kept) {
            standby.kill();
        }
    }

    private void startFailed(Group group, RuntimeException cause) {
        boolean last;
        lock.lock();
        try {
            closed |= member.hasLeft();
            last = group.startFailed(System.nanoTime()) && !closed;
        } finally {
            lock.unlock();
        }
        System.getLogger("io.multiprocessing")
                .log(
                        last ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG,
                        last
                                ? "No processes will stand by, since they can't be started; starts go on without"
                                : "A process that was to stand by did not start",
                        cause);
    }

    private Birth placeholder(Group group) {
        Drill drill;
        lock.lock();
        try {
            drill = group.drill();
        } finally {
            lock.unlock();
        }
        return new Birth(
                NAME, "", true, false, false, drill, group.settings, OffspringListener.NONE,
                standby -> died(group, standby));
    }

    /** Called by a thread that delivers. */
    private void died(Group group, Offspring standby) {
        lock.lock();
        try {
            group.died(standby, System.nanoTime());
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    // ---- figures and end

    /** What there is at the moment. Looks at each process. */
    public StandbyStats stats() {
        int wanted = 0;
        int ready = 0;
        int starting = 0;
        List<Offspring> processes = new ArrayList<>();
        lock.lock();
        try {
            for (Group group : groups.values()) {
                wanted += group.wanted();
                ready += group.ready();
                starting += group.starting();
                processes.addAll(group.processes());
            }
        } finally {
            lock.unlock();
        }
        long bytes = processes.stream().mapToLong(process -> ResidentSize.of(process.pid())).sum();
        return new StandbyStats(wanted, ready, starting, taken.get(), bytes);
    }

    /**
     * Ends them all, and starts no more. Waits for it, though not for ever; an interrupt ends the waiting and is kept.
     */
    public void close() {
        if (!used) {
            return;
        }
        List<Offspring> processes = new ArrayList<>();
        Thread running;
        lock.lock();
        try {
            closed = true;
            for (Group group : groups.values()) {
                group.want(-group.wanted());
                processes.addAll(group.surplus());
            }
            groups.clear();
            running = keeper;
            changed.signal();
        } finally {
            lock.unlock();
        }
        processes.forEach(Offspring::kill);
        member.children().killStandbys();
        try {
            if (running != null) {
                running.join(LONGEST_CLOSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
