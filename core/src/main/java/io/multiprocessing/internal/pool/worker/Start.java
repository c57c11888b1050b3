package io.multiprocessing.internal.pool.worker;

import io.multiprocessing.RemoteRunnable;
import io.multiprocessing.internal.family.ChildProgram;
import io.multiprocessing.internal.family.Member;
import org.jspecify.annotations.Nullable;

/**
 * What makes a process a worker. As a record it takes the compact form if the initializer can.
 *
 * @param pool the pool's name
 * @param number the worker's, in its pool
 * @param tellsHeap whether each RESULT has the heap that is used, see {@link HeapUse}
 * @param processors how many it may count on: its {@link Budget}
 * @param initializer what the user wants to be run before the first task
 */
public record Start(
        String pool, int number, boolean tellsHeap, int processors, @Nullable RemoteRunnable initializer)
        implements ChildProgram {
    @Override
    public void run(Member self) throws Exception {
        WorkerProgram.run(this, self);
    }

    @Override
    public @Nullable Object job() {
        return initializer;
    }
}
