package io.multiprocessing.internal.family;

import io.multiprocessing.internal.family.mail.Neighbour;
import io.multiprocessing.internal.family.mail.Neighbours;
import io.multiprocessing.internal.family.progress.Progress;
import io.multiprocessing.internal.launch.Forker;
import io.multiprocessing.internal.wire.MemberId;
import io.multiprocessing.internal.wire.Peer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A member's own children that are alive, and the threads that there are once for all of them. */
public final class Children implements Neighbours {
    private static final int MOMENTS_PER_GRACE = 10;
    private static final long FIRST_LOOK_MILLIS = 20;
    private static final long LAST_LOOK_MILLIS = 200;

    private final Member member;
    private final Map<Integer, Offspring> alive = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final Forker forker = new Forker();
    private final Watch watch;
    private @Nullable Thread hook;
    private boolean closed;

    Children(Member member) {
        this.member = member;
        this.watch = new Watch(this, member);
    }

    /**
     * Starts a child and waits until it is ready to run its program.
     *
     * @throws io.multiprocessing.ProcessStartException when it could not be started or ended before it was ready
     * @throws IllegalStateException when this process may not have children or has left the family
     */
    public Offspring start(Birth birth) {
        Offspring child = conceive(birth, false);
        new Delivery(child).run();
        return child;
    }

    /**
     * Starts a process that has no job yet, and waits until it has run its birth's program, which does nothing, and
     * stands by to be {@linkplain #take taken}.
     *
     * @param birth who is asked at its end if it is never taken; its name and the like are for messages
     * @throws io.multiprocessing.ProcessStartException when it could not be started or ended before it stood by
     * @throws IllegalStateException as {@link #start} does
     */
    public Offspring startStandby(Birth birth) {
        Offspring child = conceive(birth, true);
        new Delivery(child).run();
        return child;
    }

    /**
     * Gives a process that stands by its name and its job, and waits until it is ready to run it.
     *
     * @return false when it ended first: it has not run the job, and nobody has been told of it
     * @throws io.multiprocessing.NotSerializableTaskException when the job can't be sent; it goes on standing by
     * @throws io.multiprocessing.ProcessStartException as {@link #start} does
     * @throws IllegalStateException as {@link #start} does
     */
    public boolean take(Offspring standby, Birth birth) {
        requireAllowed();
        requireOpen();
        return new HandOver(standby, birth).run();
    }

    /** Kills those that stand by, or are being started in order to. */
    public void killStandbys() {
        alive.values().stream().filter(Offspring::isStandby).forEach(Offspring::kill);
    }

    private Offspring conceive(Birth birth, boolean isStandby) {
        requireAllowed();
        Offspring child;
        synchronized (this) {
            requireOpen();
            installHook();
            child = new Offspring(member, numbers.incrementAndGet(), birth, isStandby);
            alive.put(child.number(), child);
        }
        watch.wake();
        return child;
    }

    private synchronized void requireOpen() {
        if (closed || member.hasLeft()) {
            throw new IllegalStateException("This Multiprocessing is closed: it starts no more processes.");
        }
    }

    /** What one of them is has changed. */
    void changed() {
        watch.wake();
    }

    /** @throws IllegalStateException when this process may not have children */
    public void requireAllowed() {
        if (!member.identity().mayHaveChildren()) {
            throw new IllegalStateException("Process \"" + member.identity().name()
                    + "\" is a daemon, and a daemon may not start children: they would outlive it.");
        }
    }

    Forker forker() {
        return forker;
    }

    Collection<Offspring> all() {
        return alive.values();
    }

    /** Those alive now, without those that stand by. */
    public List<Offspring> snapshot() {
        return alive.values().stream().filter(child -> !child.isStandby()).toList();
    }

    @Override
    public @Nullable Peer peerToward(MemberId target) {
        Offspring child = alive.get(member.id().childToward(target));
        return child == null ? null : child.peer();
    }

    @Override
    public void forEachPeer(@Nullable Neighbour except, Consumer<Peer> action) {
        for (Offspring child : alive.values()) {
            Peer peer = child.peer();
            if (child != except && peer != null && !child.isStandby()) {
                action.accept(peer);
            }
        }
    }

    void remove(Offspring child) {
        alive.remove(child.number(), child);
        watch.wake();
    }

    /** Has this member leave its family when the JVM exits. */
    synchronized void requireHook() {
        if (!closed) {
            installHook();
        }
    }

    private void installHook() {
        if (hook == null) {
            Thread made = new Thread(this::endAtExit, "mp-shutdown");
            Runtime.getRuntime().addShutdownHook(made);
            hook = made;
        }
    }

    private void endAtExit() {
        hook = null;
        if (member.isRoot()) {
            Impatience.endsTheProgram();
        }
        member.leave();
    }

    /**
     * Tells daemons to end, and waits for the others as long as any of them can go on by itself, or until this thread is
     * interrupted, which is kept.
     */
    void finish() {
        for (Offspring child : snapshot()) {
            if (child.birth().isDaemon()) {
                child.terminate();
            }
        }
        Progress.Look last = null;
        for (long pause = FIRST_LOOK_MILLIS; !waitedFor().isEmpty(); pause = Math.min(2 * pause, LAST_LOOK_MILLIS)) {
            if (awaitAny(pause) || Thread.currentThread().isInterrupted()) {
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
                last = null;
                continue;
            }
            Progress.Look look = Progress.look(waitedFor());
            if (look.provesStandstill(last) && !member.waiting().isServing()) {
                return;
            }
            last = look;
        }
    }

    /** Not the daemons: they have been told to end, and one that does not is killed when this member leaves. */
    private List<Offspring> waitedFor() {
        return snapshot().stream().filter(child -> !child.birth().isDaemon()).toList();
    }

    /**
     * Waits until one of them has ended, at most so long; true when one has. An interrupt ends the waiting and is kept.
     */
    private boolean awaitAny(long millis) {
        CompletableFuture<?>[] ends =
                alive.values().stream().map(child -> child.end().whenTold()).toArray(CompletableFuture<?>[]::new);
        if (ends.length == 0) {
            return true;
        }
        try {
            CompletableFuture.anyOf(ends).get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Ends all children that are left: gives those a moment that blocked in something which is closed now, asks the
     * rest, waits for the grace period, kills. Then nothing of them is left.
     */
    void endAll() {
        synchronized (this) {
            closed = true;
        }
        killStandbys();
        Duration grace = member.settings().shutdownGrace();
        boolean exiting = hook == null && !alive.isEmpty();
        awaitAll(exiting ? Duration.ZERO : grace.dividedBy(MOMENTS_PER_GRACE));
        alive.values().forEach(Offspring::terminate);
        awaitAll(grace);
        alive.values().forEach(Offspring::kill);
        awaitAll(Demise.LONGEST_FAREWELL.plusSeconds(1));
        watch.stop();
        forker.stop();
        removeHook();
    }

    private void awaitAll(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        for (Offspring child : alive.values()) {
            child.end().awaitUninterruptibly(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        }
    }

    private synchronized void removeHook() {
        Thread installed = hook;
        hook = null;
        if (installed != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(installed);
            } catch (IllegalStateException e) {
                // The JVM is shutting down: the hook runs, or this is it.
            }
        }
    }
}
