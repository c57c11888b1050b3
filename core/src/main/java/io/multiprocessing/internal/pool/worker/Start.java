package io.multiprocessing.internal.pool.worker;

import io.multiprocessing.RemoteRunnable;
import io.multiprocessing.internal.family.ChildProgram;
import io.multiprocessing.internal.family.Member;
import org.jspecify.annotations.Nullable;

/**
 * What makes a process a worker, which has nothing of the user's to run before its first task; else see {@link
 * PreparedStart}. One component: a second costs a fresh JVM another two classes when the record arrives.
 *
 * @param terms as {@link Terms#write} wrote them
 */
public record Start(String terms) implements ChildProgram {
    /** The program of a worker, with an initializer or without. */
    public static ChildProgram of(Terms terms, @Nullable RemoteRunnable initializer) {
        String written = terms.write();
        return initializer == null ? new Start(written) : new PreparedStart(written, initializer);
    }

    @Override
    public void run(Member self) throws Exception {
        WorkerProgram.run(Terms.read(terms), null, self);
    }
}
