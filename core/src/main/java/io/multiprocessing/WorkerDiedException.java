package io.multiprocessing;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** The worker process that a task was given to ended before it returned a result. */
public class WorkerDiedException extends MultiprocessingException {
    private static final long serialVersionUID = 1;

    private final long pid;
    private final boolean mayHaveRun;
    private final ProcessDeath death;

    public WorkerDiedException(String message, long pid, ProcessDeath death, boolean mayHaveRun) {
        super(message);
        this.pid = pid;
        this.death = death;
        this.mayHaveRun = mayHaveRun;
    }

    /** The dead worker's process id. */
    public long pid() {
        return pid;
    }

    /** How the worker ended, and why. */
    public ProcessDeath death() {
        return death;
    }

    /** How it ended, as {@link ChildProcess#exitCode()} tells it: minus the signal when a signal killed it. */
    public OptionalInt exitStatus() {
        return OptionalInt.of(death.exitStatus());
    }

    /** True when the task had begun, so that running it again may repeat its side effects. */
    public boolean mayHaveRun() {
        return mayHaveRun;
    }

    /** The last lines of its error output; empty when there were none. */
    public String errorOutput() {
        return death.errorOutput();
    }

    /** The crash log that the JVM wrote, if it wrote one. */
    public Optional<Path> crashLog() {
        return death.crashLog();
    }
}
