package io.multiprocessing.internal.pool.crew;

import io.multiprocessing.internal.codec.RemoteThrowables;
import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.family.Values;
import io.multiprocessing.internal.pool.thread.Elsewhere;
import io.multiprocessing.internal.pool.worker.WorkerProgram;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Turns what a worker sent back into the completion of a future. Runs user code (decoding, dependents): may block. */
final class Results {
    private Results() {}

    @SuppressWarnings("unchecked")
    static void complete(Member member, PoolTask<?> task, int code, ByteBuffer body, Worker worker) {
        if (code == WorkerProgram.VALUE) {
            Object value;
            try {
                value = member.decode(body);
            } catch (Throwable e) {
                task.completeExceptionally(e);
                return;
            }
            ((PoolTask<Object>) task).complete(value);
        } else {
            task.completeExceptionally(thrown(member, body, worker, task.submitSite()));
        }
    }

    /** What came back came too late: what the task threw is told in passing. */
    static void completeTooLate(
            Member member, PoolTask<?> task, int code, ByteBuffer body, Worker worker, Throwable tooLate) {
        if (code != WorkerProgram.VALUE && !task.isDone()) {
            tooLate.addSuppressed(thrown(member, body, worker, task.submitSite()));
        }
        task.completeExceptionally(tooLate);
    }

    /** Fails a task's future in a thread of its own: dependents run user code. */
    static void fail(PoolTask<?> task, Throwable cause) {
        Elsewhere.run("mp-result", () -> task.completeExceptionally(cause));
    }

    static Throwable thrown(Member member, ByteBuffer body, Worker worker, StackTraceElement @Nullable [] site) {
        String remote = "\"" + worker.name + "\" (pid " + worker.pid() + ")";
        return RemoteThrowables.decode(body, member.codec(), Values.loader(), remote, site);
    }
}
