package io.multiprocessing;

import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A child process could not be started, or ended before it was ready. */
public class ProcessStartException extends MultiprocessingException {
    private static final long serialVersionUID = 1;

    private final List<String> command;
    private final @Nullable Integer exitStatus;
    private final String errorOutput;

    public ProcessStartException(
            String message,
            List<String> command,
            @Nullable Integer exitStatus,
            String errorOutput,
            @Nullable Throwable cause) {
        super(message, cause);
        this.command = List.copyOf(command);
        this.exitStatus = exitStatus;
        this.errorOutput = errorOutput;
    }

    /** The command line that was tried. */
    public List<String> command() {
        return command;
    }

    /** How it ended, as {@link ChildProcess#exitCode()} tells it; empty when it never ran or was still alive. */
    public OptionalInt exitStatus() {
        return exitStatus == null ? OptionalInt.empty() : OptionalInt.of(exitStatus);
    }

    /** The last lines of what it printed; empty when it printed nothing. */
    public String errorOutput() {
        return errorOutput;
    }
}
