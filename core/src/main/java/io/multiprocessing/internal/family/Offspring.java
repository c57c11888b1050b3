package io.multiprocessing.internal.family;

import io.multiprocessing.OutputHandler;
import io.multiprocessing.TransportException;
import io.multiprocessing.internal.wire.FrameType;
import io.multiprocessing.internal.wire.Head;
import io.multiprocessing.internal.wire.MemberId;
import io.multiprocessing.internal.wire.Peer;
import io.multiprocessing.spi.Frame;
import io.multiprocessing.spi.FrameHandler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A child, seen from its parent: from its birth (see {@link Delivery}) to its end.
 *
 * <p>It has ended for everybody else when its process has exited, its link has delivered the last frame, and its output
 * the last line; whichever comes last completes {@link #awaitEnd}. A grandchild may hold the pipes open, so after {@link
 * #LONGEST_FAREWELL} the exit alone counts. A child whose link ends while its process goes on is killed: nobody could
 * reach it any more.
 */
public final class Offspring {
    /** How long after the exit the link and the output may take to run dry. */
    static final Duration LONGEST_FAREWELL = Duration.ofSeconds(1);

    private static final long PATIENCE_AFTER_CLOSE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long PATIENCE_AFTER_DAMAGE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Member member;
    private final int number;
    private final MemberId id;
    private final Birth birth;
    private final ErrorTail errors = new ErrorTail();
    private final List<CompletableFuture<Void>> outputs = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final CompletableFuture<Ending> ended = new CompletableFuture<>();
    private final AtomicBoolean finished = new AtomicBoolean();
    private volatile @Nullable Process process;
    private volatile @Nullable Peer peer;
    private volatile int lastWord = Ending.UNKNOWN;
    private volatile String note = "";
    private volatile @Nullable Ending notice;

    // Guarded by this: the facts that an ending is made of.
    private boolean born;
    private boolean exited;
    private boolean linkEnded;
    private long exitedAt;
    private long linkEndedAt;
    private @Nullable TransportException damage;

    Offspring(Member member, int number, Birth birth) {
        this.member = member;
        this.number = number;
        this.id = member.id().child(number);
        this.birth = birth;
    }

    public int number() {
        return number;
    }

    public MemberId id() {
        return id;
    }

    public Birth birth() {
        return birth;
    }

    @Nullable Peer peer() {
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
    public long pid() {
        Process started = process;
        return started == null ? 0 : started.pid();
    }

    void start() {
        new Delivery(this).run();
    }

    // ---- birth: called by Delivery

    void processStarted(Process started, @Nullable String outMark) {
        process = started;
        synchronized (this) {
            born = true;
        }
        if (outMark == null) {
            pump(started.getInputStream(), OutputHandler.Stream.OUT, started.pid(), null);
        }
        pump(started.getErrorStream(), OutputHandler.Stream.ERR, started.pid(), outMark);
        started.onExit().thenRun(this::look);
    }

    private void pump(java.io.InputStream source, OutputHandler.Stream stream, long pid, @Nullable String outMark) {
        OutputPump pump = new OutputPump(source, stream, birth.name(), pid, birth.settings(), errors, outMark);
        CompletableFuture<Void> output = pump.start();
        outputs.add(output);
        output.thenRun(this::look);
    }

    void linked(Peer newPeer) {
        peer = newPeer;
        newPeer.start(new LinkHandler());
    }

    /** There will be no link: the end of the process alone counts. */
    void linkFailed() {
        synchronized (this) {
            linkEnded = true;
            linkEndedAt = System.nanoTime();
        }
        look();
    }

    /** There is not even a process. */
    void stillborn() {
        synchronized (this) {
            born = true;
            exited = true;
            linkEnded = true;
        }
        finish();
    }

    CompletableFuture<Void> ready() {
        return ready;
    }

    CompletableFuture<Ending> ended() {
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

    public boolean isAlive() {
        return !ended.isDone();
    }

    /** How it ended; null while it has not. */
    public @Nullable Ending ending() {
        return ended.getNow(null);
    }

    /** As {@link #ending}, and already known to those that are called at its end. */
    public Ending deathNotice() {
        Ending known = notice;
        if (known == null) {
            throw new IllegalStateException(this + " has not ended");
        }
        return known;
    }

    /** Completes, in the thread that noticed, when it has ended. */
    public CompletableFuture<Ending> whenEnded() {
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
        note = reason;
        kill();
    }

    /** Waits until it has ended. */
    public void join() throws InterruptedException {
        member.waiting().begin();
        try {
            ended.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            member.waiting().end();
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

    private final class LinkHandler implements FrameHandler {
        @Override
        public void frame(Frame frame) {
            Head head = Head.of(frame);
            switch (frame.type()) {
                case FrameType.HELLO -> hello(head);
                case FrameType.READY -> ready.complete(null);
                case FrameType.FAILED -> ready.completeExceptionally(new Delivery.ProgramRefused(frame.body()));
                case FrameType.GOODBYE -> goodbye(head);
                case FrameType.GONE -> {
                    requireBelow(head.to());
                    member.router().goneBelow(Offspring.this, head, frame);
                }
                case FrameType.PROBED -> Progress.answered(head);
                case FrameType.REQUEST, FrameType.REPLY, FrameType.CANCEL ->
                        member.router().receivedFromChild(Offspring.this, head, frame);
                default -> birth.listener().received(frame.type(), head, frame);
            }
        }

        @Override
        public void end(@Nullable TransportException cause) {
            synchronized (Offspring.this) {
                linkEnded = true;
                linkEndedAt = System.nanoTime();
                damage = cause;
            }
            look();
        }
    }

    private void goodbye(Head head) {
        lastWord = head.code();
        Peer linked = peer;
        Process current = process;
        if (head.id() == Farewell.CLOSE_LINK && linked != null && current != null) {
            Thread.ofVirtual().name("mp-goodbye").start(() -> {
                linked.closeOutput();
                closeInput(current);
            });
        }
    }

    private void hello(Head head) {
        if (head.code() != FrameType.PROTOCOL_VERSION) {
            throw new TransportException("Process \"" + birth.name() + "\" speaks protocol version " + head.code()
                    + ", this one " + FrameType.PROTOCOL_VERSION + ". Give both the same version of the library.");
        }
    }

    private void requireBelow(MemberId member) {
        if (!id.contains(member)) {
            throw new TransportException("Member " + id + " tells of the end of " + member + ", which is not below it");
        }
    }

    // ---- end

    /** Looks whether something has changed. Called at every event that may matter, and regularly by {@link Watch}. */
    void look() {
        Process current = process;
        if (current == null || finished.get()) {
            return;
        }
        boolean died = false;
        boolean done;
        synchronized (this) {
            if (!born) {
                return;
            }
            long now = System.nanoTime();
            if (!exited && !current.isAlive()) {
                exited = true;
                exitedAt = now;
                died = true;
            }
            if (!exited) {
                loseContact(now);
            }
            boolean dry = linkEnded && outputs.stream().allMatch(CompletableFuture::isDone);
            done = exited && (dry || now - exitedAt > LONGEST_FAREWELL.toNanos());
        }
        if (died) {
            Peer linked = peer;
            if (linked != null) {
                linked.died();
            }
        }
        if (done) {
            finish();
        }
    }

    private void loseContact(long now) {
        if (!linkEnded) {
            return;
        }
        long patience = damage == null ? PATIENCE_AFTER_CLOSE_NANOS : PATIENCE_AFTER_DAMAGE_NANOS;
        if (now - linkEndedAt > patience) {
            note = damage == null ? "it closed its link and did not end" : "protocol error: " + damage.getMessage();
            kill();
        }
    }

    private void finish() {
        if (!finished.compareAndSet(false, true)) {
            return;
        }
        Process current = process;
        int status = current == null ? -1 : Ending.status(current.exitValue(), lastWord);
        Ending ending = new Ending(status, errors.text(), note);
        notice = ending;
        Peer linked = peer;
        if (linked != null) {
            linked.close();
        }
        if (current != null) {
            closeInput(current);
        }
        member.children().remove(this);
        member.router().childGone(this, ending.describe());
        if (birth.atEnd() != null) {
            birth.atEnd().accept(this);
        }
        ready.completeExceptionally(new Delivery.EndedTooEarly(ending));
        ended.complete(ending);
    }

    /** Of a child without a link on its pipes this is the lifeline. */
    private static void closeInput(Process process) {
        try {
            process.getOutputStream().close();
        } catch (java.io.IOException e) {
            // Its reader is dead.
        }
    }

    @Override
    public String toString() {
        return birth.name() + " (member " + id + ", pid " + pid() + ")";
    }
}
