package io.multiprocessing.internal.family;

import io.multiprocessing.DeathCause;
import io.multiprocessing.OutputHandler;
import io.multiprocessing.ProcessDeath;
import io.multiprocessing.TransportException;
import io.multiprocessing.internal.death.PostMortem;
import io.multiprocessing.internal.family.mail.Neighbour;
import io.multiprocessing.internal.family.settings.FamilySettings;
import io.multiprocessing.internal.liveness.Debugger;
import io.multiprocessing.internal.liveness.Patient;
import io.multiprocessing.internal.liveness.Pulse;
import io.multiprocessing.internal.output.ErrorTail;
import io.multiprocessing.internal.output.OutputPump;
import io.multiprocessing.internal.output.OutputTarget;
import io.multiprocessing.internal.wire.FrameType;
import io.multiprocessing.internal.wire.Head;
import io.multiprocessing.internal.wire.MemberId;
import io.multiprocessing.internal.wire.Peer;
import io.multiprocessing.spi.Frame;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A child, seen from its parent: from its birth (see {@link Delivery}) to its end.
 *
 * <p>It has ended for everybody else when its {@link Demise} is complete.
 */
public final class Offspring implements Patient, Neighbour {
    private final Member member;
    private final int number;
    private final MemberId id;
    private final Role role;
    private final ErrorTail errors = new ErrorTail();
    private final Demise demise = new Demise();
    private final CompletableFuture<ProcessDeath> ended = new CompletableFuture<>();
    private final Pulse pulse = new Pulse();
    /** False when a debugger may stop it. */
    private final boolean mayBeJudged;
    private final AtomicBoolean finished = new AtomicBoolean();
    private volatile @Nullable Process process;
    private volatile @Nullable Peer peer;
    private volatile @Nullable PostMortem postMortem;
    private volatile @Nullable ProcessDeath notice;

    Offspring(Member member, int number, Birth birth, boolean isStandby) {
        this.member = member;
        this.number = number;
        this.id = member.id().child(number);
        this.role = new Role(birth, isStandby);
        FamilySettings settings = birth.settings();
        this.mayBeJudged = !Debugger.mayStop(settings.jvmArgs(), settings.environment());
    }

    public int number() {
        return number;
    }

    @Override
    public MemberId id() {
        return id;
    }

    /** Of one that stands by: a placeholder. */
    public Birth birth() {
        return role.birth();
    }

    @Override
    public @Nullable Peer peer() {
        return peer;
    }

    Member member() {
        return member;
    }

    /** The process; null before it was started and when it could not be. */
    public @Nullable Process process() {
        return process;
    }

    /** The process id; 0 when there never was a process. */
    @Override
    public long pid() {
        Process started = process;
        return started == null ? 0 : started.pid();
    }

    // ---- birth: called by Delivery

    void processStarted(Process started, @Nullable String outMark) {
        if (outMark == null) {
            pump(started.getInputStream(), OutputHandler.Stream.OUT, started.pid(), null);
        }
        pump(started.getErrorStream(), OutputHandler.Stream.ERR, started.pid(), outMark);
        FamilySettings settings = role.birth().settings();
        postMortem = PostMortem.of(started.pid(), settings.workingDirectory(), settings.jvmArgs());
        process = started;
        CompletableFuture<?> unused = started.onExit().thenRun(this::look);
    }

    private void pump(InputStream source, OutputHandler.Stream stream, long pid, @Nullable String outMark) {
        FamilySettings settings = role.birth().settings();
        OutputTarget target = new OutputTarget(settings.outputHandler(), settings.labelOutput());
        OutputPump pump = new OutputPump(source, stream, () -> role.birth().name(), pid, target, errors, outMark);
        CompletableFuture<Void> output = pump.start();
        demise.addOutput(output);
        CompletableFuture<?> unused = output.thenRun(this::look);
    }

    void linked(Peer newPeer) {
        peer = newPeer;
        newPeer.start(new OffspringLink(this, member));
    }

    /** There is not even a process. */
    void stillborn() {
        finish();
    }

    void becomesReady() {
        PostMortem examiner = postMortem;
        if (examiner != null) {
            examiner.ready();
        }
        role.becomesReady();
    }

    void refusesProgram(ByteBuffer thrown) {
        role.ready().completeExceptionally(new Delivery.ProgramRefused(thrown));
    }

    // ---- standing by

    /** Whether it waits for a job, or is being started in order to. */
    public boolean isStandby() {
        return role.isStandby();
    }

    /** Gives a standby its role; null when it has ended. The result completes when it is ready. */
    @Nullable CompletableFuture<Void> take(Birth birth) {
        CompletableFuture<Void> ready = role.take(birth);
        member.children().changed();
        return ready;
    }

    /** Whether all that it ever sent has been delivered. */
    boolean isLinkDry() {
        return demise.isLinkDry();
    }

    CompletableFuture<Void> ready() {
        return role.ready();
    }

    CompletableFuture<ProcessDeath> ended() {
        return ended;
    }

    String errorOutput() {
        return errors.text();
    }

    // ---- life

    /** Sends a frame to this child; may block while the channel is full. Dropped when it has ended. */
    public void send(Frame frame) {
        Peer current = peer;
        if (current != null) {
            current.send(frame);
        }
    }

    /** Sends a frame to this child without blocking. */
    public void post(Frame frame) {
        Peer current = peer;
        if (current != null) {
            current.post(frame);
        }
    }

    /** Delivers what arrives from this child in this thread, for a moment: see {@link Peer#deliverUntil}. */
    public boolean deliverUntil(BooleanSupplier done) {
        Peer current = peer;
        return current == null ? done.getAsBoolean() : current.deliverUntil(done);
    }

    public boolean isAlive() {
        return !ended.isDone();
    }

    /** Whether it has ended, as those know that are called at its end: before {@link #isAlive} tells others. */
    public boolean isOver() {
        return finished.get();
    }

    /** How it ended; null while it has not. */
    public @Nullable ProcessDeath death() {
        return ended.getNow(null);
    }

    /** As {@link #death}, and already known to those that are called at its end. */
    public ProcessDeath deathNotice() {
        ProcessDeath known = notice;
        if (known == null) {
            throw new IllegalStateException(this + " has not ended");
        }
        return known;
    }

    /** Completes, in the thread that noticed, when it has ended. */
    public CompletableFuture<ProcessDeath> whenEnded() {
        return ended;
    }

    /** Asks it to end: SIGTERM where there are signals. */
    public void terminate() {
        Process current = process;
        if (current != null) {
            // Not Process.destroy: that closes the pipes as well, and the child would take it for our death.
            current.toHandle().destroy();
        }
    }

    /** Ends it: SIGKILL where there are signals. */
    public void kill() {
        Process current = process;
        if (current != null) {
            current.toHandle().destroyForcibly();
        }
    }

    /** Kills it for a reason that its ending will tell. */
    public void fence(String reason) {
        fence(DeathCause.FENCED, reason);
    }

    void fence(DeathCause cause, String reason) {
        PostMortem examiner = postMortem;
        if (examiner != null) {
            examiner.fenced(cause, reason);
        }
        kill();
    }

    /** Waits until it has ended. */
    public void join() throws InterruptedException {
        BooleanSupplier outer = member.waiting().begin(ended::isDone);
        try {
            ended.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            member.waiting().end(outer);
        }
    }

    /** Waits until it has ended, at most so long; true when it has. */
    public boolean join(Duration timeout) throws InterruptedException {
        if (timeout.isNegative() || timeout.isZero()) {
            return ended.isDone();
        }
        try {
            ended.get(saturatedNanos(timeout), TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (TimeoutException e) {
            return ended.isDone();
        }
    }

    private static long saturatedNanos(Duration timeout) {
        return timeout.compareTo(Duration.ofNanos(Long.MAX_VALUE)) >= 0 ? Long.MAX_VALUE : timeout.toNanos();
    }

    /** Waits until it has ended; true when it has. Not ended by an interrupt, which is kept. */
    public boolean awaitEnd(Duration timeout) {
        boolean interrupted = false;
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            while (true) {
                try {
                    ended.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
                    return true;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (TimeoutException e) {
                    return ended.isDone();
                } catch (ExecutionException e) {
                    throw new IllegalStateException(e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    // ---- liveness: called by Watch

    @Override
    public boolean isListening() {
        CompletableFuture<Void> ready = role.ready();
        return mayBeJudged && peer != null && ready.isDone() && !ready.isCompletedExceptionally() && demise.isLinkUp();
    }

    @Override
    public Pulse pulse() {
        return pulse;
    }

    @Override
    public void ping() {
        post(Head.empty().frame(FrameType.PING));
    }

    @Override
    public void giveUp(String reason) {
        fence(DeathCause.UNRESPONSIVE, reason);
    }

    // ---- end

    /** It shuts down in good order; if nothing there needs the link any more, it ends sooner when we close it. */
    void saysGoodbye(int how, boolean wantsLinkClosed) {
        PostMortem examiner = postMortem;
        if (examiner != null) {
            examiner.saidGoodbye(how);
        }
        Peer linked = peer;
        Process current = process;
        if (wantsLinkClosed && linked != null && current != null) {
            Thread.ofVirtual().name("mp-goodbye").start(() -> {
                linked.closeOutput();
                closeInput(current);
            });
        }
    }

    void linkEnded(@Nullable TransportException cause) {
        demise.linkEnded(cause);
        look();
    }

    /** Looks whether something has changed. Called at every event that may matter, and regularly by {@link Watch}. */
    void look() {
        Process current = process;
        if (current == null || finished.get()) {
            return;
        }
        if (!current.isAlive() && demise.exited()) {
            Peer linked = peer;
            if (linked != null) {
                linked.died();
            }
        }
        String lostContact = demise.lostContact();
        if (lostContact != null) {
            fence(lostContact);
        }
        if (demise.isComplete()) {
            finish();
        }
    }

    private void finish() {
        if (!finished.compareAndSet(false, true)) {
            return;
        }
        Process current = process;
        PostMortem examiner = postMortem;
        ProcessDeath death = current == null || examiner == null
                ? PostMortem.ofNone(errors.text())
                : examiner.conclude(current.exitValue(), errors.text(), demise.damageDescription());
        notice = death;
        Peer linked = peer;
        if (linked != null) {
            linked.close();
        }
        if (current != null) {
            closeInput(current);
        }
        Role.Stage stage = role.end();
        try {
            member.children().remove(this);
            if (stage != Role.Stage.STANDING_BY) {
                member.router().childGone(this, death.describe());
            }
            Consumer<Offspring> atEnd = role.birth().atEnd();
            if (atEnd != null && stage != Role.Stage.TAKEN) {
                atEnd.accept(this);
            }
        } finally {
            // Whatever fails above: those who wait for this end must not wait for ever.
            role.ready().completeExceptionally(new Delivery.EndedTooEarly(death));
            ended.complete(death);
        }
    }

    /** Of a child without a link on its pipes this is the lifeline. */
    private static void closeInput(Process process) {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // Its reader is dead.
        }
    }

    @Override
    public String toString() {
        return birth().name() + " (member " + id + ", pid " + pid() + ")";
    }
}
