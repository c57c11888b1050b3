package io.multiprocessing;

import io.multiprocessing.internal.codec.StandardCodec;
import io.multiprocessing.internal.codec.compact.RepeatableReplacement;
import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.family.Offspring;
import io.multiprocessing.internal.family.Values;
import io.multiprocessing.internal.family.settings.FamilySettings;
import io.multiprocessing.internal.family.standby.Standbys;
import io.multiprocessing.internal.launch.StartupCache;
import io.multiprocessing.internal.launch.Surroundings;
import io.multiprocessing.internal.launch.Transports;
import io.multiprocessing.internal.memory.Memories;
import io.multiprocessing.internal.memory.Slabs;
import io.multiprocessing.internal.object.SharedList;
import io.multiprocessing.internal.object.SharedMap;
import io.multiprocessing.internal.object.SharedObjects;
import io.multiprocessing.internal.pipe.PipeHandle;
import io.multiprocessing.internal.pool.Pools;
import io.multiprocessing.internal.queue.QueueHandle;
import io.multiprocessing.internal.sync.BarrierHandle;
import io.multiprocessing.internal.sync.EventHandle;
import io.multiprocessing.internal.sync.LatchHandle;
import io.multiprocessing.internal.sync.LockHandle;
import io.multiprocessing.internal.sync.SemaphoreHandle;
import io.multiprocessing.spi.Codec;
import io.multiprocessing.spi.Transport;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The context that makes everything else: processes, pools, queues, pipes and memory of one family, over one transport.
 *
 * <pre>{@code
 * try (var mp = Multiprocessing.open()) {              // or open("pipe"), open("socket"), open("sharedmem")
 *     SharedQueue<String> queue = mp.queue(100);
 *     ChildProcess writer = mp.start(() -> queue.put("hello"));
 *     System.out.println(queue.take());
 *     writer.join();
 * }
 * }</pre>
 *
 * <p>Whoever opens it is the root of the family. In a child, {@link #current()} is the family that it was born into; a
 * context that is captured by a task arrives as that.
 * Everything made here is serialisable: captured by a task or put in a queue it arrives in any member of the family as
 * the same shared object. All methods may be called by several threads.
 */
public final class Multiprocessing implements AutoCloseable, Serializable, RepeatableReplacement {
    private static final long serialVersionUID = 1;
    private static @Nullable Multiprocessing current;

    private final transient Member member;
    private final transient Map<Offspring, ChildProcess> alive = new ConcurrentHashMap<>();

    private Multiprocessing(Member member) {
        this.member = member;
    }

    /**
     * Opens a family over the best transport that is on the class path and available here.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Multiprocessing open() {
        return builder().open();
    }

    /**
     * Opens a family over the transport of that name.
     *
     * @throws IllegalArgumentException when it is unknown or unavailable: lists what there is, why the rest is not
     *     available, and which artifact to add
     */
    public static Multiprocessing open(String transport) {
        return builder().transport(transport).open();
    }

    /** What can be chosen before opening. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * In a child: the family it was born into. Elsewhere: one that is opened at the first call and closed at exit, or
     * opened anew when somebody closed it.
     */
    public static synchronized Multiprocessing current() {
        Multiprocessing known = current;
        if (known == null || (known.member.hasLeft() && Member.born() == null)) {
            Member born = Member.born();
            known = born != null ? of(born) : open();
            current = known;
        }
        return known;
    }

    private static Multiprocessing of(Member member) {
        return member.part(Multiprocessing.class, Multiprocessing::new);
    }

    Member member() {
        return member;
    }

    /** The name of the transport. */
    public String transport() {
        return member.transport().name();
    }

    /** A process that will run {@code target}; not started, so that it can be named or made a daemon. */
    public ChildProcess process(RemoteRunnable target) {
        requireOpen();
        return new ChildProcess(this, null, Objects.requireNonNull(target, "target"));
    }

    /** A process that runs {@code target}; started: see {@link ChildProcess#start()}. */
    public ChildProcess start(RemoteRunnable target) {
        return process(target).start();
    }

    /** A pool with as many workers as processors are available to this process; in a worker, its share of them. */
    public ProcessPool pool() {
        return poolBuilder().build();
    }

    /**
     * A pool with so many workers.
     *
     * @throws IllegalArgumentException when fewer than 1
     */
    public ProcessPool pool(int workers) {
        return poolBuilder().workers(workers).build();
    }

    /** What can be chosen about a pool before it is made. */
    public ProcessPool.Builder poolBuilder() {
        requireOpen();
        return Pools.builder(member);
    }

    /** A queue without a limit on the number of elements; what it holds is bounded by the builder's budget in bytes. */
    public <E> SharedQueue<E> queue() {
        requireOpen();
        return QueueHandle.create(member, Integer.MAX_VALUE, member.settings().queueBudgetBytes());
    }

    /**
     * A queue that holds at most so many elements.
     *
     * @throws IllegalArgumentException when fewer than 1
     */
    public <E> SharedQueue<E> queue(int capacity) {
        requireOpen();
        return QueueHandle.create(member, capacity, Long.MAX_VALUE);
    }

    /** A two-way connection between two processes. */
    public <T> MessagePipe<T> pipe() {
        requireOpen();
        return PipeHandle.create(member);
    }

    /** A reentrant lock, free. It lives in this process, as all that is made here does. */
    public InterProcessLock lock() {
        requireOpen();
        return LockHandle.create(member);
    }

    /**
     * A semaphore with so many permits, which releases may add to.
     *
     * @throws IllegalArgumentException when fewer than 0
     */
    public InterProcessSemaphore semaphore(int permits) {
        requireOpen();
        return SemaphoreHandle.create(member, permits, false);
    }

    /**
     * A semaphore that never has more permits than these: a release too many is an {@link IllegalStateException}.
     *
     * @throws IllegalArgumentException when fewer than 0
     */
    public InterProcessSemaphore boundedSemaphore(int permits) {
        requireOpen();
        return SemaphoreHandle.create(member, permits, true);
    }

    /** An event that is not set. */
    public InterProcessEvent event() {
        requireOpen();
        return EventHandle.create(member);
    }

    /**
     * A latch that opens after so many calls of {@code countDown}.
     *
     * @throws IllegalArgumentException when fewer than 0
     */
    public InterProcessLatch latch(int count) {
        requireOpen();
        return LatchHandle.create(member, count);
    }

    /**
     * A barrier for so many parties.
     *
     * @throws IllegalArgumentException when fewer than 1
     */
    public InterProcessBarrier barrier(int parties) {
        requireOpen();
        return BarrierHandle.create(member, parties, null);
    }

    /**
     * A barrier for so many parties, the last of which runs {@code action} each time.
     *
     * @throws IllegalArgumentException when fewer than 1
     * @throws NotSerializableTaskException when the action can't travel
     */
    public InterProcessBarrier barrier(int parties, RemoteRunnable action) {
        requireOpen();
        return BarrierHandle.create(member, parties, Objects.requireNonNull(action, "action"));
    }

    /**
     * Memory of so many bytes that all members of the family can map, filled with zeros: see {@link SharedMemory}.
     * Takes its time with the size, since every page is allocated before this returns; not affected by interrupts. Safe
     * to call from several threads and in every process of the family.
     *
     * <p>It is a file in a private directory in {@code /dev/shm}, or in {@code java.io.tmpdir} where that is missing or
     * has no room; the root's system property {@code io.multiprocessing.memory.directory} names another place. It
     * belongs to this process and is removed when this process ends, or the family does.
     *
     * <p>Memory consistency: the zeros, and what this process writes before it sends the memory, are seen by whoever
     * receives it.
     *
     * @param byteSize from 1 to what there is room for, also beyond 2 GiB
     * @throws IllegalArgumentException when {@code byteSize} is below 1
     * @throws SharedMemoryException when there is no room, with the bytes needed and free, when the files can't be
     *     made, or when the transport offers no shared memory; nothing is left behind
     * @throws IllegalStateException when this is closed
     */
    public SharedMemory memory(long byteSize) {
        requireOpen();
        return Memories.of(member).make(byteSize);
    }

    /**
     * A number that all members of the family read and change at once, as threads do an {@link
     * java.util.concurrent.atomic.AtomicLong}: see {@link SharedLong}. Does not block, and is not affected by
     * interrupts; every 512th makes a region of 32 KiB. Safe to call from several threads and in every process of the
     * family.
     *
     * <p>Memory consistency: the initial value, and what this process writes before it sends the number, are seen by
     * whoever receives it.
     *
     * @param initial any value
     * @throws SharedMemoryException when there is no room, with the bytes needed and free, when the files can't be
     *     made, or when the transport offers no shared memory
     * @throws IllegalStateException when this is closed
     */
    public SharedLong sharedLong(long initial) {
        requireOpen();
        Slabs.Word word = Memories.of(member).slabs().next();
        SharedLong number = new SharedLong(word.memory().longs(), word.index());
        number.set(initial);
        return number;
    }

    /**
     * A proxy of an object that lives in this process and that any member of the family may call. Captured by a task or
     * put in a queue, the proxy arrives as one of the same object.
     *
     * <pre>{@code
     * interface Counter {
     *     long add(long amount);
     * }
     *
     * AtomicLong value = new AtomicLong();
     * Counter counter = mp.share(Counter.class, value::addAndGet);
     * pool.submit(() -> counter.add(5)).get();             // value is 5, here
     * }</pre>
     *
     * <p>A call runs here, in a thread of its own, with copies of the arguments; the caller waits, and gets a copy
     * of the result. It is the same when this process calls its own proxy. Several calls may run at once, so {@code
     * target} must be safe for use by several threads. All methods of the interface can be called, inherited and
     * default ones included, and no others. {@code equals}, {@code hashCode} and {@code toString} are the proxy's own:
     * two proxies of one object are equal.
     *
     * <p>What {@code target} throws reaches the caller as its own type, with its frames and the caller's below them;
     * what the method does not declare comes inside a {@link RemoteFailureException}. What can't be serialised fails
     * the call with {@link NotSerializableTaskException}. When this process ends or closes the family, calls end with
     * {@link SharedObjectGoneException}.
     *
     * <p>An interrupt does not end a call: it is kept for later. If the method declares {@link InterruptedException},
     * it interrupts the thread that runs the call here, and the caller gets that exception unless the call succeeds all
     * the same. The calls of callers that end are treated in the same way.
     *
     * <p>{@code target} is kept as long as a proxy of it is reachable in any member, or is under way in a message.
     *
     * @param type the interface by which the object is called
     * @throws IllegalArgumentException when the type is not an interface, or its methods can't be called by this
     *     library
     */
    public <T> T share(Class<T> type, T target) {
        requireOpen();
        return SharedObjects.of(member).share(type, target);
    }

    /**
     * An empty map that lives in this process and that any member of the family may use, with the guarantees of a
     * {@link ConcurrentHashMap}: it holds no nulls, and each method on a single key is atomic. What it holds and what
     * it returns are copies: to change a value, put it again.
     *
     * <p>A function that can be serialised runs in this process, while the mapping is locked: {@code map.merge(word,
     * 1L, (BinaryOperator<Long> & Serializable) Long::sum)} costs one message. Any other runs at its caller, and again
     * when the mapping has changed in the meantime. Iterators, also those of the views, show what the map held at one
     * time, fetched in one call; {@code remove} takes a mapping out if it is still the one that was seen, {@code
     * setValue} puts.
     *
     * <p>Each call waits for this process's answer, uninterruptibly: an interrupt is kept for later. When this process
     * ends or closes the family, calls end with {@link SharedObjectGoneException}; what can't be serialised fails them
     * with {@link NotSerializableTaskException}.
     */
    public <K, V> ConcurrentMap<K, V> map() {
        requireOpen();
        return SharedMap.create(member);
    }

    /**
     * An empty list that lives in this process and that any member of the family may use. Each method is atomic, {@code
     * addAll}, {@code removeIf}, {@code replaceAll} and {@code sort} included; nulls are allowed. What it holds and
     * what it returns are copies: to change an element, set it again.
     *
     * <p>A function that can be serialised runs in this process, while the list is locked. Any other runs at its caller
     * on a copy, which takes the place of the list if that has not changed in the meantime; else it runs again.
     * Iterators show what the list held at one time, fetched in one call; {@code remove} and {@code set} change the
     * element that was seen if it is still there, {@code add} is not supported. A {@code subList} is a view by indexes,
     * each of its methods one or more calls.
     *
     * <p>Calls wait and fail as those of {@link #map()} do.
     */
    public <E> List<E> list() {
        requireOpen();
        return SharedList.create(member);
    }

    /** The children that this process started in this family and that have not ended. */
    public List<ChildProcess> activeChildren() {
        return List.copyOf(alive.values());
    }

    /**
     * How many processes stand by for this process's starts in this family, and what memory they take: see {@link
     * Builder#standby}. Looks at each process, which takes some microseconds for each. May be called at any time, by
     * any thread.
     */
    public StandbyStats standbyStats() {
        return Standbys.of(member).stats();
    }

    void started(ChildProcess process, Offspring child) {
        alive.put(child, process);
        child.end().whenTold().thenRun(() -> alive.remove(child));
    }

    private void requireOpen() {
        if (member.hasLeft()) {
            throw new IllegalStateException("This Multiprocessing is closed");
        }
    }

    /**
     * Closes the family, in this order: pools are closed, which waits for their tasks; processes that stand by and
     * daemons are ended; other children
     * are joined, as long as any of them can go on by itself; then everything shared is closed, so that whoever still
     * blocks in it gets {@link QueueClosedException} or {@link EndOfPipeException}; who does not end then within the
     * grace period is killed. No thread, descriptor, file or process of the family is left. When the thread is
     * interrupted, it does not wait for tasks and children to end by themselves. Idempotent.
     *
     * <p>In a child this ends the child's own children; the child remains a member of the family.
     */
    @Override
    public void close() {
        Pools.closeAll(member);
        Standbys.of(member).close();
        member.finish();
        member.leave();
    }

    private Object writeReplace() {
        if (Values.travelling() != member) {
            throw new IllegalStateException(this + " can be sent to members of its own family only");
        }
        return new Ticket();
    }

    /** What travels instead: wherever it arrives, it stands for the family that it arrives in. */
    private record Ticket() implements Serializable {
        private Object readResolve() {
            Member here = Values.travelling();
            return of(here);
        }
    }

    @Override
    public String toString() {
        return "Multiprocessing[" + transport() + ", " + member + (member.hasLeft() ? ", closed]" : "]");
    }

    /** What can be chosen about a family before it is opened. Not thread-safe. */
    public static final class Builder {
        private static final Duration DEFAULT_START_TIMEOUT = Duration.ofSeconds(60);
        private static final Duration DEFAULT_GRACE = Duration.ofSeconds(5);
        private static final Duration DEFAULT_LIVENESS_GRACE = Duration.ofSeconds(30);
        private static final long DEFAULT_QUEUE_BUDGET_BYTES = 256L << 20;

        private @Nullable String transport;
        private final List<String> jvmArgs = new ArrayList<>();
        private @Nullable String maxHeap;
        private final Map<String, String> environment = new LinkedHashMap<>();
        private @Nullable Path workingDirectory;
        private @Nullable String classPath;
        private @Nullable Path javaHome;
        private Class<? extends Codec> codec = StandardCodec.class;
        private @Nullable OutputHandler outputHandler;
        private boolean labelOutput;
        private @Nullable String startupCache;
        private Duration startTimeout = DEFAULT_START_TIMEOUT;
        private Duration shutdownGrace = DEFAULT_GRACE;
        private Duration livenessGrace = DEFAULT_LIVENESS_GRACE;
        private long queueBudgetBytes = DEFAULT_QUEUE_BUDGET_BYTES;
        private int standby;

        private Builder() {}

        /** The transport's name; by default the best that is available. */
        public Builder transport(String name) {
            this.transport = Objects.requireNonNull(name);
            return this;
        }

        /** Adds options to every child JVM's command line, after our own, so that they win. */
        public Builder jvmArgs(String... args) {
            return jvmArgs(List.of(args));
        }

        /** Adds options to every child JVM's command line, after our own, so that they win. */
        public Builder jvmArgs(List<String> args) {
            jvmArgs.addAll(args);
            return this;
        }

        /** The largest heap of every child JVM, in the notation of {@code -Xmx}: {@code 512m}, {@code 2g}. */
        public Builder maxHeap(String size) {
            this.maxHeap = Surroundings.checkedHeapSize(size);
            return this;
        }

        /** The largest heap of every child JVM, in bytes. */
        public Builder maxHeap(long bytes) {
            return maxHeap(Long.toString(bytes));
        }

        /** Adds a variable to every child's environment, which else is this process's. */
        public Builder environment(String name, String value) {
            environment.put(Objects.requireNonNull(name), Objects.requireNonNull(value));
            return this;
        }

        /** Adds variables to every child's environment, which else is this process's. */
        public Builder environment(Map<String, String> variables) {
            variables.forEach(this::environment);
            return this;
        }

        /** Where children run; by default where this process does. */
        public Builder workingDirectory(Path directory) {
            this.workingDirectory = Objects.requireNonNull(directory);
            return this;
        }

        /** The class path of children; by default this process's. It must contain this library. */
        public Builder classPath(String path) {
            this.classPath = Objects.requireNonNull(path);
            return this;
        }

        /** The JDK or JRE that children run on; by default this process's. */
        public Builder javaHome(Path home) {
            this.javaHome = Objects.requireNonNull(home);
            return this;
        }

        /** What encodes values; has a public constructor without arguments, and children know the class. */
        public Builder codec(Class<? extends Codec> type) {
            this.codec = Objects.requireNonNull(type);
            return this;
        }

        /**
         * Takes what children print; by default it goes to this process's {@code System.out} and {@code System.err}.
         */
        public Builder outputHandler(OutputHandler handler) {
            this.outputHandler = Objects.requireNonNull(handler);
            return this;
        }

        /** Whether lines that are passed on begin with the name of their process; by default not. */
        public Builder labelOutput(boolean label) {
            this.labelOutput = label;
            return this;
        }

        /**
         * Whether child JVMs use a startup cache, which halves what they load before the first line; by default they
         * do. It is made in the background after the first start, once for a JDK and version of this library, in about
         * two seconds of one processor, and kept in the user's cache directory; where it can't be used or made,
         * children start without, silently. What could not be made is not tried again for a day; the reason stands in a
         * file beside. Goes before the system property {@code io.multiprocessing.startupCache}, which is {@code off} or
         * a directory.
         */
        public Builder startupCache(boolean use) {
            this.startupCache = use ? "" : StartupCache.OFF;
            return this;
        }

        /**
         * Has child JVMs use a {@linkplain #startupCache(boolean) startup cache} that is kept in this directory, which
         * is made when it is missing. It must belong to this user alone (rwx------), since a cache holds code; else
         * children start without.
         */
        public Builder startupCache(Path directory) {
            this.startupCache = directory.toAbsolutePath().toString();
            return this;
        }

        /** How long a child may take until it is ready; 60 s by default. */
        public Builder startTimeout(Duration timeout) {
            this.startTimeout = positive(timeout, "start timeout");
            return this;
        }

        /** How long a child that is asked to end may take before it is killed; 5 s by default, zero kills at once. */
        public Builder shutdownGrace(Duration grace) {
            if (grace.isNegative()) {
                throw new IllegalArgumentException("The shutdown grace can't be negative: " + grace);
            }
            this.shutdownGrace = grace;
            return this;
        }

        /**
         * How long a child may not answer before it is killed; 30 s by default, zero never. What it runs, however long
         * and however busily, does not matter: only a process that is stopped (SIGSTOP, a frozen container) or hangs in
         * the system fails to answer and uses no processor time. Pauses of this process do not count, and children that
         * are started with a debugger's agent (jdwp) are not judged. The death is told as {@link
         * DeathCause#UNRESPONSIVE}.
         */
        public Builder livenessGrace(Duration grace) {
            if (grace.isNegative()) {
                throw new IllegalArgumentException("The liveness grace can't be negative: " + grace);
            }
            this.livenessGrace = grace;
            return this;
        }

        /**
         * How many bytes of encoded elements a queue without a capacity holds before put blocks; 256 MiB by default.
         */
        public Builder queueBudget(long bytes) {
            if (bytes < 1) {
                throw new IllegalArgumentException("The queue budget must be at least 1 byte: " + bytes);
            }
            this.queueBudgetBytes = bytes;
            return this;
        }

        /**
         * Keeps so many processes booted and idle, so that {@link ChildProcess#start} and the workers of pools that
         * have the same options as the family take a millisecond instead of a tenth of a second; none by default. A
         * start takes one that waits, if there is one, and another is started in its place, in the background, when no
         * start is under way.
         *
         * <p>They are no {@linkplain Multiprocessing#activeChildren() children} until they are taken, do not keep this
         * JVM alive, and end with it. They cost the memory of an idle JVM each ({@link Multiprocessing#standbyStats}),
         * and no processor time. One that dies is replaced; if that happens again and again, or they can't be started,
         * the attempts become rarer and end, until a start has succeeded. Only the process that opens the family keeps
         * them; to keep some for a pool whose options differ, or elsewhere, see {@link ProcessPool.Builder#standby}.
         *
         * @throws IllegalArgumentException when negative
         */
        public Builder standby(int processes) {
            if (processes < 0) {
                throw new IllegalArgumentException(
                        "The number of processes that stand by can't be negative: " + processes);
            }
            this.standby = processes;
            return this;
        }

        private static Duration positive(Duration value, String what) {
            if (value.isNegative() || value.isZero()) {
                throw new IllegalArgumentException("The " + what + " must be positive: " + value);
            }
            return value;
        }

        /**
         * Opens the family. Starts nothing yet, but, in the background, the processes that are to {@linkplain #standby
         * stand by}.
         *
         * @throws IllegalArgumentException when the transport is unknown or unavailable
         */
        public Multiprocessing open() {
            Transport chosen = transport == null ? Transports.best() : Transports.named(transport);
            FamilySettings settings = new FamilySettings(
                    (javaHome == null ? Surroundings.javaHome() : javaHome).toString(),
                    Surroundings.jvmArgs(maxHeap, jvmArgs),
                    classPath == null ? Surroundings.classPath() : classPath,
                    Map.copyOf(environment),
                    workingDirectory == null ? null : workingDirectory.toString(),
                    codec.getName(),
                    startTimeout,
                    shutdownGrace,
                    livenessGrace,
                    queueBudgetBytes,
                    labelOutput,
                    startupCache,
                    outputHandler);
            Member root = Member.root(chosen, settings, newCodec());
            // Also if it never makes memory itself: it removes that of its descendants.
            Memories.of(root);
            if (standby > 0) {
                // What is taken may become a process or a worker: it rehearses both.
                Standbys.of(root).keep(settings, 0, Pools.rehearsal());
                Standbys.of(root).keep(settings, standby, ChildProcess.rehearsal());
            }
            return of(root);
        }

        private Codec newCodec() {
            try {
                return codec.getConstructor().newInstance();
            } catch (ReflectiveOperationException e) {
                throw new IllegalArgumentException(
                        "The codec " + codec.getName() + " needs a public constructor without arguments: " + e, e);
            }
        }
    }
}
