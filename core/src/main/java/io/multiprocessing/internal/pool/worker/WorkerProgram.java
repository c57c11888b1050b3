package io.multiprocessing.internal.pool.worker;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.RemoteFunction;
import io.multiprocessing.RemoteRunnable;
import io.multiprocessing.TransportException;
import io.multiprocessing.internal.codec.RemoteThrowables;
import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.family.mail.OffspringListener;
import io.multiprocessing.internal.family.progress.Waiting;
import io.multiprocessing.internal.wire.FrameType;
import io.multiprocessing.internal.wire.Head;
import io.multiprocessing.internal.wire.MemberId;
import io.multiprocessing.spi.Frame;
import java.nio.ByteBuffer;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What a worker runs: one task after the other, in its main thread, until it is told that no more will come. */
public final class WorkerProgram {
    /** The id under which a failed initializer is reported. */
    public static final long INITIALIZER = 0;

    public static final int VALUE = 0;
    public static final int EXCEPTION = 1;

    /** What a TASK frame's code says of its body: one task, or a {@link Chunk}. */
    public static final int CALL = 1;

    public static final int CHUNK = 2;

    private static final int EXIT_AFTER_FATAL = 1;

    /** What this process runs, if it is a worker. */
    private static volatile @Nullable WorkerProgram here;

    private final Start start;
    private final String name;
    private final Member self;
    private final LinkedBlockingQueue<Order> orders = new LinkedBlockingQueue<>();
    private final Thread main = Thread.currentThread();
    private long current;
    /** The last task that was to be interrupted: the parent may say so before the task has begun here. */
    private long interrupted;
    /** The head of the task that runs; null while none does. */
    private volatile @Nullable Head running;
    /** Made when first asked for. */
    private @Nullable Belongings belongings;

    private WorkerProgram(Start start, Member self) {
        this.start = start;
        this.self = self;
        this.name = self.identity().name();
    }

    /** A task, or that no more will come. */
    private record Order(Head head, Frame frame) {
        boolean isTask() {
            return frame.type() == FrameType.TASK;
        }
    }

    /** Makes this process a worker, for the rest of its life. Called by its main thread. */
    static void run(Start start, Member self) throws Exception {
        new Budget(start.processors()).settle(self);
        WorkerProgram program = new WorkerProgram(start, self);
        here = program;
        program.serve();
    }

    /** Whether this process is a worker. */
    public static boolean isHere() {
        return here != null;
    }

    /** Where the calling code runs. Not by its interface, which the JVM would then load to check this class. */
    public static TaskContext context() {
        WorkerProgram program = here;
        if (program == null) {
            throw new IllegalStateException("This process (" + ChildProcess.self().name()
                    + ") is not a worker of a pool:"
                    + " WorkerContext.current() is for what a pool runs, tasks and initializers. What runs here and there"
                    + " can ask WorkerContext.isPresent() first.");
        }
        return program.ownContext();
    }

    private TaskContext ownContext() {
        Head task = running;
        return task == null
                ? new TaskContext(start.pool(), start.number(), name, INITIALIZER, "", 0, belongings())
                : new TaskContext(start.pool(), start.number(), name, task.id(), task.text(),
                        Math.toIntExact(task.number()) + 1,
                        belongings());
    }

    private synchronized Belongings belongings() {
        Belongings made = belongings;
        if (made == null) {
            made = new Belongings();
            belongings = made;
        }
        return made;
    }

    private synchronized @Nullable Belongings belongingsIfAny() {
        return belongings;
    }

    private void serve() throws Exception {
        self.listenToParent(new Ear());
        if (!initialize()) {
            return;
        }
        Waiting waiting = self.waiting();
        for (Order order = nextOrder(waiting); order.isTask(); order = nextOrder(waiting)) {
            perform(order.head, order.frame.body());
        }
        Belongings made = belongingsIfAny();
        if (made != null) {
            made.close();
        }
        Departure.leave();
    }

    /** Classes and not lambdas, of which the first cost a fresh JVM 14 ms on the way to its first task. */
    private final class Ear implements OffspringListener {
        @Override
        public void received(int type, Head head, Frame frame) {
            WorkerProgram.this.received(type, head, frame);
        }
    }

    private final class Occupied implements BooleanSupplier {
        @Override
        public boolean getAsBoolean() {
            return !orders.isEmpty();
        }
    }

    private void received(int type, Head head, Frame frame) {
        switch (type) {
            case FrameType.TASK, FrameType.RETIRE -> orders.add(new Order(head, frame));
            case FrameType.INTERRUPT -> interrupt(head.id());
            case FrameType.RECALL -> giveBack(head.id());
            default -> throw new TransportException("A worker does not expect a frame of type " + type);
        }
    }

    /** Only the task that is meant, at once or when it begins: the lock keeps the next one from being hit. */
    private synchronized void interrupt(long task) {
        interrupted = task;
        if (current == task) {
            main.interrupt();
        }
    }

    private synchronized void setCurrent(long task) {
        current = task;
        // Whatever the task before left behind is not for this one.
        boolean ignored = Thread.interrupted();
        if (task != INITIALIZER && interrupted == task) {
            main.interrupt();
        }
    }

    /** Only what has not begun can be given back: {@link #takeOrder} and this can't both get it. */
    private void giveBack(long task) {
        if (orders.removeIf(order -> order.isTask() && order.head.id() == task)) {
            self.postToParent(Head.ofId(task).frame(FrameType.RETURNED));
        }
    }

    private Order nextOrder(Waiting waiting) {
        Order next = orders.poll();
        if (next != null) {
            return next;
        }
        BooleanSupplier isThere = new Occupied();
        BooleanSupplier outer = waiting.begin(isThere);
        try {
            self.deliverFromParent(isThere);
            return takeOrder();
        } finally {
            waiting.end(outer);
        }
    }

    private Order takeOrder() {
        while (true) {
            try {
                return orders.take();
            } catch (InterruptedException e) {
                // Somebody interrupted the main thread between tasks: there is nothing to interrupt.
            }
        }
    }

    private boolean initialize() {
        RemoteRunnable initializer = start.initializer();
        if (initializer == null) {
            return true;
        }
        try {
            initializer.run();
            self.sendToParent(Head.empty().frame(FrameType.INITIALIZED));
            return true;
        } catch (Throwable e) {
            self.sendToParent(Head.ofCode(INITIALIZER, EXCEPTION, 0)
                    .frame(FrameType.RESULT, RemoteThrowables.encode(e, self.codec())));
            Runtime.getRuntime().exit(EXIT_AFTER_FATAL);
            return false;
        }
    }

    private void perform(Head task, ByteBuffer body) {
        setCurrent(task.id());
        running = task;
        self.sendToParent(Head.ofId(task.id()).frame(FrameType.STARTED));
        long begin = System.nanoTime();
        Throwable fatal = null;
        Frame result;
        try {
            Object value = task.code() == CHUNK ? runChunk(self, body) : runCall(self, body);
            setCurrent(INITIALIZER);
            result = result(task, VALUE, begin, self.encode(value));
        } catch (Throwable e) {
            setCurrent(INITIALIZER);
            fatal = e instanceof OutOfMemoryError ? e : null;
            result = result(task, EXCEPTION, begin, RemoteThrowables.encode(e, self.codec()));
        }
        running = null;
        self.sendToParent(result);
        if (fatal != null) {
            // The heap may be full of what nobody can use: a fresh worker is better than this one.
            Runtime.getRuntime().exit(EXIT_AFTER_FATAL);
        }
    }

    private Frame result(Head task, int code, long begin, ByteBuffer body) {
        long heap = start.tellsHeap() ? HeapUse.afterCollection() : 0;
        long ran = System.nanoTime() - begin;
        return new Head(task.id(), MemberId.ROOT, MemberId.ROOT, heap, code, ran, "").frame(FrameType.RESULT, body);
    }

    /** Runs a task, wherever this is. */
    public static @Nullable Object runCall(Member self, ByteBuffer body) throws Exception {
        Object task = self.decode(body);
        // No switch over types: the JVM makes a class for each on the way to a fresh worker's first task.
        if (task instanceof Callable<?> callable) {
            return callable.call();
        } else if (task instanceof RemoteRunnable runnable) {
            runnable.run();
        } else if (task instanceof Runnable runnable) {
            runnable.run();
        } else {
            throw new TransportException("Not a task: " + task);
        }
        return null;
    }

    @SuppressWarnings("unchecked")
    private static @Nullable Object runChunk(Member self, ByteBuffer body) throws Exception {
        Chunk chunk = Chunk.read(body);
        var function = (RemoteFunction<Object, Object>) self.decode(chunk.function());
        Object[] items = (Object[]) self.decode(chunk.items());
        if (function == null || items == null) {
            throw new TransportException("A chunk lacks its function or its items");
        }
        Object[] results = new Object[items.length];
        for (int i = 0; i < items.length; i++) {
            results[i] = function.apply(items[i]);
        }
        return results;
    }
}
