package io.multiprocessing;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A child process could not be started, or ended before it was ready. */
public class ProcessStartException extends MultiprocessingException {
    private static final long serialVersionUID = 1;

    private final List<String> command;
    private final @Nullable ProcessDeath death;
    private final String errorOutput;

    public ProcessStartException(
            String message,
            List<String> command,
            @Nullable ProcessDeath death,
            String errorOutput,
            @Nullable Throwable cause) {
        super(message, cause);
        this.command = List.copyOf(command);
        this.death = death;
        this.errorOutput = errorOutput;
    }

    /** The command line that was tried. */
    public List<String> command() {
        return command;
    }

    /** How it ended, as {@link ChildProcess#exitCode()} tells it; empty when it never ran or was still alive. */
    public OptionalInt exitStatus() {
        return death == null ? OptionalInt.empty() : OptionalInt.of(death.exitStatus());
    }

    /** How it ended and why; empty when it never ran or was still alive. */
    public Optional<ProcessDeath> death() {
        return Optional.ofNullable(death);
    }

    /** The last lines of what it printed; empty when it printed nothing. */
    public String errorOutput() {
        return errorOutput;
    }
}
