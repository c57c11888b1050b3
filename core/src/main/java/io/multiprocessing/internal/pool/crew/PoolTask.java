package io.multiprocessing.internal.pool.crew;

import io.multiprocessing.TaskState;
import io.multiprocessing.WorkerDiedException;
import io.multiprocessing.internal.family.Offspring;
import io.multiprocessing.internal.pool.report.TaskLog;
import io.multiprocessing.internal.pool.thread.AwaitedFuture;
import io.multiprocessing.internal.wire.FrameType;
import io.multiprocessing.internal.wire.Head;
import io.multiprocessing.internal.wire.MemberId;
import io.multiprocessing.spi.Frame;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A task on its way: what travels, and the future of its result. The fields that change are the crew's and guarded by
 * its lock; the state is also read without it.
 */
public final class PoolTask<V> extends AwaitedFuture<V> {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    final long id;
    final String label;
    /** How often it may be begun. */
    final int maxAttempts;
    final @Nullable Duration timeout;
    final TaskLog log;
    private final Crew crew;
    private final int bytes;
    private final Throwable submitSite = new Throwable();
    private volatile TaskState state = TaskState.WAITING;
    private volatile long workerPid;
    private volatile int resultBytes;

    /** What travels; null once nobody can need it again. */
    @Nullable Frame frame;
    /** The worker that has it; null while it waits and when it has ended. */
    @Nullable Worker worker;
    /** Whose link the result will come on; also read without the lock, as a hint. */
    volatile @Nullable Offspring carrier;
    /** Whether its worker has been asked to give it back if it has not begun it. */
    boolean recalled;
    /** It was cancelled so that it is to be interrupted, if its worker begins it all the same. */
    boolean unwanted;
    /** What earlier attempts ended with. */
    final List<WorkerDiedException> history = new ArrayList<>(0);
    /** Whether its time is over; its future has yet to fail. */
    boolean overdue;
    /** How often a worker died while it ran. */
    int deaths;

    public PoolTask(
            Crew crew,
            long id,
            Frame frame,
            String label,
            int items,
            int maxAttempts,
            @Nullable Duration timeout) {
        super(crew.mainWaiting());
        this.crew = crew;
        this.id = id;
        this.frame = frame;
        this.bytes = frame.body().remaining();
        this.label = label;
        this.log = new TaskLog(crew.settings().name(), id, label, items);
        this.maxAttempts = maxAttempts;
        this.timeout = timeout;
    }

    /** What travels to a worker. */
    public static Frame frame(long id, int kind, int begunBefore, String label, ByteBuffer body) {
        return new Head(id, MemberId.ROOT, MemberId.ROOT, 0, kind, begunBefore, label).frame(FrameType.TASK, body);
    }

    /** The same for another attempt. */
    Frame again(Frame before) {
        return frame(id, Head.of(before).code(), log.attempts(), label, before.body());
    }

    @Override
    public long taskId() {
        return id;
    }

    @Override
    public TaskState taskState() {
        if (isDone()) {
            return isCancelled() ? TaskState.CANCELLED : isCompletedExceptionally() ? TaskState.FAILED
                    : TaskState.SUCCEEDED;
        }
        return state;
    }

    @Override
    public OptionalLong workerPid() {
        return workerPid == 0 ? OptionalLong.empty() : OptionalLong.of(workerPid);
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
        boolean cancelled = super.cancel(mayInterrupt);
        if (cancelled) {
            crew.dispatcher().cancelled(this, mayInterrupt);
        }
        return isCancelled();
    }

    @Override
    protected @Nullable Offspring carrier() {
        return carrier;
    }

    void running(long pid) {
        workerPid = pid;
        state = TaskState.RUNNING;
    }

    void waiting() {
        state = TaskState.WAITING;
    }

    /** How long it is, encoded. */
    int bytes() {
        return bytes;
    }

    /** How long its result is, encoded; 0 as long as there is none. */
    public long resultBytes() {
        return resultBytes;
    }

    void resultArrived(int length) {
        resultBytes = length;
    }

    /** What travels, encoded; empty once nobody can need it again. */
    public ByteBuffer body() {
        Frame current = frame;
        return current == null ? NOTHING : current.body();
    }

    StackTraceElement[] submitSite() {
        return submitSite.getStackTrace();
    }

    /** For messages: {@code task 17 "resize cat.png"}. */
    public String describe() {
        return label.isEmpty() ? "task " + id : "task " + id + " \"" + label + "\"";
    }
}
