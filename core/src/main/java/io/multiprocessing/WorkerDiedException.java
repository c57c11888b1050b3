package io.multiprocessing;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The worker process that a task was given to ended before it returned a result. */
public class WorkerDiedException extends MultiprocessingException {
    private static final long serialVersionUID = 1;

    private final long pid;
    private final @Nullable Integer exitStatus;
    private final boolean mayHaveRun;
    private final String errorOutput;
    private final @Nullable String crashLog;

    public WorkerDiedException(
            String message,
            long pid,
            @Nullable Integer exitStatus,
            boolean mayHaveRun,
            String errorOutput,
            @Nullable Path crashLog) {
        super(message);
        this.pid = pid;
        this.exitStatus = exitStatus;
        this.mayHaveRun = mayHaveRun;
        this.errorOutput = errorOutput;
        this.crashLog = crashLog == null ? null : crashLog.toString();
    }

    /** The dead worker's process id. */
    public long pid() {
        return pid;
    }

    /** How it ended, as {@link ChildProcess#exitCode()} tells it: minus the signal when a signal killed it. */
    public OptionalInt exitStatus() {
        return exitStatus == null ? OptionalInt.empty() : OptionalInt.of(exitStatus);
    }

    /** True when the task had begun, so that running it again may repeat its side effects. */
    public boolean mayHaveRun() {
        return mayHaveRun;
    }

    /** The last lines of its error output; empty when there were none. */
    public String errorOutput() {
        return errorOutput;
    }

    /** The crash log that the JVM wrote, if it wrote one. */
    public Optional<Path> crashLog() {
        return Optional.ofNullable(crashLog).map(Path::of);
    }
}
