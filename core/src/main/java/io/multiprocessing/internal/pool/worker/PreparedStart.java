package io.multiprocessing.internal.pool.worker;

import io.multiprocessing.RemoteRunnable;
import io.multiprocessing.internal.family.ChildProgram;
import io.multiprocessing.internal.family.Member;

/**
 * What makes a process a worker that runs something of the user's before its first task.
 *
 * @param terms as {@link Terms#write} wrote them
 */
record PreparedStart(String terms, RemoteRunnable initializer) implements ChildProgram {
    @Override
    public void run(Member self) throws Exception {
        WorkerProgram.run(Terms.read(terms), initializer, self);
    }

    @Override
    public Object job() {
        return initializer;
    }
}
