package io.multiprocessing.internal.family;

import io.multiprocessing.DeathCause;
import io.multiprocessing.MultiprocessingException;
import io.multiprocessing.ProcessDeath;
import io.multiprocessing.ProcessStartException;
import io.multiprocessing.TransportException;
import io.multiprocessing.internal.codec.RemoteThrowables;
import io.multiprocessing.internal.family.settings.BirthCertificate;
import io.multiprocessing.internal.family.settings.FamilySettings;
import io.multiprocessing.internal.family.settings.Identity;
import io.multiprocessing.internal.launch.Bootstrap;
import io.multiprocessing.internal.launch.CacheMaker;
import io.multiprocessing.internal.launch.JvmCommand;
import io.multiprocessing.internal.launch.StartupCache;
import io.multiprocessing.internal.output.OutMark;
import io.multiprocessing.internal.wire.FrameType;
import io.multiprocessing.internal.wire.Head;
import io.multiprocessing.internal.wire.Peer;
import io.multiprocessing.spi.Invitation;
import io.multiprocessing.spi.Link;
import io.multiprocessing.spi.StandardPipes;
import io.multiprocessing.spi.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Brings a child into the world: encodes its program, starts the process, connects, and waits until it is ready. What a
 * standby is given is a rehearsal, and then it stands by.
 */
final class Delivery {
    /** By name, since what a child does stands above what its parent knows. */
    static final String MAIN_CLASS = Delivery.class.getPackageName() + ".child.ChildMain";

    static final String REHEARSAL_CLASS = Delivery.class.getPackageName() + ".child.Rehearsal";

    /** Of those that read its output and its link. The error's name promises another cause. */
    private static final String NO_THREADS = "this JVM gets no more threads: ";

    private final Offspring child;
    private final Member member;
    private final Birth birth;
    private final Transport transport;
    private final StartupCache.Plan plan;
    private final JvmCommand command;
    private final boolean linkOnPipes;

    /** The child said FAILED. */
    static final class ProgramRefused extends Exception {

        private static final long serialVersionUID = 1;
        final transient ByteBuffer thrown;

        ProgramRefused(ByteBuffer thrown) {
            this.thrown = thrown;
        }
    }

    /** The child ended before it said READY. */
    static final class EndedTooEarly extends Exception {
        private static final long serialVersionUID = 1;
        final transient ProcessDeath death;

        EndedTooEarly(ProcessDeath death) {
            this.death = death;
        }
    }

    Delivery(Offspring child) {
        this(child, child.birth());
    }

    /** Of a child that will have this birth. */
    Delivery(Offspring child, Birth birth) {
        this.child = child;
        this.member = child.member();
        this.birth = birth;
        this.transport = member.transport();
        this.linkOnPipes = transport.usesStandardPipes();
        FamilySettings settings = birth.settings();
        this.plan = StartupCache.plan(
                settings.javaHome(),
                settings.jvmArgs(),
                settings.classPath(),
                settings.startupCache(),
                List.of(Member.class, transport.getClass()));
        List<String> jvmArgs = new ArrayList<>(settings.jvmArgs());
        jvmArgs.addAll(plan.cacheArgs());
        this.command = new JvmCommand(
                Path.of(settings.javaHome()),
                jvmArgs,
                plan.classPath(),
                MAIN_CLASS,
                List.of(),
                settings.environment(),
                settings.workingDirectory() == null ? null : Path.of(settings.workingDirectory()),
                linkOnPipes);
    }

    void run() {
        ByteBuffer program;
        Process process;
        try {
            program = member.encodeFor(child.id(), birth.program().cargo());
            process = member.children().forker().start(command);
        } catch (IOException e) {
            child.stillborn();
            throw failure("could not be started: " + e.getMessage(), null, e);
        } catch (RuntimeException | Error e) {
            child.stillborn();
            throw e;
        }
        String outMark = linkOnPipes ? OutMark.random() : null;
        try {
            child.processStarted(process, outMark);
        } catch (OutOfMemoryError e) {
            process.destroyForcibly();
            child.stillborn();
            throw failure("could not be started: " + NO_THREADS + e.getMessage(), null, e);
        }
        try {
            connect(process, outMark, program);
        } catch (MultiprocessingException | IOException e) {
            child.linkEnded(null);
            throw abandoned(e);
        } catch (OutOfMemoryError e) {
            child.kill();
            child.linkEnded(null);
            throw abandoned(new IOException(NO_THREADS + e.getMessage(), e));
        }
        awaitReady();
        StartupCache.Missing missing = plan.missing();
        if (missing != null && member.isRoot()) {
            CacheMaker.makeInBackground(missing, REHEARSAL_CLASS);
        }
    }

    private void connect(Process process, @Nullable String outMark, ByteBuffer program) throws IOException {
        Duration timeout = birth.settings().startTimeout();
        try (Invitation invitation = transport.invite(birth.name())) {
            process.onExit().thenRun(invitation::close);
            new Bootstrap(transport.name(), transport.getClass().getName(), invitation.address(), properties(outMark))
                    .writeTo(process.getOutputStream());
            StandardPipes pipes = new StandardPipes(process.getInputStream(), process.getOutputStream());
            Link link = transport.accept(invitation, pipes, timeout);
            Peer peer = new Peer(link);
            child.linked(peer);
            peer.send(child.isStandby()
                    ? HandOver.frame(FrameType.REHEARSE, birth, program)
                    : Head.empty().frame(FrameType.START, program));
        }
    }

    private Map<String, String> properties(@Nullable String outMark) {
        Map<String, String> properties = new LinkedHashMap<>(birth.settings().toProperties());
        Identity identity = new Identity(
                birth.name(),
                birth.lineage(),
                birth.isDaemon(),
                birth.mayHaveChildren(),
                ProcessHandle.current().pid(),
                member.identity().name());
        new BirthCertificate(child.id(), identity, member.places().toProperty(), outMark).addTo(properties);
        return properties;
    }

    private void awaitReady() {
        boolean interrupted = false;
        long deadline = System.nanoTime() + birth.settings().startTimeout().toNanos();
        try {
            while (true) {
                try {
                    child.ready().get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (TimeoutException e) {
            throw notInTime();
        } catch (ExecutionException e) {
            throw notReady(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Gives it up. */
    ProcessStartException notInTime() {
        child.fence(DeathCause.START_FAILED, "it was not ready in time");
        return abandoned(new TransportException("no sign of it after " + birth.settings().startTimeout()));
    }

    /** Why it is not ready. */
    ProcessStartException notReady(@Nullable Throwable reason) {
        if (reason instanceof ProgramRefused refused) {
            child.end().awaitUninterruptibly(Demise.LONGEST_FAREWELL);
            child.kill();
            Throwable thrown = RemoteThrowables.decode(
                    refused.thrown, member.codec(), Values.loader(), child.toString(), new Throwable().getStackTrace());
            return failure("could not decode what it should run: " + thrown, child.end().death(), thrown);
        }
        if (reason instanceof EndedTooEarly early) {
            return failure(early.death.describe() + " before it was ready", early.death, null);
        }
        return failure("failed to start", child.end().death(), reason);
    }

    /**
     * Connecting failed: what the process itself says about it, if it has ended, is more telling than our exception.
     */
    private ProcessStartException abandoned(Exception cause) {
        if (!child.end().awaitUninterruptibly(Demise.LONGEST_FAREWELL)) {
            child.kill();
            child.end().awaitUninterruptibly(Demise.LONGEST_FAREWELL.multipliedBy(2));
            return failure("did not connect: " + cause.getMessage(), null, cause);
        }
        ProcessDeath death = child.end().death();
        return failure((death == null ? "ended" : death.describe()) + " before it was connected", death, cause);
    }

    private ProcessStartException failure(String what, @Nullable ProcessDeath death, @Nullable Throwable cause) {
        String said = child.errorOutput();
        StringBuilder message = new StringBuilder("Process \"" + birth.name() + "\" " + what + ".");
        message.append("\n  Command: ").append(String.join(" ", command.javaCommandLine()));
        if (!said.isEmpty()) {
            message.append("\n  It said: ").append(said.replace("\n", "\n           "));
        }
        if (death != null) {
            message.append("\n  Likely cause: ").append(death.advice());
        }
        return new ProcessStartException(message.toString(), command.commandLine(), death, said, cause);
    }
}
