package io.multiprocessing;

import io.multiprocessing.internal.family.Birth;
import io.multiprocessing.internal.family.ChildProgram;
import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.family.Offspring;
import io.multiprocessing.internal.family.TargetProgram;
import io.multiprocessing.internal.family.mail.OffspringListener;
import io.multiprocessing.internal.family.standby.Standbys;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A process that runs Java code: what {@link Thread} is, in a JVM of its own.
 *
 * <p>Give it a target or override {@link #run}; fields of a subclass travel with the object, as copies:
 *
 * <pre>{@code
 * try (var mp = Multiprocessing.open()) {
 *     ChildProcess process = mp.start(() -> System.out.println("hello from " + ChildProcess.self().name()));
 *     process.join();
 *     System.out.println(process.exitCode());      // OptionalInt[0]
 * }
 * }</pre>
 *
 * <p>What the child prints reaches this process's own output. The child ends when its target has returned and all its
 * threads that are not daemons have ended, as any JVM does. A child that is not a daemon keeps this JVM alive until
 * then; when this process ends all the same, by {@code System.exit} or by being killed, its children end with it.
 *
 * <p>The object may be passed to other processes, where it tells the name, the process id and whether the process is
 * alive; starting, joining and ending it is for the process that made it. Methods may be called by several threads.
 */
public class ChildProcess implements Serializable {
    private static final long serialVersionUID = 1;
    private static final int MAX_NAME_LENGTH = 1000;
    static final Executor CALLBACKS = task -> Thread.ofVirtual().name("mp-callback").start(task);

    private final @Nullable RemoteRunnable target;
    private String name;
    private boolean daemon;
    /** 0 until started. Travels, so that the object is of use elsewhere. */
    private volatile long pid;

    private transient @Nullable Multiprocessing family;
    private transient @Nullable String lineage;
    private transient boolean started;
    private transient volatile @Nullable Offspring offspring;

    /** A process in the {@linkplain Multiprocessing#current() current} family that runs an overridden {@link #run}. */
    public ChildProcess() {
        this(Multiprocessing.current(), null, null);
    }

    /** A process in the {@linkplain Multiprocessing#current() current} family that runs {@code target}. */
    public ChildProcess(RemoteRunnable target) {
        this(Multiprocessing.current(), null, Objects.requireNonNull(target, "target"));
    }

    /** A process in the {@linkplain Multiprocessing#current() current} family with a name of its own. */
    public ChildProcess(String name, RemoteRunnable target) {
        this(Multiprocessing.current(), Objects.requireNonNull(name, "name"), Objects.requireNonNull(target, "target"));
    }

    ChildProcess(Multiprocessing family, @Nullable String name, @Nullable RemoteRunnable target) {
        Member member = family.member();
        int number = member.nextProcessNumber();
        String above = member.identity().lineage();
        this.family = family;
        this.lineage = above.isEmpty() ? Integer.toString(number) : above + ":" + number;
        this.name = name != null ? checkedName(name) : "Process-" + lineage;
        this.target = target;
        this.daemon = member.identity().isDaemon();
    }

    private static String checkedName(String name) {
        if (name.length() > MAX_NAME_LENGTH) {
            throw new IllegalArgumentException("A process name has at most " + MAX_NAME_LENGTH + " characters, not "
                    + name.length());
        }
        return name;
    }

    /**
     * What runs in the child: calls the target, if there is one. An exception is printed there and makes the exit code
     * 1.
     */
    protected void run() throws Exception {
        if (target != null) {
            target.run();
        }
    }

    /**
     * Starts the process and waits until it is about to run: typically a tenth of a second, or a millisecond when a
     * process stands by for it ({@link Multiprocessing.Builder#standby}). Not ended by an interrupt, which is kept.
     *
     * @return this
     * @throws IllegalStateException when it was started before, when this process did not make it, when its family is
     *     closed, or when this process is a daemon
     * @throws NotSerializableTaskException when target or fields can't be serialised; it may be started again
     * @throws ProcessStartException when the process could not be started, or ended before it was ready
     */
    public ChildProcess start() {
        Multiprocessing maker = requireMaker("started");
        Birth birth;
        synchronized (this) {
            if (started) {
                throw new IllegalStateException("Process \"" + name + "\" has been started before; a process object is"
                        + " started once. Make another one.");
            }
            started = true;
            birth = birth(maker);
        }
        try {
            Offspring child = Standbys.of(maker.member()).start(birth);
            pid = child.pid();
            offspring = child;
            maker.started(this, child);
            return this;
        } catch (NotSerializableTaskException e) {
            synchronized (this) {
                started = false;
            }
            throw e;
        }
    }

    private Birth birth(Multiprocessing maker) {
        return new Birth(
                name,
                Objects.requireNonNull(lineage),
                daemon,
                !daemon,
                !daemon,
                program(),
                maker.member().settings(),
                OffspringListener.NONE,
                null);
    }

    /** What the child runs: of an ordinary process its target alone, which travels in the compact form if it can. */
    private ChildProgram program() {
        return getClass() == ChildProcess.class && target != null ? new TargetProgram(target) : new ObjectProgram(this);
    }

    /** What a process that stands by runs, so that the first target finds all that it needs. */
    static ChildProgram rehearsal() {
        List<String> captured = List.of("rehearsed");
        return new TargetProgram(() -> {
            if (captured.isEmpty()) {
                throw new IllegalStateException("a list lost its element on its way");
            }
        });
    }

    private record ObjectProgram(ChildProcess process) implements ChildProgram {
        @Override
        public void run(Member self) throws Exception {
            // This copy stands for the process that it runs in.
            process.pid = ProcessHandle.current().pid();
            process.run();
        }

        @Override
        public Object job() {
            return process;
        }
    }

    private Multiprocessing requireMaker(String what) {
        Multiprocessing maker = family;
        if (maker == null) {
            throw new IllegalStateException("Process \"" + name + "\" can be " + what
                    + " only by the process that made it; this is a copy that travelled.");
        }
        return maker;
    }

    private Offspring requireStarted(String what) {
        requireMaker(what);
        Offspring child = offspring;
        if (child == null) {
            throw new IllegalStateException("Process \"" + name + "\" can't be " + what + ": it has not been started.");
        }
        return child;
    }

    /**
     * Waits until the process has ended and everything it printed has been passed on. Interruptible as {@link
     * Thread#join} is.
     *
     * @throws IllegalStateException when it was not started, or not by this process
     */
    public void join() throws InterruptedException {
        requireStarted("joined").end().join();
    }

    /**
     * Waits at most so long; zero or negative returns at once.
     *
     * @return true when it has ended
     * @throws IllegalStateException when it was not started, or not by this process
     */
    public boolean join(Duration timeout) throws InterruptedException {
        return requireStarted("joined").end().join(timeout);
    }

    /** Whether it was started and has not ended. In another process than the maker: whether there is such a process. */
    public boolean isAlive() {
        Offspring child = offspring;
        if (family != null) {
            return child != null && child.isAlive();
        }
        return pid != 0 && ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    /**
     * The process id.
     *
     * @throws IllegalStateException when it was not started
     */
    public long pid() {
        if (pid == 0) {
            throw new IllegalStateException("Process \"" + name + "\" has no process id yet: it has not been started.");
        }
        return pid;
    }

    /** The name: by default {@code Process-1}, and {@code Process-1:2} for the second child of the first child. */
    public String getName() {
        return name;
    }

    /** @throws IllegalStateException after start */
    public synchronized void setName(String name) {
        requireNotStarted("name");
        this.name = checkedName(Objects.requireNonNull(name));
    }

    /** Whether it is ended when this process's program ends. Inherited from this process by default. */
    public boolean isDaemon() {
        return daemon;
    }

    /**
     * A daemon is ended when its parent's program ends, and may not start children.
     *
     * @throws IllegalStateException after start
     */
    public synchronized void setDaemon(boolean daemon) {
        requireNotStarted("daemon flag");
        this.daemon = daemon;
    }

    private void requireNotStarted(String what) {
        if (started || family == null) {
            throw new IllegalStateException(
                    "The " + what + " of process \"" + name + "\" can be set before start only.");
        }
    }

    /**
     * How it ended: 0 normally, n for {@code System.exit(n)}, 1 after an uncaught exception, minus the number of the
     * signal that ended it. Empty while it has not ended or was not started.
     */
    public OptionalInt exitCode() {
        Offspring child = offspring;
        ProcessDeath death = child == null ? null : child.end().death();
        return death == null ? OptionalInt.empty() : OptionalInt.of(death.exitStatus());
    }

    /**
     * How it ended and why, with the last lines of its error output. Empty while it has not ended or was not started,
     * and in other processes than the one that started it.
     */
    public Optional<ProcessDeath> death() {
        Offspring child = offspring;
        return child == null ? Optional.empty() : Optional.ofNullable(child.end().death());
    }

    /**
     * Asks the process to end, with SIGTERM: its shutdown hooks run. Returns at once; {@link #join} waits. Does nothing
     * when it has ended.
     *
     * @throws IllegalStateException when it was not started, or not by this process
     */
    public void terminate() {
        requireStarted("terminated").terminate();
    }

    /**
     * Ends the process at once, with SIGKILL. Returns at once; {@link #join} waits. Does nothing when it has ended.
     *
     * @throws IllegalStateException when it was not started, or not by this process
     */
    public void kill() {
        requireStarted("killed").kill();
    }

    /**
     * Completes with this object when the process has ended. Dependent actions that were registered before run in a
     * thread of the library's own and may block, unless a thread that waits for the future helps with them, as {@link
     * CompletableFuture} has it; the {@code Async} methods leave no doubt.
     *
     * @throws IllegalStateException when it was not started, or not by this process
     */
    public CompletableFuture<ChildProcess> onExit() {
        return requireStarted("waited for").end().whenTold().thenApplyAsync(ending -> this, CALLBACKS);
    }

    /**
     * The operating system's view of it.
     *
     * @throws IllegalStateException when it was not started, or not by this process
     */
    public ProcessHandle toHandle() {
        Process process = requireStarted("looked at").process();
        return Objects.requireNonNull(process).toHandle();
    }

    /** The process that calls this, whether a family started it or not. */
    public static CurrentProcess self() {
        return CurrentProcess.get();
    }

    @Override
    public String toString() {
        String state = "not started";
        OptionalInt code = exitCode();
        if (code.isPresent()) {
            state = "ended, exit code " + code.getAsInt();
        } else if (pid != 0) {
            state = "pid " + pid;
        }
        return getClass().getSimpleName() + "[" + name + ", " + state + (daemon ? ", daemon]" : "]");
    }
}
