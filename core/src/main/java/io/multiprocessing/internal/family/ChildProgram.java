package io.multiprocessing.internal.family;

import io.multiprocessing.RemoteRunnable;
import io.multiprocessing.TransportException;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** What a child runs. Travels in the START frame, as its {@link #cargo}. */
public interface ChildProgram extends Serializable {
    /**
     * Runs in the child's main thread. What it throws is reported as an uncaught exception and makes the exit status 1.
     */
    void run(Member self) throws Throwable;

    /** What the user wants to be run; null when there is nothing of his in this program. */
    default @Nullable Object job() {
        return null;
    }

    /** What travels, for {@link #of}: the program itself, if less will not do. */
    default Object cargo() {
        return this;
    }

    /**
     * The program whose cargo has arrived.
     *
     * @throws TransportException when it is no program's
     */
    static ChildProgram of(@Nullable Object cargo) {
        if (cargo instanceof ChildProgram program) {
            return program;
        } else if (cargo instanceof RemoteRunnable target) {
            return new TargetProgram(target);
        }
        throw new TransportException(
                "What came is no program, but " + (cargo == null ? "null" : cargo.getClass().getName()));
    }
}
