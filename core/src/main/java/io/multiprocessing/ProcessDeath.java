package io.multiprocessing;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How a process ended, as far as the process that started it can know: {@link ChildProcess#death}, {@link
 * WorkerDiedException#death}, {@link ProcessStartException#death}. Immutable.
 */
public final class ProcessDeath implements Serializable {
    private static final long serialVersionUID = 1;

    private final DeathCause cause;
    private final int exitStatus;
    private final String signalName;
    private final String reason;
    private final String advice;
    private final String errorOutput;
    private final @Nullable String crashLog;

    /**
     * Made by the library.
     *
     * @param exitStatus 0 to 255 for an exit, minus the signal's number when a signal ended it
     * @param signalName empty when no signal ended it
     * @param reason what is known besides; may be empty
     * @param advice likely causes, and what to try
     */
    public ProcessDeath(
            DeathCause cause,
            int exitStatus,
            String signalName,
            String reason,
            String advice,
            String errorOutput,
            @Nullable Path crashLog) {
        this.cause = Objects.requireNonNull(cause);
        this.exitStatus = exitStatus;
        this.signalName = Objects.requireNonNull(signalName);
        this.reason = Objects.requireNonNull(reason);
        this.advice = Objects.requireNonNull(advice);
        this.errorOutput = Objects.requireNonNull(errorOutput);
        this.crashLog = crashLog == null ? null : crashLog.toString();
    }

    /** Why. */
    public DeathCause cause() {
        return cause;
    }

    /** 0 to 255 for an exit, minus the signal's number when a signal ended it: as {@link ChildProcess#exitCode}. */
    public int exitStatus() {
        return exitStatus;
    }

    /** The number of the signal that ended it; empty when it ended by itself. */
    public OptionalInt signal() {
        return exitStatus < 0 ? OptionalInt.of(-exitStatus) : OptionalInt.empty();
    }

    /** The signal that ended it, as {@code SIGKILL}; empty when it ended by itself. */
    public Optional<String> signalName() {
        return signalName.isEmpty() ? Optional.empty() : Optional.of(signalName);
    }

    /**
     * What is known besides, in words: why its family killed it, say, or what the JVM's crash log says. May be empty.
     */
    public String reason() {
        return reason;
    }

    /** Likely causes, and what to try: one or more sentences. */
    public String advice() {
        return advice;
    }

    /** The last lines of its error output, at most 40 of at most 400 characters; empty when there were none. */
    public String errorOutput() {
        return errorOutput;
    }

    /** The crash log that the JVM wrote, if it wrote one. It is left there: whoever has read it may delete it. */
    public Optional<Path> crashLog() {
        return Optional.ofNullable(crashLog).map(Path::of);
    }

    /**
     * What happened: {@code exited with status 3}, or {@code was killed by signal 9 (SIGKILL): it did not answer ...}.
     */
    public String describe() {
        String how = exitStatus >= 0
                ? "exited with status " + exitStatus
                : "was killed by signal " + -exitStatus + " (" + signalName + ")";
        return reason.isEmpty() ? how : how + ": " + reason;
    }

    @Override
    public String toString() {
        return cause + ": " + describe();
    }
}
