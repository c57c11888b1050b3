package io.multiprocessing.internal.family;

import io.multiprocessing.DeathCause;
import io.multiprocessing.OutputHandler;
import io.multiprocessing.ProcessDeath;
import io.multiprocessing.TransportException;
import io.multiprocessing.internal.death.OsProcess;
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
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A child, seen from its parent: from its birth (see {@link Delivery}) to its end.
 *
 * <p>Its {@link Role} is what it is there for, its {@link Demise} the facts that its end is made of; when these are
 * complete it has ended, and others learn of it by its {@link AwaitedEnd}.
 */
public final class Offspring implements Patient, Neighbour {
    private final Member member;
    private final int number;
    private final MemberId id;
    private final Role role;
    private final ErrorTail errors = new ErrorTail();
    private final Demise demise = new Demise();
    private final AwaitedEnd end;
    private final Pulse pulse = new Pulse();
    /** False when a debugger may stop it. */
    private final boolean mayBeJudged;
    /** Null before it was started and when it could not be. */
    private volatile @Nullable OsProcess process;
    private volatile @Nullable Peer peer;

    Offspring(Member member, int number, Birth birth, boolean isStandby) {
        this.member = member;
        this.number = number;
        this.id = member.id().child(number);
        this.role = new Role(birth, isStandby);
        this.end = new AwaitedEnd(member.waiting());
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
        OsProcess started = process;
        return started == null ? null : started.process();
    }

    /** The process id; 0 when there never was a process. */
    @Override
    public long pid() {
        OsProcess started = process;
        return started == null ? 0 : started.pid();
    }

    // ---- birth: called by Delivery

    void processStarted(Process started, @Nullable String outMark) {
        if (outMark == null) {
            pump(started.getInputStream(), OutputHandler.Stream.OUT, started.pid(), null);
        }
        pump(started.getErrorStream(), OutputHandler.Stream.ERR, started.pid(), outMark);
        FamilySettings settings = role.birth().settings();
        process = new OsProcess(started, settings.workingDirectory(), settings.jvmArgs());
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
        OsProcess current = process;
        if (current != null) {
            current.becameReady();
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
        return !end.isTold();
    }

    /** Whether it has ended, as those know that are called at its end: before {@link #isAlive} tells others. */
    public boolean isOver() {
        return end.hasBegun();
    }

    /** Its end, to come or past. */
    public AwaitedEnd end() {
        return end;
    }

    /** Asks it to end: SIGTERM where there are signals. */
    public void terminate() {
        OsProcess current = process;
        if (current != null) {
            current.terminate();
        }
    }

    /** Ends it: SIGKILL where there are signals. */
    public void kill() {
        OsProcess current = process;
        if (current != null) {
            current.kill();
        }
    }

    /** Kills it for a reason that its ending will tell. */
    public void fence(String reason) {
        fence(DeathCause.FENCED, reason);
    }

    void fence(DeathCause cause, String reason) {
        OsProcess current = process;
        if (current != null) {
            current.fence(cause, reason);
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
        OsProcess current = process;
        if (current == null) {
            return;
        }
        current.saidGoodbye(how);
        Peer linked = peer;
        if (wantsLinkClosed && linked != null) {
            Thread.ofVirtual().name("mp-goodbye").start(() -> {
                linked.closeOutput();
                current.closeInput();
            });
        }
    }

    void linkEnded(@Nullable TransportException cause) {
        demise.linkEnded(cause);
        look();
    }

    /** Looks whether something has changed. Called at every event that may matter, and regularly by {@link Watch}. */
    void look() {
        OsProcess current = process;
        if (current == null || end.hasBegun()) {
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
        if (!end.begin()) {
            return;
        }
        OsProcess current = process;
        ProcessDeath death = current == null
                ? PostMortem.ofNone(errors.text())
                : current.conclude(errors.text(), demise.damageDescription());
        end.note(death);
        Peer linked = peer;
        if (linked != null) {
            linked.close();
        }
        if (current != null) {
            current.closeInput();
        }
        Role.Stage last = role.end();
        try {
            member.children().remove(this);
            if (last != Role.Stage.STANDING_BY) {
                member.router().childGone(this, death.describe());
            }
            Consumer<Offspring> atEnd = role.birth().atEnd();
            if (atEnd != null && last != Role.Stage.TAKEN) {
                atEnd.accept(this);
            }
        } finally {
            // Whatever fails above: those who wait for this end must not wait for ever.
            role.ready().completeExceptionally(new Delivery.EndedTooEarly(death));
            end.tell(death);
        }
    }

    @Override
    public String toString() {
        return birth().name() + " (member " + id + ", pid " + pid() + ")";
    }
}
